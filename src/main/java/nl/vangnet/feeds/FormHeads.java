package nl.vangnet.feeds;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Variable;
import nl.vangnet.web.Languages;
import nl.vangnet.web.Words;
import org.springframework.stereotype.Component;

/// The names in a form: heads of columns, categories, cohorts and the word for unknown. Each is
/// understood as its code, in Dutch and in English, whatever language the form was downloaded in.
@Component
class FormHeads {
  static final String SITE = "site";
  static final String SITE_NAME = "site_name";
  static final String UNIT = "unit";
  static final String UNIT_NAME = "unit_name";
  static final String CATEGORY = "category";
  static final String COHORT = "cohort";
  static final String OBSERVED = "observed_at";
  static final String CLOSED_REASON = "closed_reason";
  static final String RESERVE_HOLDER = "reserve_holder";
  static final String RESERVE_REASON = "reserve_reason";
  static final String RESERVE_REVIEW = "reserve_review";
  static final String UNKNOWN_REASON = "unknown_reason";
  static final String VARIABLE = "variable";
  static final String VALUE = "value";
  static final String NOTE = "note";

  static final List<String> FIXED =
      List.of(
          SITE,
          SITE_NAME,
          UNIT,
          UNIT_NAME,
          CATEGORY,
          COHORT,
          OBSERVED,
          CLOSED_REASON,
          RESERVE_HOLDER,
          RESERVE_REASON,
          RESERVE_REVIEW,
          UNKNOWN_REASON,
          VARIABLE,
          VALUE,
          NOTE);

  private final Definitions definitions;
  private final Words dutch;
  private final Words english;
  private final Map<String, String> codes = new HashMap<>();

  FormHeads(Definitions definitions, Languages languages) {
    this.definitions = definitions;
    this.dutch = languages.of("nl");
    this.english = languages.of("en");
    for (var code : FIXED) {
      remember(code, "feeds.column." + code);
    }
    for (var variable : Variable.values()) {
      remember(variable.code(), "capacity.variable." + variable.code());
    }
  }

  private void remember(String code, String key) {
    for (var head : List.of(code, dutch.of(key), english.of(key))) {
      var other = codes.putIfAbsent(plain(head), code);
      if (other != null && !other.equals(code)) {
        throw new IllegalStateException(
            "the columns "
                + other
                + " and "
                + code
                + " of the forms share the head \""
                + head
                + "\"; give one of them another word in messages/feeds_*.properties");
      }
    }
  }

  /// The code of a column by its head, whatever the language.
  Optional<String> column(String head) {
    return Optional.ofNullable(codes.get(plain(head)));
  }

  /// The head of a column in a language.
  String head(Words words, String column) {
    return Variable.find(column).isPresent() && !FIXED.contains(column)
        ? words.of("capacity.variable." + column)
        : words.of("feeds.column." + column);
  }

  /// The code of a category by code or name.
  Optional<String> category(String text) {
    var wanted = plain(text);
    return definitions.categories().stream()
        .filter(c ->
            plain(c.code()).equals(wanted)
                || plain(c.nameNl()).equals(wanted)
                || plain(c.nameEn()).equals(wanted))
        .map(c -> c.code())
        .findFirst();
  }

  /// The code of a cohort by code or name.
  Optional<String> cohort(String text) {
    var wanted = plain(text);
    return definitions.cohorts().stream()
        .filter(c ->
            plain(c.code()).equals(wanted)
                || plain(c.nameNl()).equals(wanted)
                || plain(c.nameEn()).equals(wanted))
        .map(c -> c.code())
        .findFirst();
  }

  String categoryName(Words words, String code) {
    return definitions
        .findCategory(code)
        .map(c -> words.isDutch() ? c.nameNl() : c.nameEn())
        .orElse(code);
  }

  String cohortName(Words words, String code) {
    return definitions
        .findCohort(code)
        .map(c -> words.isDutch() ? c.nameNl() : c.nameEn())
        .orElse(code);
  }

  /// Whether a sheet of this name is there to be looked at, not to be read.
  boolean isForReference(String sheet) {
    return java.util.stream.Stream.of("feeds.sheet.yesterday", "feeds.sheet.help")
        .anyMatch(k ->
            plain(dutch.of(k)).equals(plain(sheet)) || plain(english.of(k)).equals(plain(sheet)));
  }

  static String plain(String text) {
    return text.replace('\u00A0', ' ').strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", " ");
  }
}
