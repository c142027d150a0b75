package nl.vangnet.fhir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.jspecify.annotations.Nullable;

/// The codings of a list of concepts, taken one facet at a time; what nobody took is refused.
final class NeedCodes {
  private final List<Coded> rest = new ArrayList<>();
  private final String place;
  private final List<Issue> issues;

  /// One coding with its element.
  private record Coded(String system, String code, String element) {}

  NeedCodes(List<CodeableConcept> concepts, String place, List<Issue> issues) {
    this.place = place;
    this.issues = issues;
    for (var i = 0; i < concepts.size(); i++) {
      var codings = concepts.get(i).getCoding();
      var at = place + "[" + i + "]";
      if (codings.isEmpty()) {
        wrong("required", "code-missing", at, "Give a code; words alone are not read");
      }
      for (var j = 0; j < codings.size(); j++) {
        rest.add(
            new Coded(
                FhirOrganisations.text(codings.get(j).getSystem()),
                FhirOrganisations.text(codings.get(j).getCode()),
                at + ".coding[" + j + "]"));
      }
    }
  }

  private void wrong(String type, String code, String element, String advice) {
    issues.add(Issue.error(type, code, element, advice));
  }

  private List<Coded> take(String system) {
    var taken = rest.stream().filter(c -> c.system().equals(system)).toList();
    rest.removeAll(taken);
    return taken;
  }

  private @Nullable Coded only(String system) {
    var taken = take(system);
    if (taken.size() > 1) {
      wrong("value", "given-twice", taken.get(1).element(), "Give one code of " + system);
    }
    return taken.isEmpty() ? null : taken.getFirst();
  }

  /// The one choice of a facet; `otherwise` when none is given, null when one must be. `stand` is
  /// what a refused request goes on with, to find the other faults too.
  <E extends Enum<E>> E one(CareCodes.Facet facet, E[] choices, @Nullable E otherwise, E stand) {
    var given = only(facet.system());
    if (given == null) {
      if (otherwise != null) {
        return otherwise;
      }
      wrong(
          "required",
          "code-missing",
          place,
          "Give one code of " + facet.system() + ": " + String.join(", ", facet.codes()));
      return stand;
    }
    return find(facet, choices, given, stand);
  }

  private <E extends Enum<E>> E find(CareCodes.Facet facet, E[] choices, Coded given, E stand) {
    var found =
        Arrays.stream(choices)
            .filter(c -> FhirOrganisations.code(c).equals(given.code()))
            .findFirst();
    if (found.isEmpty()) {
      unknown(facet, given);
    }
    return found.orElse(stand);
  }

  private void unknown(CareCodes.Facet facet, Coded given) {
    wrong(
        "code-invalid",
        "choice-unknown",
        given.element() + ".code",
        "Use one of " + String.join(", ", facet.codes()));
  }

  /// All choices of a facet, added to `found`.
  <E extends Enum<E>> Set<E> all(CareCodes.Facet facet, E[] choices, Set<E> found) {
    for (var given : take(facet.system())) {
      Arrays.stream(choices)
          .filter(c -> FhirOrganisations.code(c).equals(given.code()))
          .findFirst()
          .ifPresentOrElse(found::add, () -> unknown(facet, given));
    }
    return found;
  }

  /// Whether this code of a facet is given.
  boolean has(CareCodes.Facet facet, String code) {
    var given =
        rest.stream()
            .filter(c -> c.system().equals(facet.system()) && c.code().equals(code))
            .toList();
    rest.removeAll(given);
    return !given.isEmpty();
  }

  /// A code of the bed definitions.
  String word(String system, String example) {
    var given = only(system);
    if (given == null || !given.code().matches("[a-z][a-z0-9_-]{0,39}")) {
      wrong(
          "required",
          "code-missing",
          given == null ? place : given.element() + ".code",
          "Give one code of " + system + ", the " + example + " that is asked");
      return "";
    }
    return given.code();
  }

  /// The language that an interpreter is needed for; "" when none.
  String language() {
    var given = only(Canonical.LANGUAGE);
    return given == null ? "" : given.code().replaceFirst("-.*", "");
  }

  /// Says of every coding that nobody took that it is not asked. A second coding of another system
  /// in a concept that was read is passed over: it says the same again.
  void refuseRest() {
    for (var one : rest) {
      if (one.system().startsWith(Canonical.BASE) || one.element().endsWith(".coding[0]")) {
        var facet = CareCodes.ALL.stream().filter(f -> f.system().equals(one.system())).findFirst();
        if (facet.isPresent()) {
          unknown(facet.get(), one);
        } else {
          wrong(
              "code-invalid",
              "not-asked",
              one.element(),
              "Codes of this system are not asked; see the CodeSystems here");
        }
      }
    }
  }
}
