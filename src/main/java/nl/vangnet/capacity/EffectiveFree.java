package nl.vangnet.capacity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The beds that can really take a patient now: the smallest of what a bed needs, less the occupied
/// beds and the protected reserve. `beds` is null when something it needs is unknown, with `atMost`
/// the upper bound from what is known (null when nothing is). `binding` names what binds
/// ("staffed", "physical", "ventilators", ...), null when unknown; `missing` lists the needed
/// variables that are unknown. `overload` counts the patients above the binding limit (0 when
/// none).
public record EffectiveFree(
    @Nullable Integer beds,
    @Nullable Integer atMost,
    @Nullable Variable binding,
    List<Variable> missing,
    int overload,
    Age age) {
  public EffectiveFree {
    missing = List.copyOf(missing);
  }
}
