package nl.vangnet.transport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.transport.Breathing;
import nl.vangnet.transport.LegState;
import nl.vangnet.transport.TravelProfile;
import nl.vangnet.web.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the bodies of requests; a fault names the field and what to write there.
final class Bodies {
  private static final int MAX_BODY = 256 * 1024;

  private static final Set<String> PROFILE =
      Set.of(
          "intensiveCare",
          "breathing",
          "fio2Percent",
          "peep",
          "haemodynamicSupport",
          "stable",
          "deteriorationExpected",
          "ecmo",
          "bariatric",
          "isolation",
          "lying",
          "emergency",
          "child");

  private Bodies() {}

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The body of a request, an object with these fields at most.
  static JsonNode read(HttpServletRequest request, JsonMapper json, String... known)
      throws IOException {
    var node = read(request, json);
    only(node, "", Set.of(known));
    return node;
  }

  private static void only(JsonNode node, String at, Set<String> known) {
    for (var name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw new BadInput(
            "field-unknown",
            at
                + name
                + ": is not asked; maybe a slip of the pen, and nothing may name the patient");
      }
    }
  }

  private static JsonNode read(HttpServletRequest request, JsonMapper json) throws IOException {
    var bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new BadInput("too-large", "send at most 256 KiB");
    }
    try {
      var node = json.readTree(bytes);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new BadInput("unreadable-json", "send valid JSON in UTF-8");
    }
    throw new BadInput("not-an-object", "send a JSON object");
  }

  static String text(JsonNode body, String field) {
    var node = body.path(field);
    if (!node.isString() || node.asString().isBlank()) {
      throw new BadInput("field-missing", field + ": write a text");
    }
    return node.asString().strip();
  }

  static String optional(JsonNode body, String field) {
    return body.path(field).isMissingNode() || body.path(field).isNull() ? "" : plain(body, field);
  }

  private static String plain(JsonNode body, String field) {
    var node = body.path(field);
    if (!node.isString()) {
      throw new BadInput("field-malformed", field + ": write a text");
    }
    return node.asString().strip();
  }

  static boolean truth(JsonNode body, String field) {
    var node = body.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return false;
    }
    if (!node.isBoolean()) {
      throw new BadInput("bad-truth", field + ": write true or false");
    }
    return node.asBoolean();
  }

  static Instant moment(JsonNode body, String field, Instant otherwise) {
    var node = body.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    try {
      return OffsetDateTime.parse(node.isString() ? node.asString() : "").toInstant();
    } catch (DateTimeException e) {
      throw new BadInput(
          "bad-moment", field + ": write a moment with its offset, as 2026-11-22T08:30:00+01:00");
    }
  }

  static Coordinates coordinates(JsonNode body) {
    var latitude = body.path("latitude");
    var longitude = body.path("longitude");
    if (!latitude.isNumber() || !longitude.isNumber()) {
      throw new BadInput("field-missing", "latitude, longitude: write degrees as numbers");
    }
    try {
      return new Coordinates(latitude.asDouble(), longitude.asDouble());
    } catch (IllegalArgumentException e) {
      throw new BadInput(
          "outside-the-earth", "latitude, longitude: degrees of WGS84; maybe swapped");
    }
  }

  static LegState state(String code) {
    for (var state : LegState.values()) {
      if (state.code().equals(code)) {
        return state;
      }
    }
    throw new BadInput(
        "unknown-choice",
        "state: use one of "
            + Arrays.stream(LegState.values())
                .map(LegState::code)
                .collect(Collectors.joining(", ")));
  }

  static TravelProfile profile(JsonNode profile) {
    if (!profile.isObject()) {
      throw new BadInput("field-missing", "profile: describe the patient's needs as an object");
    }
    only(profile, "profile.", PROFILE);
    return new TravelProfile(
        truth(profile, "intensiveCare"),
        breathing(profile),
        number(profile, "fio2Percent", 21, 100),
        number(profile, "peep", 0, 40),
        truth(profile, "haemodynamicSupport"),
        !profile.hasNonNull("stable") || truth(profile, "stable"),
        truth(profile, "deteriorationExpected"),
        truth(profile, "ecmo"),
        truth(profile, "bariatric"),
        truth(profile, "isolation"),
        !profile.hasNonNull("lying") || truth(profile, "lying"),
        truth(profile, "emergency"),
        truth(profile, "child"));
  }

  private static Breathing breathing(JsonNode profile) {
    var code = text(profile, "breathing");
    for (var one : Breathing.values()) {
      if (word(one).equals(code)) {
        return one;
      }
    }
    throw new BadInput(
        "unknown-choice",
        "profile.breathing: use one of "
            + Arrays.stream(Breathing.values())
                .map(Bodies::word)
                .collect(Collectors.joining(", ")));
  }

  private static @Nullable Integer number(JsonNode body, String field, int least, int most) {
    var node = body.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.asInt() < least
        || node.asInt() > most) {
      throw new BadInput(
          "bad-number",
          "profile." + field + ": write " + least + " to " + most + ", or leave it out");
    }
    return node.asInt();
  }
}
