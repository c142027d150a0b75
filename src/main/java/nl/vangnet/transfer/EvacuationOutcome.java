package nl.vangnet.transfer;

import java.util.List;

/// What became of the wish to evacuate a site.
public sealed interface EvacuationOutcome {
  /// All cases were handed in.
  record Done(Evacuation evacuation) implements EvacuationOutcome {}

  /// Refused and nothing was kept: a code, the number of the patient at fault (0: none), and what
  /// is missing there.
  record Refused(String code, int patient, List<String> missing) implements EvacuationOutcome {
    public Refused {
      missing = List.copyOf(missing);
    }
  }
}
