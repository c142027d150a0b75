package nl.vangnet.feeds.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.feeds.FeedPlaces;
import nl.vangnet.feeds.LcpsFeed;
import nl.vangnet.feeds.LcpsField;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The LCPS capacity feed as JSON.
@RestController
@RequestMapping("/api/v1/lcps")
@Tag(name = "feeds")
class LcpsJson {
  private static final int MAX_BODY = 4 * 1024 * 1024;
  private static final int MAX_ROWS = 2_000;
  private static final int MAX_DAYS = 400;
  private static final List<String> NAMES = List.of("LOCATIE", "DATUM", "AFDELING", "ONBEKEND");

  private final LcpsFeed feed;
  private final FeedPlaces places;
  private final JsonMapper json;
  private final Clock clock;

  LcpsJson(LcpsFeed feed, FeedPlaces places, JsonMapper json, Clock clock) {
    this.feed = feed;
    this.places = places;
    this.json = json;
    this.clock = clock;
  }

  @Operation(
      summary = "The LCPS feed per day",
      description =
          "Nation, region or site at 12:00 of each day; null is unknown; ONBEKEND counts per field"
              + " the lines of which the value is unknown or too old.")
  @GetMapping
  @Grant(Permission.SEE_PICTURE)
  Map<String, Object> days(
      @RequestParam(defaultValue = "") String country,
      @RequestParam(defaultValue = "") String region,
      @RequestParam(defaultValue = "") String site,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to) {
    var today = LocalDate.ofInstant(clock.instant(), Frame.ZONE);
    var until = day("to", to, today);
    var since = day("from", from, until.minusDays(6));
    if (since.plusDays(MAX_DAYS).isBefore(until)) {
      throw new BadInput("period-too-long", "from: ask for at most 400 days at once");
    }
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    for (var day : feed.days(places.sites(places.country(country), region, site), since, until)) {
      var row = new LinkedHashMap<String, @Nullable Object>();
      row.put("DATUM", day.date().toString());
      for (var field : LcpsField.values()) {
        row.put(field.name(), day.values().get(field));
      }
      var open = new LinkedHashMap<String, Integer>();
      day.unknown()
          .forEach((field, lines) -> {
            if (lines > 0) {
              open.put(field.name(), lines);
            }
          });
      row.put("ONBEKEND", open);
      rows.add(row);
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("country", places.country(country).value());
    answer.put("region", region);
    answer.put("site", site);
    answer.put("moment", LcpsFeed.MOMENT.toString());
    answer.put("rows", rows);
    return answer;
  }

  private static LocalDate day(String name, String text, LocalDate absent) {
    if (text.isBlank()) {
      return absent;
    }
    try {
      return LocalDate.parse(text.strip());
    } catch (java.time.DateTimeException e) {
      throw new BadInput("bad-date", name + ": write a date such as 2020-04-07");
    }
  }

  @Operation(
      summary = "Send rows of the LCPS feed",
      description =
          "{\"rows\":[{\"LOCATIE\":\"UMCG\",\"DATUM\":\"2026-11-22\",\"IC_CAPACITEIT_TOTAAL\":30,...}]};"
              + " a field that is null is unknown, one that is absent is not reported.")
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<LcpsFeed.Answer> take(
      @Parameter(hidden = true) Actor actor,
      @Parameter(hidden = true) HttpServletRequest request,
      @RequestParam(defaultValue = "") String country)
      throws IOException {
    if (!actor.has(Permission.SEND_OBSERVATIONS) && !actor.has(Permission.ENTER_FIGURES)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "lcps");
    }
    var bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new BadInput("too-large", "send at most 4 MiB, in several requests");
    }
    JsonNode body;
    try {
      body = json.readTree(bytes);
    } catch (JacksonException e) {
      throw new BadInput("unreadable-json", "send valid JSON in UTF-8");
    }
    var nodes = body != null && body.isArray() ? body : body == null ? null : body.get("rows");
    if (nodes == null || !nodes.isArray() || nodes.isEmpty()) {
      throw new BadInput("rows-missing", "rows: send a list of 1 to 2,000 rows");
    }
    if (nodes.size() > MAX_ROWS) {
      throw new BadInput("too-many", "rows: send at most 2,000 rows in one request");
    }
    var rows = new ArrayList<LcpsFeed.Row>();
    for (var i = 0; i < nodes.size(); i++) {
      rows.add(row(nodes.get(i), i));
    }
    var answer = feed.take(actor, places.country(country), rows);
    var nothing = !answer.items().isEmpty() && answer.refused() == answer.items().size();
    return ResponseEntity.status(nothing ? 422 : 200).body(answer);
  }

  private static LcpsFeed.Row row(JsonNode node, int index) {
    if (!node.isObject()) {
      throw new BadInput("not-an-object", "rows[" + index + "]: write each row as an object");
    }
    var values = new LinkedHashMap<String, @Nullable BigDecimal>();
    for (var entry : node.properties()) {
      var value = entry.getValue();
      if (NAMES.contains(entry.getKey())) {
        continue;
      }
      if (!value.isNumber() && !value.isNull()) {
        throw new BadInput(
            "not-a-number",
            "rows[" + index + "]." + cut(entry.getKey()) + ": write a whole number, or null");
      }
      values.put(cut(entry.getKey()), value.isNull() ? null : number(value, index, entry.getKey()));
    }
    var unknown = new LinkedHashMap<String, Integer>();
    var open = node.get("ONBEKEND");
    if (open != null && open.isObject()) {
      for (var entry : open.properties()) {
        if (entry.getValue().isInt() && entry.getValue().intValue() > 0) {
          unknown.put(entry.getKey(), entry.getValue().intValue());
        }
      }
    }
    var unit = text(node, "AFDELING", index);
    return new LcpsFeed.Row(
        text(node, "LOCATIE", index),
        text(node, "DATUM", index),
        unit.isEmpty() ? null : unit,
        values,
        unknown);
  }

  private static BigDecimal number(JsonNode value, int index, String name) {
    var number = value.isIntegralNumber() || value.isFloatingPointNumber() ? value.asString() : "";
    try {
      if (number.length() <= 20) {
        return new BigDecimal(number).stripTrailingZeros();
      }
    } catch (NumberFormatException e) {
      // Answered below.
    }
    throw new BadInput(
        "not-a-number", "rows[" + index + "]." + cut(name) + ": write a whole number, or null");
  }

  private static String text(JsonNode node, String field, int index) {
    var value = node.get(field);
    if (value == null || value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      throw new BadInput("not-text", "rows[" + index + "]." + field + ": write it as text");
    }
    return value.stringValue().strip();
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) : text;
  }
}
