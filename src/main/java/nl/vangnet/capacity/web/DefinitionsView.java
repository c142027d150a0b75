package nl.vangnet.capacity.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The catalogue of definitions in force.
record DefinitionsView(
    List<Definition> categories,
    List<Definition> cohorts,
    boolean mayEdit,
    @Nullable String notice) {
  DefinitionsView {
    categories = List.copyOf(categories);
    cohorts = List.copyOf(cohorts);
  }

  /// One version in the language of the page. `needs`, `variables` and the limits are empty for a
  /// cohort; state is "in-force", "past" or "coming".
  record Definition(
      String code,
      int version,
      String name,
      String meaning,
      List<String> needs,
      List<String> variables,
      String counted,
      String standing,
      int rank,
      Instant validFrom,
      String source,
      String state) {
    Definition {
      needs = List.copyOf(needs);
      variables = List.copyOf(variables);
    }
  }

  /// All versions of one definition, compared property by property, newest first.
  record Compared(
      String kind,
      String code,
      String name,
      List<Definition> versions,
      List<Property> properties,
      @Nullable DefinitionForm form,
      @Nullable String notice) {
    Compared {
      versions = List.copyOf(versions);
      properties = List.copyOf(properties);
    }
  }

  /// One property over all versions; a value that differs from the version before is marked.
  record Property(String label, List<Value> values) {
    Property {
      values = List.copyOf(values);
    }
  }

  /// A value of a property in one version.
  record Value(String text, boolean changed) {}

  /// The form of a version: what stands in it and what is wrong. `kind` is "categorie" or "cohort".
  record DefinitionForm(
      String kind,
      boolean isNew,
      Map<String, String> values,
      List<Ask> variables,
      Map<String, String> wrong) {
    DefinitionForm {
      values = Map.copyOf(values);
      variables = List.copyOf(variables);
      wrong = Map.copyOf(wrong);
    }

    String value(String name) {
      return values.getOrDefault(name, "");
    }
  }

  /// A variable that a form may ask and a bed may need.
  record Ask(String code, String label, boolean asked, boolean needed) {}
}
