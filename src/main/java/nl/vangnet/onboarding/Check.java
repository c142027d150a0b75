package nl.vangnet.onboarding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One item of the checklist of a site. What the product can see for itself is not ticked by hand;
/// `author` and `at` tell who ticked the rest.
public record Check(
    Item item, boolean done, String note, @Nullable String author, @Nullable Instant at) {
  /// What must be so before a site is live.
  public enum Item {
    /// There is somebody to call.
    CONTACT(false),
    /// A source system of the organisation is registered.
    SOURCE(false),
    /// Something was heard of the site in the last day.
    HEARD(false),
    /// Every patient that was heard of has a place on a line.
    PLACES(false),
    /// They and we mean the same by each bed (CAP-20).
    DEFINITIONS(true),
    /// The own count agreed for seven days on end.
    WEEK(false),
    /// It was decided whose figures count.
    PRECEDENCE(false),
    /// How they work with the desk is written down (CAP-28).
    AGREEMENT(true);

    private final boolean byHand;

    Item(boolean byHand) {
      this.byHand = byHand;
    }

    /// Whether a person ticks it.
    public boolean isByHand() {
      return byHand;
    }
  }
}
