package nl.vangnet.transfer;

import java.util.EnumSet;
import java.util.Set;

/// The checklist before a patient may be moved (SPR-08): who was told, what speaks against it, and
/// whether a specialist was asked.
public record Eligibility(
    boolean patientInformed,
    boolean relativesInformed,
    boolean gpInformed,
    Set<Ground> against,
    boolean specialistConsulted) {
  public Eligibility {
    against =
        against.isEmpty()
            ? Set.of()
            : java.util.Collections.unmodifiableSet(EnumSet.copyOf(against));
  }

  /// What can speak against a move (FMS leidraad).
  public enum Ground {
    DEMENTIA,
    DELIRIUM,
    PSYCHIATRIC
  }
}
