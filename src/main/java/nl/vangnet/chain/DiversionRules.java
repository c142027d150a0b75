package nl.vangnet.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a report of an emergency department must carry before it is taken; each answer is a stable
/// code of the refusal.
final class DiversionRules {
  /// The longest that one report may hold; longer needs a new report with a new reason.
  static final Duration LONGEST = Duration.ofHours(4);

  static final Duration SHORTEST = Duration.ofMinutes(10);
  static final int LONGEST_NOTE = 500;

  private DiversionRules() {}

  static Optional<DiversionOutcome.Refused> lasting(Duration expected) {
    if (expected.compareTo(SHORTEST) < 0) {
      return refused(
          "too-short", "an expected duration is at least " + SHORTEST.toMinutes() + " minutes");
    }
    return expected.compareTo(LONGEST) > 0
        ? refused(
            "too-long",
            "one report holds at most "
                + LONGEST.toMinutes()
                + " minutes; prolong it then with a new reason")
        : Optional.empty();
  }

  /// A note is asked for "other", and whenever a report goes on: what is new since the last one.
  static Optional<DiversionOutcome.Refused> explained(
      Diversion.Reason reason, String note, @Nullable Diversion before) {
    if (note.length() > LONGEST_NOTE) {
      return refused("text-too-long", "use at most " + LONGEST_NOTE + " characters");
    }
    if (before != null && note.isBlank()) {
      return refused("new-reason-missing", "say what is the matter now, in a few words");
    }
    if (before != null && note.strip().equalsIgnoreCase(before.ask().note().strip())) {
      return refused("same-reason", "say what is new; the same words stood in the report before");
    }
    return reason == Diversion.Reason.OTHER && note.isBlank()
        ? refused("note-missing", "say in a few words what the other reason is")
        : Optional.empty();
  }

  /// One department says one thing at a time: who wants to go on names what it goes on from.
  static Optional<DiversionOutcome.Refused> following(
      @Nullable Diversion inForce, @Nullable Long follows, Instant now) {
    if (inForce == null) {
      return follows == null
          ? Optional.empty()
          : refused("not-in-force", "that report has ended; make a new one");
    }
    if (follows == null) {
      return refused(
          "already-in-force",
          "report " + inForce.id() + " holds until " + inForce.until() + "; prolong or end it");
    }
    return follows == inForce.id()
        ? Optional.empty()
        : refused("not-in-force", "report " + inForce.id() + " is the one in force");
  }

  private static Optional<DiversionOutcome.Refused> refused(String code, String advice) {
    return Optional.of(new DiversionOutcome.Refused(code, advice));
  }
}
