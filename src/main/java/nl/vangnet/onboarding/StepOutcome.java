package nl.vangnet.onboarding;

import java.util.List;

/// What became of a step, a tick or a count.
public sealed interface StepOutcome {
  /// Done.
  record Done() implements StepOutcome {}

  /// Refused. Codes: "checks-missing" (with the items), "note-missing", "not-by-hand",
  /// "nothing-counted", "number-wrong", "lines-missing", "no-such-stage".
  record Refused(String code, List<Check.Item> missing) implements StepOutcome {
    public Refused {
      missing = List.copyOf(missing);
    }
  }
}
