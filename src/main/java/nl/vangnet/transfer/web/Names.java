package nl.vangnet.transfer.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Variable;
import nl.vangnet.web.Words;

/// The names of bed categories and cohorts in the language of the page.
record Names(Map<String, String> categories, Map<String, String> cohorts) {
  static Names of(Definitions definitions, Words words) {
    var categories = new HashMap<String, String>();
    for (Category category : definitions.categories()) {
      categories.put(category.code(), words.isDutch() ? category.nameNl() : category.nameEn());
    }
    var cohorts = new HashMap<String, String>();
    for (var cohort : definitions.cohorts()) {
      cohorts.put(cohort.code(), words.isDutch() ? cohort.nameNl() : cohort.nameEn());
    }
    return new Names(categories, cohorts);
  }

  String category(String code) {
    return categories.getOrDefault(code, code);
  }

  String cohort(String code) {
    return cohorts.getOrDefault(code, code);
  }

  /// "IC, COVID"; the care alone where it is not split by cohort.
  String care(String category, String cohort) {
    return cohort.equals("all") ? category(category) : category(category) + ", " + cohort(cohort);
  }

  /// The kinds of care to which patients are moved: those of which a place can be offered.
  static List<Category> places(Definitions definitions) {
    return definitions.categories().stream()
        .filter(c -> c.variables().contains(Variable.OFFERED))
        .toList();
  }
}
