package nl.vangnet.publication.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.OpenToAll;
import nl.vangnet.publication.Dataset;
import nl.vangnet.publication.OpenData;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Languages;
import nl.vangnet.web.NotFound;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.json.JsonMapper;

/// The open data for programs (COM-13): stable addresses, table schemas, and marks by which a
/// program keeps what did not change.
@Controller
class OpenDataJson {
  private static final String WHY = "open data is for everyone";
  private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

  private final OpenData data;
  private final Languages languages;
  private final JsonMapper json;

  OpenDataJson(OpenData data, Languages languages, JsonMapper json) {
    this.data = data;
    this.languages = languages;
    this.json = json;
  }

  @GetMapping("/open-data/v1/{dataset}.csv")
  @OpenToAll(why = WHY)
  @Nullable ResponseEntity<byte[]> csv(@PathVariable String dataset, WebRequest request) {
    var table = table(dataset);
    return answer(OpenData.csv(table.dataset(), table.rows()), CSV, table.releasedAt(), request);
  }

  @GetMapping("/open-data/v1/{dataset}.json")
  @OpenToAll(why = WHY)
  @Nullable ResponseEntity<byte[]> json(@PathVariable String dataset, WebRequest request) {
    var table = table(dataset);
    return answer(data.json(table), MediaType.APPLICATION_JSON, table.releasedAt(), request);
  }

  @GetMapping("/open-data/v1/{dataset}/{date}.csv")
  @OpenToAll(why = WHY)
  @Nullable ResponseEntity<byte[]> dayCsv(
      @PathVariable String dataset,
      @PathVariable String date,
      @RequestParam(required = false) @Nullable String revision,
      WebRequest request) {
    var day = day(dataset, date, revision);
    return answer(OpenData.csv(day.dataset(), day.rows()), CSV, day.releasedAt(), request);
  }

  @GetMapping("/open-data/v1/{dataset}/{date}.json")
  @OpenToAll(why = WHY)
  @Nullable ResponseEntity<byte[]> dayJson(
      @PathVariable String dataset,
      @PathVariable String date,
      @RequestParam(required = false) @Nullable String revision,
      WebRequest request) {
    var day = day(dataset, date, revision);
    return answer(data.json(day), MediaType.APPLICATION_JSON, day.releasedAt(), request);
  }

  @GetMapping("/open-data/v1/{dataset}/schema.json")
  @OpenToAll(why = WHY)
  @Nullable ResponseEntity<byte[]> schema(@PathVariable String dataset, WebRequest request) {
    return answer(
        json.writeValueAsBytes(schema(dataset(dataset), languages.of("en"))),
        MediaType.APPLICATION_JSON,
        null,
        request);
  }

  @GetMapping("/open-data/v1/datapackage.json")
  @OpenToAll(why = WHY)
  @Nullable ResponseEntity<byte[]> datapackage(WebRequest request) {
    return answer(
        json.writeValueAsBytes(describe(languages.of("en"))),
        MediaType.APPLICATION_JSON,
        null,
        request);
  }

  private static Dataset dataset(String code) {
    return Dataset.find(code).orElseThrow(() -> new NotFound(code));
  }

  private OpenData.Table table(String code) {
    return data.table(dataset(code));
  }

  private OpenData.DayTable day(String dataset, String date, @Nullable String revision) {
    var of = dataset(dataset);
    var day = day(date);
    if (revision != null && !revision.matches("\\d{1,6}")) {
      throw new BadInput("bad-revision", "'" + revision + "' is no number; write 1.");
    }
    return data.day(of, day, revision == null ? null : Integer.valueOf(revision))
        .orElseThrow(() ->
            new NotFound(
                of.code() + " " + date + (revision == null ? "" : " revision " + revision)));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new BadInput("bad-day", "'" + text + "' is no day; write 2021-02-03.");
    }
  }

  /// The answer, or nothing when the asker has it already (304).
  private static @Nullable ResponseEntity<byte[]> answer(
      byte[] content, MediaType type, @Nullable Instant changed, WebRequest request) {
    var mark = "\"" + OpenData.mark(content) + "\"";
    var same =
        changed == null
            ? request.checkNotModified(mark)
            : request.checkNotModified(mark, changed.toEpochMilli());
    if (same) {
      return null;
    }
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.maxAge(java.time.Duration.ofMinutes(1)).cachePublic())
        .header("Access-Control-Allow-Origin", "*")
        .body(content);
  }

  /// The table schema of a dataset, after the Frictionless standard.
  static Map<String, Object> schema(Dataset dataset, Words words) {
    var fields = new ArrayList<Map<String, Object>>();
    for (var field : dataset.fields()) {
      var described = new LinkedHashMap<String, Object>();
      described.put("name", field.name());
      described.put("type", field.type().code());
      described.put("description", words.of("publication.field." + field.name()));
      if (dataset.key().contains(field.name())) {
        described.put("constraints", Map.of("required", true));
      } else if (field.name().equals("status")) {
        described.put(
            "constraints",
            Map.of("enum", List.of("measured", "estimate", "suppressed", "missing")));
      }
      fields.add(described);
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("fields", fields);
    schema.put("primaryKey", dataset.key());
    schema.put("missingValues", List.of(""));
    return schema;
  }

  private static Map<String, Object> describe(Words words) {
    var resources = new ArrayList<Map<String, Object>>();
    for (var dataset : Dataset.values()) {
      var resource = new LinkedHashMap<String, Object>();
      resource.put("name", dataset.code());
      resource.put("title", words.of("publication.dataset." + dataset.code()));
      resource.put("description", words.of("publication.dataset." + dataset.code() + ".what"));
      resource.put("path", dataset.code() + ".csv");
      resource.put("format", "csv");
      resource.put("mediatype", "text/csv");
      resource.put("encoding", "utf-8");
      resource.put("profile", "tabular-data-resource");
      resource.put("disclosure", dataset.disclosure().code());
      resource.put("schema", schema(dataset, words));
      resources.add(resource);
    }
    var document = new LinkedHashMap<String, Object>();
    document.put("name", "vangnet-open-data");
    document.put("title", words.of("publication.data.title"));
    document.put("description", words.of("publication.data.lead"));
    document.put("profile", "tabular-data-package");
    document.put(
        "licenses",
        List.of(
            Map.of(
                "name",
                OpenData.LICENCE,
                "path",
                "https://creativecommons.org/publicdomain/zero/1.0/")));
    document.put("resources", resources);
    return document;
  }
}
