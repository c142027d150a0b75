package nl.vangnet.rounds;

import java.util.List;

/// What became of a submission.
public sealed interface FilingOutcome {
  /// It stands, with this many figures of which so many were new.
  record Filed(Filing filing, int figures, int entered) implements FilingOutcome {}

  /// Nothing was filed; each fault names its place.
  record Refused(List<FilingFault> faults) implements FilingOutcome {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
