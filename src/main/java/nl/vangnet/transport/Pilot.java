package nl.vangnet.transport;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A pilot with a partner, such as the ambulance sector (AZN), and how it ended (TRA-10).
public record Pilot(
    long id,
    String name,
    String partner,
    String aim,
    LocalDate begins,
    LocalDate ends,
    By by,
    @Nullable Conclusion conclusion) {
  /// What follows from a pilot.
  public enum Verdict {
    /// It becomes the way of working.
    CONTINUE,
    /// It goes on in another form.
    ADJUST,
    /// It stops.
    STOP
  }

  /// How it ended.
  public record Conclusion(Verdict verdict, String text, By by, Instant at) {}
}
