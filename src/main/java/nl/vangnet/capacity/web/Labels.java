package nl.vangnet.capacity.web;

import java.util.List;
import nl.vangnet.access.Authors;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.Measured;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Unit;
import nl.vangnet.web.Words;
import org.springframework.stereotype.Component;

/// The names of things on the pages of this room: definitions, units, people and sources.
@Component
class Labels {
  private final Definitions definitions;
  private final Authors authors;

  Labels(Definitions definitions, Authors authors) {
    this.definitions = definitions;
    this.authors = authors;
  }

  String category(Words words, String code) {
    return definitions.categoryName(words, code);
  }

  String cohort(Words words, String code) {
    return definitions.cohortName(words, code);
  }

  String variable(Words words, Variable variable) {
    return words.of("capacity.variable." + variable.code());
  }

  String unit(DirectorySnapshot directory, Line line) {
    return directory.findUnit(line.unit()).map(Unit::name).orElse("?");
  }

  /// "IC-A · IC · COVID".
  String line(Words words, DirectorySnapshot directory, Line line) {
    return String.join(
        " · ",
        List.of(
            unit(directory, line), category(words, line.category()), cohort(words, line.cohort())));
  }

  /// The name of whoever gave a value, by the actor id in the record.
  String giver(String actorId) {
    return authors.name(actorId);
  }

  String method(Words words, Method method) {
    return words.of("capacity.method." + word(method.name()));
  }

  /// Why a value is not known, in words.
  String reason(Words words, Measured measured) {
    var reason = measured.unknownReason();
    if (reason == null) {
      return words.of("capacity.unknown.no-reason");
    }
    var key = "capacity.unknown." + reason;
    return words.has(key) ? words.of(key) : reason;
  }

  /// The words for a refusal; the advice of the use case when the code has none.
  static String refusal(Words words, String code, String advice) {
    var key = "capacity.refused." + code;
    return words.has(key) ? words.of(key) : advice;
  }

  /// The class and badge word of an age: "fresh", "ageing", "stale", "unknown".
  static String age(Age age) {
    return word(age.name());
  }

  private static String word(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }
}
