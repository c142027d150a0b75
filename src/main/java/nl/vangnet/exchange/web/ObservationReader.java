package nl.vangnet.exchange.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads one figure of a request by hand, so that a fault names its field and what to do.
final class ObservationReader {
  /// What was read.
  sealed interface Item {
    /// A figure in form; the record decides about its content.
    record Good(Reported figure) implements Item {}

    /// A fault of form in `field`.
    record Bad(String field, String code, String advice) implements Item {}
  }

  private static final class Fault extends RuntimeException {
    private final Item.Bad bad;

    Fault(String field, String code, String advice) {
      super(code);
      this.bad = new Item.Bad(field, code, advice);
    }
  }

  private ObservationReader() {}

  static Item read(JsonNode node, Selection selection) {
    try {
      if (!node.isObject()) {
        throw new Fault("", "not-an-object", "Write each figure as an object");
      }
      var country = country(node, selection);
      var code = needed(node, "site");
      var site =
          selection
              .snapshot()
              .findSite(country, code)
              .orElseThrow(() ->
                  new Fault(
                      "site", "unknown-site", "Use a site code of the directory of " + country));
      var variable =
          Variable.find(needed(node, "variable"))
              .orElseThrow(() ->
                  new Fault(
                      "variable", "unknown-variable", "Use a variable such as staffed, occupied"));
      return new Item.Good(
          new Reported(
              site.id(),
              needed(node, "unit"),
              needed(node, "category"),
              needed(node, "cohort"),
              variable,
              value(node),
              optional(node, "unknownReason"),
              moment(node),
              optional(node, "note")));
    } catch (Fault fault) {
      return fault.bad;
    }
  }

  /// The field that a refusal of the record is about.
  static String fieldOf(String code) {
    return switch (code) {
      case "unknown-site", "not-allowed" -> "site";
      case "unknown-category" -> "category";
      case "unknown-cohort" -> "cohort";
      case "unit-missing" -> "unit";
      case "unknown-reason-missing" -> "unknownReason";
      case "negative-value", "value-too-large" -> "value";
      case "observed-in-future" -> "observedAt";
      case "text-too-long" -> "note";
      default -> "";
    };
  }

  private static CountryCode country(JsonNode node, Selection selection) {
    var text = optional(node, "country");
    try {
      return selection.country(text == null ? "" : text);
    } catch (nl.vangnet.web.BadInput e) {
      throw new Fault("country", "bad-country", "Write an ISO 3166 code such as NL or US-NJ");
    }
  }

  private static String needed(JsonNode node, String field) {
    var text = optional(node, field);
    if (text == null || text.isBlank()) {
      throw new Fault(field, "missing", "Give " + field + " as text");
    }
    return text.strip();
  }

  private static @Nullable String optional(JsonNode node, String field) {
    var value = node.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new Fault(field, "not-text", "Write " + field + " as text in quotes");
    }
    return value.stringValue();
  }

  private static @Nullable Integer value(JsonNode node) {
    var value = node.get("value");
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isNumber()) {
      throw new Fault("value", "not-a-number", "Write a whole number without quotes, or null");
    }
    try {
      return value.decimalValue().intValueExact();
    } catch (ArithmeticException e) {
      throw new Fault("value", "not-whole", "Beds are counted in whole numbers");
    }
  }

  private static Instant moment(JsonNode node) {
    try {
      return OffsetDateTime.parse(needed(node, "observedAt")).toInstant();
    } catch (DateTimeException e) {
      throw new Fault(
          "observedAt", "bad-moment", "Write ISO 8601 with offset: 2026-11-22T08:30:00+01:00");
    }
  }
}
