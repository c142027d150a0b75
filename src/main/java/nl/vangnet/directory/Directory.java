package nl.vangnet.directory;

import org.springframework.stereotype.Service;

/// The directory as the other rooms use it: one current snapshot, and the use cases of the data
/// steward.
@Service
public class Directory {
  Directory() {}

  /// The directory as it stands now.
  public DirectorySnapshot snapshot() {
    return DirectorySnapshot.EMPTY;
  }
}
