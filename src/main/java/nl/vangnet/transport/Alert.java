package nl.vangnet.transport;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;

/// Something about a leg that a planner has to look at: `by` is how late or how much too long.
public record Alert(Leg leg, Kind kind, LegState waitsFor, Duration by) {
  /// The gravest first.
  static final Comparator<Alert> GRAVEST =
      Comparator.comparing(Alert::kind).thenComparing(Alert::by, Comparator.reverseOrder());

  /// The sort of trouble.
  public enum Kind {
    /// Its next step did not come in time.
    LATE,
    /// It will end after the next leg of its vehicle or crew should begin.
    CLASH,
    /// Its vehicle cannot ride in that time.
    OBSTACLE,
    /// Its crew is not on duty in that time.
    NO_CREW,
    /// It will arrive after it had to be there.
    TOO_LATE;

    /// The word of this kind in messages: "no-crew".
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
