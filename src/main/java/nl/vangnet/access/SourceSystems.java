package nl.vangnet.access;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// The source systems and their keys. Look-ups answer from memory: they stand on the hot path.
@Service
public class SourceSystems {
  SourceSystems() {}

  /// All source systems, by code.
  public List<SourceSystem> list() {
    return List.of();
  }

  /// The source with this id.
  public Optional<SourceSystem> find(long id) {
    return Optional.empty();
  }

  /// The active source that sends as this application and facility (MSH-3.1, MSH-4.1).
  public Optional<SourceSystem> findSender(String application, String facility) {
    return Optional.empty();
  }
}
