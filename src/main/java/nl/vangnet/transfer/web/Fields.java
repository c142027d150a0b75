package nl.vangnet.transfer.web;

import java.util.Set;
import nl.vangnet.web.BadInput;
import tools.jackson.databind.JsonNode;

/// Reads the fields of a body; a fault names the field. A field that nobody asks for is refused, so
/// that no name or number of a patient slips in and nobody believes that it was taken.
final class Fields {
  private Fields() {}

  /// An object with these fields at most.
  static JsonNode only(JsonNode body, String... known) {
    only(body, "", Set.of(known));
    return body;
  }

  static void only(JsonNode node, String at, Set<String> known) {
    if (!node.isObject()) {
      throw at.isEmpty()
          ? new BadInput("unreadable-body", "send a JSON object")
          : malformed(at.substring(0, at.length() - 1), "give an object");
    }
    for (var name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw new BadInput(
            "field-unknown",
            at
                + name
                + " is not asked; a request holds nothing that could tell who the patient is");
      }
    }
  }

  /// A text that may be left out.
  static String text(JsonNode node, String name, String place) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      throw malformed(place, "give a text");
    }
    return value.stringValue();
  }

  static String text(JsonNode node, String name) {
    return text(node, name, name);
  }

  /// A text that must be there; `what` says what to write.
  static String needed(JsonNode node, String name, String what) {
    var value = text(node, name);
    if (value.isBlank()) {
      throw missing(name, what);
    }
    return value;
  }

  static boolean flag(JsonNode node, String name, String place) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw malformed(place, "give true or false");
    }
    return value.booleanValue();
  }

  static BadInput missing(String place, String what) {
    return new BadInput("field-missing", place + ": " + what);
  }

  static BadInput malformed(String place, String what) {
    return new BadInput("field-malformed", place + ": " + what);
  }
}
