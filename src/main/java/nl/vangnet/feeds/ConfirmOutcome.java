package nl.vangnet.feeds;

import java.util.List;

/// What became of a form that was confirmed.
public sealed interface ConfirmOutcome {
  /// It stands in the record.
  record Done(Preview.Result result) implements ConfirmOutcome {}

  /// Nothing was recorded: "expired", "done-already", "has-faults", "nothing-to-record",
  /// "only-bad-rows".
  record Refused(String code, String advice, List<CellNote> faults) implements ConfirmOutcome {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
