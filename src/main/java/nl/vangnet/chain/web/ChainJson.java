package nl.vangnet.chain.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.chain.Diversion;
import nl.vangnet.chain.DiversionDesk;
import nl.vangnet.chain.DiversionOutcome;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Conflict;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Openness of emergency departments for programs: control rooms read, hospitals' systems report.
@RestController
@RequestMapping("/api/v1/chain")
@Tag(name = "chain")
class ChainJson {
  private static final int MAX_BODY = 64 * 1024;

  private final DiversionDesk desk;
  private final HomeRegions regions;
  private final java.time.Clock clock;
  private final JsonMapper json;

  ChainJson(DiversionDesk desk, HomeRegions regions, java.time.Clock clock, JsonMapper json) {
    this.desk = desk;
    this.regions = regions;
    this.clock = clock;
    this.json = json;
  }

  /// One report. `until` is its expected end, or the moment at which it was ended.
  record Report(
      long id,
      String site,
      @Nullable String region,
      String level,
      String reason,
      String extent,
      String note,
      Instant from,
      Instant until,
      boolean inForce,
      String by,
      @Nullable Long follows) {}

  /// The reports of an area at a moment.
  record Reports(Instant at, List<Report> diversions) {}

  @Operation(
      summary = "What emergency departments ask of ambulances",
      description =
          "Those in force now, or with `from` and `to` all that held in that period (at most 92 days)."
              + " A diversion is a request; a department that is not listed is open.")
  @GetMapping("/diversions")
  @Grant(Permission.SEE_PICTURE)
  Reports list(
      @RequestParam(required = false) @Nullable String site,
      @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    var now = clock.instant();
    var sites = sites(site, region);
    List<Diversion> found;
    if (from == null && to == null) {
      found =
          desk.inForce().stream().filter(d -> sites == null || sites.contains(d.site())).toList();
    } else {
      var end = to == null ? now : moment("to", to);
      var begin = from == null ? end.minus(Duration.ofDays(30)) : moment("from", from);
      if (!begin.isBefore(end) || Duration.between(begin, end).toDays() > 92) {
        throw new BadInput(
            "bad-period", "from, to: let 'from' lie before 'to', at most 92 days apart");
      }
      found = desk.list(sites, begin, end);
    }
    return new Reports(now, found.stream().map(d -> report(d, now)).toList());
  }

  private @Nullable List<SiteId> sites(@Nullable String site, @Nullable String region) {
    if (site != null) {
      return List.of(site(site).id());
    }
    if (region == null) {
      return null;
    }
    var found = regions.find(region).orElseThrow(() -> new NotFound("the region " + region));
    return regions.sites(found).stream().map(Site::id).toList();
  }

  private Site site(String code) {
    return regions.findSite(code).orElseThrow(() -> new NotFound("the site " + code));
  }

  @Operation(
      summary = "Report for an emergency department",
      description =
          "site, level (announced, restricted, diversion), reason, extent, note, expectedMinutes (10 to"
              + " 240) and, to prolong or change the report in force, follows with its id and a new"
              + " note. 201 with the report; 409 or 422 with a code when it is refused.")
  @PostMapping("/diversions")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<Report> report(
      @Parameter(hidden = true) Actor actor, @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    mayAtAll(actor);
    var body = body(request);
    var site = site(text(body, "site"));
    var follows = body.path("follows");
    if (!follows.isMissingNode() && !follows.isNull() && !follows.isIntegralNumber()) {
      throw new BadInput("bad-number", "follows: write the id of the report in force as a number");
    }
    var minutes = body.path("expectedMinutes");
    if (!minutes.isIntegralNumber() || !minutes.canConvertToInt()) {
      throw new BadInput("bad-number", "expectedMinutes: write 10 to 240 as a number");
    }
    var wish =
        new DiversionDesk.Wish(
            choice(body, "level", Diversion.Level.values()),
            choice(body, "reason", Diversion.Reason.values()),
            body.has("extent")
                ? choice(body, "extent", Diversion.Extent.values())
                : Diversion.Extent.ALL,
            body.path("note").isString() ? body.path("note").asString() : "",
            Duration.ofMinutes(minutes.asInt()),
            follows.isIntegralNumber() ? follows.asLong() : null);
    return answer(desk.report(actor, site.id(), wish), HttpStatus.CREATED);
  }

  @Operation(summary = "End a report: the emergency department is open again")
  @PostMapping("/diversions/{id}/end")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<Report> end(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String note,
      @Parameter(hidden = true) Actor actor) {
    mayAtAll(actor);
    return answer(desk.end(actor, Codes.number(id), note), HttpStatus.OK);
  }

  private static void mayAtAll(Actor actor) {
    if (!actor.has(Permission.REPORT_DIVERSION) && !actor.has(Permission.SEND_OBSERVATIONS)) {
      throw new NotAllowed(Permission.REPORT_DIVERSION, "diversions");
    }
  }

  private ResponseEntity<Report> answer(DiversionOutcome outcome, HttpStatus good) {
    return switch (outcome) {
      case DiversionOutcome.Done(var diversion) ->
          ResponseEntity.status(good).body(report(diversion, clock.instant()));
      case DiversionOutcome.Refused refused ->
          throw switch (refused.code()) {
            case "not-allowed" -> new NotAllowed(Permission.REPORT_DIVERSION, "diversion");
            case "no-such-report" -> new NotFound("that report");
            case "already-in-force", "not-in-force" ->
                new Conflict(refused.code(), refused.advice());
            default -> new BadInput(refused.code(), refused.advice());
          };
    };
  }

  private Report report(Diversion diversion, Instant now) {
    return new Report(
        diversion.id(),
        regions.findSite(diversion.site()).map(Site::code).orElse("?"),
        regions.of(diversion.site()).map(Region::code).orElse(null),
        word(diversion.ask().level()),
        word(diversion.ask().reason()),
        word(diversion.ask().extent()),
        diversion.ask().note(),
        diversion.from(),
        diversion.until(),
        diversion.isInForce(now),
        diversion.by().name(),
        diversion.follows());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private JsonNode body(HttpServletRequest request) throws IOException {
    var bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new BadInput("too-large", "send at most 64 KiB");
    }
    try {
      var node = json.readTree(bytes);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new BadInput("unreadable-json", "send valid JSON in UTF-8");
    }
    throw new BadInput("not-an-object", "send one report as a JSON object");
  }

  private static String text(JsonNode body, String field) {
    var node = body.path(field);
    if (!node.isString() || node.asString().isBlank()) {
      throw new BadInput("field-missing", field + ": write a text");
    }
    return node.asString();
  }

  private static <E extends Enum<E>> E choice(JsonNode body, String field, E[] choices) {
    var found = Codes.find(choices, text(body, field));
    if (found == null) {
      throw new BadInput(
          "unknown-choice",
          field
              + ": use one of "
              + String.join(", ", java.util.Arrays.stream(choices).map(ChainJson::word).toList()));
    }
    return found;
  }

  private static Instant moment(String field, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new BadInput(
          "bad-moment", field + ": write a moment with its offset, as 2026-11-22T08:30:00+01:00");
    }
  }
}
