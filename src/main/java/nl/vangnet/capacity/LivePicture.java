package nl.vangnet.capacity;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The picture: the current one from memory, a past one from the history.
@Service
public class LivePicture {
  LivePicture() {}

  /// The current picture; cheap, never blocks.
  public Picture current() {
    return new Picture(Instant.EPOCH, 0, Map.of());
  }

  /// The picture as it was at `at`, from what had been received by `knownAt` (null: by now). With
  /// `knownAt` equal to `at` it shows what people could know at that moment.
  public Picture at(Instant at, @Nullable Instant knownAt) {
    return new Picture(at, 0, Map.of());
  }
}
