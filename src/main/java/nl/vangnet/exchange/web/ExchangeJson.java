package nl.vangnet.exchange.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.Cohort;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.History;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.ObservationOutcome;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.Unit;
import nl.vangnet.exchange.IntakeDesk;
import nl.vangnet.exchange.SeriesImport;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON API of the exchange: figures in, the picture and its history out.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "exchange")
class ExchangeJson {
  private static final int MAX_BODY = 8 * 1024 * 1024;
  private static final int MAX_OBSERVATIONS = 10_000;
  private static final String EXAMPLE =
      """
      {"observations":[{"site":"UMCG","unit":"ICV","category":"icu","cohort":"covid",
        "variable":"staffed","value":12,"observedAt":"2026-11-22T08:30:00+01:00"},
       {"site":"UMCG","unit":"ICV","category":"icu","cohort":"covid","variable":"occupied",
        "value":null,"unknownReason":"system down","observedAt":"2026-11-22T08:30:00+01:00"}]}
      """;

  private final CapacityBook book;
  private final Definitions definitions;
  private final History history;
  private final PictureBytes pictures;
  private final Selection selection;
  private final SourceSystems sources;
  private final IntakeDesk desk;
  private final SeriesImport series;
  private final JsonMapper json;

  ExchangeJson(
      CapacityBook book,
      Definitions definitions,
      History history,
      PictureBytes pictures,
      Selection selection,
      SourceSystems sources,
      IntakeDesk desk,
      SeriesImport series,
      JsonMapper json) {
    this.book = book;
    this.definitions = definitions;
    this.history = history;
    this.pictures = pictures;
    this.selection = selection;
    this.sources = sources;
    this.desk = desk;
    this.series = series;
    this.json = json;
  }

  /// What became of one figure of a request.
  record ItemOutcome(
      int index,
      String outcome,
      @Nullable Integer line,
      @Nullable String code,
      @Nullable String place,
      @Nullable String advice) {}

  /// What became of all figures.
  record ObservationsAnswer(
      int recorded, int alreadyKnown, int refused, List<ItemOutcome> results) {}

  @Operation(
      summary = "Send figures",
      description =
          "Each figure has its own outcome: recorded, already-known or refused with a code, the place"
              + " in the request and advice. 422 when all were refused.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = ObservationsBody.class),
                      examples = @ExampleObject(value = EXAMPLE))))
  @PostMapping(path = "/observations", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<?> observe(
      @Parameter(hidden = true) Actor actor, @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    if (!actor.has(Permission.SEND_OBSERVATIONS) && !actor.has(Permission.ENTER_FIGURES)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "observations");
    }
    var bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      return problem(413, "too-large", "", "Send at most 8 MiB, in several requests");
    }
    JsonNode items;
    try {
      items = json.readTree(bytes).path("observations");
    } catch (JacksonException e) {
      return problem(400, "unreadable-json", "line " + line(e), "Send valid JSON in UTF-8");
    }
    if (!items.isArray() || items.isEmpty()) {
      return problem(
          400, "observations-missing", "observations", "Send a list of 1 to 10,000 figures");
    }
    if (items.size() > MAX_OBSERVATIONS) {
      return problem(413, "too-many", "observations", "Send at most 10,000 figures in one request");
    }
    return record(actor, items);
  }

  private ResponseEntity<?> record(Actor actor, JsonNode items) {
    var results = new ItemOutcome[items.size()];
    var figures = new ArrayList<Reported>();
    var indexes = new ArrayList<Integer>();
    for (var i = 0; i < items.size(); i++) {
      switch (ObservationReader.read(items.get(i), selection)) {
        case ObservationReader.Item.Good(var figure) -> {
          figures.add(figure);
          indexes.add(i);
        }
        case ObservationReader.Item.Bad(var field, var code, var advice) ->
            results[i] = refused(i, code, field, advice);
      }
    }
    var method = actor.id().startsWith("source:") ? Method.REPORTED : Method.MANUAL;
    var outcomes = book.record(actor, method, figures);
    for (var n = 0; n < outcomes.size(); n++) {
      var i = indexes.get(n);
      results[i] =
          switch (outcomes.get(n)) {
            case ObservationOutcome.Recorded(var line) ->
                new ItemOutcome(i, "recorded", line.value(), null, null, null);
            case ObservationOutcome.AlreadyKnown(var line) ->
                new ItemOutcome(i, "already-known", line.value(), null, null, null);
            case ObservationOutcome.Refused(var code, var advice) ->
                refused(i, code, ObservationReader.fieldOf(code), advice);
          };
    }
    var all = List.of(results);
    var recorded = (int) all.stream().filter(r -> r.outcome().equals("recorded")).count();
    var known = (int) all.stream().filter(r -> r.outcome().equals("already-known")).count();
    var refused = all.size() - recorded - known;
    var answer = new ObservationsAnswer(recorded, known, refused, all);
    return ResponseEntity.status(refused == all.size() ? 422 : 200).body(answer);
  }

  private static ItemOutcome refused(int index, String code, String field, String advice) {
    var place = "observations[" + index + "]" + (field.isEmpty() ? "" : "." + field);
    return new ItemOutcome(index, "refused", null, code, place, advice);
  }

  /// The body of a baseline request.
  record BaselineBody(
      @Schema(description = "begin or complete", example = "complete") String action,
      @Schema(description = "Code of the source; absent: the caller itself", example = "umcg-ehr")
          @Nullable String source,
      @Schema(example = "NL") @Nullable String country) {}

  @Operation(
      summary = "Begin or complete the census of a source at a site",
      description =
          "A census counts only from a complete baseline. Begin, send an A01 for everybody present,"
              + " then complete.")
  @PostMapping("/sites/{code}/census/baseline")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<?> baseline(
      @Parameter(hidden = true) Actor actor,
      @PathVariable String code,
      @org.springframework.web.bind.annotation.RequestBody BaselineBody body) {
    if (!actor.has(Permission.SEND_OBSERVATIONS) && !actor.has(Permission.MAP_AND_REPLAY)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "baseline");
    }
    var site = selection.site(selection.country(text(body.country())), code);
    var source = source(actor, text(body.source()));
    if (!source.organisation().equals(site.organisation())) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "site " + site.id());
    }
    switch (text(body.action())) {
      case "begin" -> desk.beginBaseline(actor, source, site);
      case "complete" -> desk.completeBaseline(actor, source, site);
      default -> {
        return problem(400, "unknown-action", "action", "Write begin or complete");
      }
    }
    return ResponseEntity.ok(
        Map.of("site", site.code(), "source", source.code(), "action", text(body.action())));
  }

  private SourceSystem source(Actor actor, String code) {
    var wanted =
        code.isEmpty() && actor.id().startsWith("source:")
            ? actor.id().substring("source:".length())
            : code;
    if (actor.id().startsWith("source:") && !actor.id().equals("source:" + wanted)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "source " + Selection.cut(wanted));
    }
    return sources.list().stream()
        .filter(s -> s.code().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> new NotFound("source: no source system '" + Selection.cut(wanted) + "'"));
  }

  @Operation(
      summary = "The picture",
      description =
          "Now, or at a past moment (at), optionally from what was known at a moment (known). The"
              + " present picture has an ETag by its version.")
  @GetMapping(path = "/picture", produces = MediaType.APPLICATION_JSON_VALUE)
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> picture(
      @RequestParam(defaultValue = "") String country,
      @RequestParam(defaultValue = "") String region,
      @RequestParam(defaultValue = "") String category,
      @RequestParam(defaultValue = "") String cohort,
      @RequestParam(defaultValue = "") String at,
      @RequestParam(defaultValue = "") String known,
      @RequestHeader(name = "Accept-Encoding", defaultValue = "") String encodings,
      @RequestHeader(name = "If-None-Match", required = false) @Nullable String seen) {
    var choice =
        new PictureBytes.Choice(
            selection.country(country).value(), region.strip(), category.strip(), cohort.strip());
    if (!at.isBlank() || !known.isBlank()) {
      var now = selection.now();
      var knownAt = known.isBlank() ? null : selection.moment("known", known, now);
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .cacheControl(CacheControl.noStore())
          .body(pictures.past(choice, selection.moment("at", at, now), knownAt));
    }
    var tagged = pictures.current(choice);
    if (tagged.tag().equals(seen)) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tagged.tag()).build();
    }
    var answer =
        ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .cacheControl(CacheControl.noCache().cachePrivate())
            .header("Vary", "Accept-Encoding")
            .eTag(tagged.tag());
    return encodings.contains("gzip")
        ? answer.header("Content-Encoding", "gzip").body(tagged.gzipped())
        : answer.body(tagged.bytes());
  }

  /// One moment of a series.
  record PointRow(
      Instant at,
      @Nullable Integer value,
      int staleValue,
      int fresh,
      int ageing,
      int stale,
      int unknown) {}

  /// A series of totals.
  record SeriesAnswer(
      String country,
      @Nullable String region,
      @Nullable String site,
      @Nullable String category,
      @Nullable String cohort,
      String variable,
      List<PointRow> points) {}

  @Operation(summary = "A series of totals", description = "At most 400 points; step in ISO 8601.")
  @GetMapping("/history")
  @Grant(Permission.SEE_PICTURE)
  SeriesAnswer series(
      @RequestParam(defaultValue = "") String country,
      @RequestParam(defaultValue = "") String region,
      @RequestParam(defaultValue = "") String site,
      @RequestParam(defaultValue = "") String category,
      @RequestParam(defaultValue = "") String cohort,
      @RequestParam(defaultValue = "occupied") String variable,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "PT1H") String step) {
    var until = selection.moment("to", to, selection.now());
    var since = selection.moment("from", from, until.minus(Duration.ofDays(1)));
    var place = selection.country(country);
    var wanted =
        Variable.find(variable.toLowerCase(Locale.ROOT))
            .orElseThrow(
                () -> new BadInput("unknown-variable", "variable: use staffed, occupied, ..."));
    var points =
        history.series(
            selection.sites(place, region, site, until).stream().map(Site::id).toList(),
            selection.lines(category, cohort),
            wanted,
            since,
            until,
            step(step));
    return new SeriesAnswer(
        place.value(),
        blankToNull(region),
        blankToNull(site),
        blankToNull(category),
        blankToNull(cohort),
        wanted.code(),
        points.stream()
            .map(p ->
                new PointRow(
                    p.at(),
                    p.total().value(),
                    p.total().staleValue(),
                    p.total().fresh(),
                    p.total().ageing(),
                    p.total().stale(),
                    p.total().unknown()))
            .toList());
  }

  private static Duration step(String text) {
    try {
      var step = Duration.parse(text);
      if (step.isPositive()) {
        return step;
      }
    } catch (java.time.DateTimeException e) {
      throw new BadInput("bad-step", "step: write an ISO 8601 duration such as PT15M or P1D");
    }
    throw new BadInput("bad-step", "step: write a duration above zero such as PT15M");
  }

  /// One recorded figure.
  record EntryRow(
      int line,
      @Nullable String unit,
      @Nullable String category,
      @Nullable String cohort,
      String variable,
      PictureDocument.MeasuredRow measured) {}

  @Operation(summary = "Every figure of a site as it came in", description = "Days included.")
  @GetMapping("/sites/{code}/entries")
  @Grant(Permission.SEE_PICTURE)
  List<EntryRow> entries(
      @PathVariable String code,
      @RequestParam(defaultValue = "") String country,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to) {
    var site = selection.site(selection.country(country), code);
    var until = selection.day("to", to, selection.today());
    var since = selection.day("from", from, until.minusDays(6));
    if (since.plusDays(400).isBefore(until)) {
      throw new BadInput("period-too-long", "from: ask for at most 400 days at once");
    }
    var lines = new LinkedHashMap<Integer, Line>();
    book.lines(site.id()).forEach(l -> lines.put(l.id().value(), l));
    var units = new LinkedHashMap<Long, String>();
    for (Unit unit : selection.snapshot().units(site.id())) {
      units.put(unit.id().value(), unit.code());
    }
    return history.entries(site.id(), since, until).stream()
        .map(entry -> {
          var line = lines.get(entry.line().value());
          return new EntryRow(
              entry.line().value(),
              line == null ? null : units.get(line.unit().value()),
              line == null ? null : line.category(),
              line == null ? null : line.cohort(),
              entry.variable().code(),
              PictureDocument.row(entry.measured()));
        })
        .toList();
  }

  /// The definitions in force.
  record DefinitionsAnswer(
      List<Category> categories, List<Cohort> cohorts, List<String> variables) {}

  @Operation(summary = "The bed definitions in force")
  @GetMapping("/definitions")
  @Grant(Permission.SEE_PICTURE)
  DefinitionsAnswer definitions() {
    return new DefinitionsAnswer(
        definitions.categories(),
        definitions.cohorts(),
        java.util.Arrays.stream(Variable.values()).map(Variable::code).toList());
  }

  /// The body of a mapping request; null means any.
  record LocationBody(
      @Schema(description = "Code of the source", example = "umcg-ehr") String source,
      @Schema(description = "PV1-3.1", example = "3B") @Nullable String pointOfCare,
      @Schema(description = "PV1-3.2") @Nullable String room,
      @Schema(description = "PV1-3.3") @Nullable String bed,
      @Schema(description = "PV1-10") @Nullable String service,
      @Schema(example = "NL") @Nullable String country,
      @Schema(example = "UMCG") String site,
      @Schema(example = "ICV") String unit,
      @Schema(example = "icu") String category,
      @Schema(example = "covid") String cohort) {}

  @Operation(
      summary = "Map a location of a source to a unit",
      description = "Messages that waited for this location are read again at once.")
  @PostMapping("/locations")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<?> map(
      @Parameter(hidden = true) Actor actor,
      @org.springframework.web.bind.annotation.RequestBody LocationBody body) {
    if (!actor.has(Permission.MAP_AND_REPLAY) && !desk.mayMapItsOwn(actor)) {
      throw new NotAllowed(Permission.MAP_AND_REPLAY, "locations");
    }
    var source = source(actor, text(body.source()));
    var outcome =
        desk.map(
            actor,
            new IntakeDesk.NewMapping(
                source.id(),
                body.pointOfCare(),
                body.room(),
                body.bed(),
                body.service(),
                selection.country(text(body.country())),
                text(body.site()),
                text(body.unit()),
                text(body.category()),
                text(body.cohort())));
    return switch (outcome) {
      case IntakeDesk.MappingOutcome.Mapped(var line, var replay) ->
          ResponseEntity.ok(Map.of("line", line.value(), "replay", replay));
      case IntakeDesk.MappingOutcome.Refused(var code, var place, var advice) ->
          problem(422, code, place, advice);
    };
  }

  @Operation(
      summary = "The account of the messages",
      description =
          "Per source: counts per outcome and cause; recent is this and the previous hour.")
  @GetMapping("/intake")
  @Grant(Permission.SEE_INTAKE)
  List<IntakeDesk.SourceAccount> intake(@Parameter(hidden = true) Actor actor) {
    return desk.account(actor);
  }

  @Operation(
      summary = "Import a daily series from CSV",
      description =
          "Long form: site,unit,category,cohort,variable,date|observed_at,value,unknown_reason. Wide"
              + " form: columns=bed_inuse_intensivecare=icu/all/occupied,... with site= and date="
              + " naming their columns. An empty value is a reported unknown.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  @PostMapping(
      path = "/series/import",
      consumes = {"text/csv", MediaType.MULTIPART_FORM_DATA_VALUE})
  @Grant(Permission.IMPORT_SERIES)
  ResponseEntity<?> importSeries(
      @Parameter(hidden = true) Actor actor,
      @Parameter(hidden = true) HttpServletRequest request,
      @RequestParam(defaultValue = "") String country,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestParam(defaultValue = "") String columns,
      @RequestParam(defaultValue = "site") String site,
      @RequestParam(defaultValue = "date") String date,
      @RequestParam(defaultValue = "Europe/Amsterdam") String zone,
      @RequestParam(defaultValue = "12:00") String time,
      @RequestParam(defaultValue = "not-reported") String unknownReason)
      throws IOException {
    var wanted =
        new SeriesImport.Wanted(
            selection.country(country), dryRun, columns, site, date, zone, time, unknownReason);
    try (var file = file(request)) {
      var report = series.read(actor, wanted, file);
      var nothing = report.figures() == 0 || report.refused() == report.figures();
      return ResponseEntity.status(nothing || !report.complete() ? 422 : 200).body(report);
    }
  }

  private static InputStream file(HttpServletRequest request) throws IOException {
    if (request instanceof MultipartHttpServletRequest multipart) {
      var part = multipart.getFile("file");
      if (part == null) {
        throw new BadInput("file-missing", "file: send the CSV as the part named file");
      }
      return part.getInputStream();
    }
    return request.getInputStream();
  }

  private static long line(JacksonException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
  }

  private static ResponseEntity<ProblemDetail> problem(
      int status, String code, String place, String advice) {
    var detail = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), advice);
    detail.setType(URI.create("about:blank"));
    detail.setProperty("code", code);
    if (!place.isEmpty()) {
      detail.setProperty("place", place);
    }
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  private static @Nullable String blankToNull(String text) {
    return text.isBlank() ? null : text;
  }
}
