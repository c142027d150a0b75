package nl.vangnet.plausibility.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Unit;
import nl.vangnet.plausibility.Check;
import nl.vangnet.plausibility.Suspicion;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The sentences of findings, and the names of lines and totals on these pages.
@Component
class FindingWords {
  private static final long BILLION = 1_000_000_000L;

  private final Definitions definitions;
  private final Directory directory;

  FindingWords(Definitions definitions, Directory directory) {
    this.definitions = definitions;
    this.directory = directory;
  }

  /// The name of a rule.
  static String rule(Words words, Check check) {
    return words.of("plausibility.rule." + check.code());
  }

  /// The doubt as a sentence with its numbers.
  static String why(Words words, Suspicion suspicion) {
    var arguments = new ArrayList<Object>();
    arguments.add(variable(words, suspicion.subject().variable()));
    suspicion.numbers().forEach((name, value) -> arguments.add(number(words, name, value)));
    return words.of("plausibility.why." + suspicion.subject().check().code(), arguments.toArray());
  }

  private static String number(Words words, String name, long value) {
    return switch (name) {
      case "minutes" -> words.age(Duration.ofMinutes(value));
      case "oneIn" ->
          value >= BILLION
              ? words.of("plausibility.one-in.billion")
              : words.of("plausibility.one-in", value);
      default -> words.number(value);
    };
  }

  /// The name of a number of a rule, and its value in words.
  static Map.Entry<String, String> fact(Words words, Suspicion suspicion, String name) {
    return Map.entry(
        words.of("plausibility.number." + suspicion.subject().check().code() + "." + name),
        number(words, name, suspicion.numbers().getOrDefault(name, 0L)));
  }

  static String variable(Words words, Variable variable) {
    return words.of("capacity.variable." + variable.code());
  }

  String category(Words words, String code) {
    return definitions.categoryName(words, code);
  }

  /// "IC-A · IC · COVID"; all figures of the site when there is no line.
  String line(Words words, @Nullable Line line) {
    if (line == null) {
      return words.of("plausibility.whole-site");
    }
    return String.join(
        " · ",
        List.of(
            directory.snapshot().findUnit(line.unit()).map(Unit::name).orElse("?"),
            category(words, line.category()),
            definitions.cohortName(words, line.cohort())));
  }

  /// The name people use for a region: without the words that all share.
  static String region(@Nullable Region region) {
    return region == null ? "—" : region.shortName();
  }

  /// The word of a choice in addresses and keys: "false-alarm".
  static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
