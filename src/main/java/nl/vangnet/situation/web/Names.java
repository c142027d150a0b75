package nl.vangnet.situation.web;

import java.util.HashMap;
import java.util.Map;
import nl.vangnet.capacity.Variable;
import nl.vangnet.situation.Overviews;
import nl.vangnet.web.Words;

/// The names of bed categories, cohorts and variables in the language of the page.
record Names(Map<String, String> categories, Map<String, String> cohorts, Words words) {
  static Names of(Overviews overviews, Words words) {
    var categories = new HashMap<String, String>();
    overviews
        .categories()
        .forEach(c -> categories.put(c.code(), words.isDutch() ? c.nameNl() : c.nameEn()));
    var cohorts = new HashMap<String, String>();
    overviews
        .cohorts()
        .forEach(c -> cohorts.put(c.code(), words.isDutch() ? c.nameNl() : c.nameEn()));
    return new Names(categories, cohorts, words);
  }

  String category(String code) {
    return categories.getOrDefault(code, code);
  }

  String cohort(String code) {
    return cohorts.getOrDefault(code, code);
  }

  String variable(Variable variable) {
    return words.of("situation.variable." + variable.code());
  }
}
