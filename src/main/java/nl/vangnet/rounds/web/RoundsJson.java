package nl.vangnet.rounds.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.rounds.Board;
import nl.vangnet.rounds.Filing;
import nl.vangnet.rounds.FilingDesk;
import nl.vangnet.rounds.FilingFault;
import nl.vangnet.rounds.FilingOutcome;
import nl.vangnet.rounds.RoundBoard;
import nl.vangnet.rounds.RoundForm;
import nl.vangnet.rounds.Submission;
import nl.vangnet.web.Languages;
import nl.vangnet.web.NotFound;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON door of the rounds: what is asked today and where it stands, and the submission of a
/// site, for systems and people (CAP-07).
@RestController
@RequestMapping("/api/v1/rounds")
@Tag(name = "rounds")
class RoundsJson {
  private static final int MAX_BODY = 1024 * 1024;
  private static final int MAX_FIGURES = 2_000;

  private final RoundBoard boards;
  private final FilingDesk desk;
  private final RoundLabels labels;
  private final Directory directory;
  private final Guard guard;
  private final JsonMapper json;
  private final java.time.Clock clock;
  private final Words words;

  RoundsJson(
      RoundBoard boards,
      FilingDesk desk,
      RoundLabels labels,
      Directory directory,
      Guard guard,
      JsonMapper json,
      java.time.Clock clock,
      Languages languages) {
    this.boards = boards;
    this.desk = desk;
    this.labels = labels;
    this.directory = directory;
    this.guard = guard;
    this.json = json;
    this.clock = clock;
    this.words = languages.of("en");
  }

  /// One round with its clock, what it asks and where each site stands.
  record RoundRow(
      long id,
      String request,
      int version,
      String day,
      Instant opensAt,
      Instant hospitalDueAt,
      Instant regionDueAt,
      Instant optionsDueAt,
      boolean open,
      Map<String, List<String>> asked,
      List<SiteRow> sites) {}

  /// Where one site stands; `mine` says whether the caller may file for it.
  record SiteRow(
      String site,
      @Nullable String region,
      String state,
      @Nullable Integer edition,
      @Nullable Instant filedAt,
      boolean automatic,
      boolean mine) {}

  @Operation(
      summary = "The rounds that run",
      description =
          "Each with its clock, what is asked, and per site: on-time, late, waiting, missing.")
  @GetMapping("/today")
  @Grant(Permission.SEE_PICTURE)
  List<RoundRow> today(@Parameter(hidden = true) Actor actor) {
    var now = clock.instant();
    return boards.latest().stream().map(b -> row(actor, b, now)).toList();
  }

  private RoundRow row(Actor actor, Board board, Instant now) {
    var asked = new LinkedHashMap<String, List<String>>();
    board
        .request()
        .asked()
        .forEach(a -> asked.put(a.category(), a.variables().stream().map(Variable::code).toList()));
    var snapshot = directory.snapshot();
    var sites = new ArrayList<SiteRow>();
    board
        .recipients()
        .forEach((id, region) -> {
          var site = snapshot.findSite(id).orElse(null);
          var last = board.last(id);
          if (site != null) {
            sites.add(
                new SiteRow(
                    site.code(),
                    region.map(labels::regionCode).orElse(null),
                    board.state(id, now).code(),
                    last == null ? null : Integer.valueOf(last.edition()),
                    last == null ? null : last.filedAt(),
                    board.automatic().contains(id),
                    mayFile(actor, site)));
          }
        });
    sites.sort((a, b) -> a.site().compareToIgnoreCase(b.site()));
    var times = board.round().times();
    return new RoundRow(
        board.round().id(),
        board.round().request(),
        board.round().version(),
        board.round().day().toString(),
        times.opens(),
        times.hospitalDue(),
        times.regionDue(),
        times.optionsDue(),
        board.round().isOpen(now),
        asked,
        sites);
  }

  private boolean mayFile(Actor actor, Site site) {
    return guard.may(actor, Permission.ENTER_FIGURES, site.id())
        || guard.may(actor, Permission.SEND_OBSERVATIONS, site.id());
  }

  /// What was filed.
  record Filed(
      long round,
      String site,
      int edition,
      Instant filedAt,
      String state,
      int figures,
      int entered) {}

  /// One fault of a refused submission.
  record Fault(String place, String code, String advice) {}

  @Operation(
      summary = "File the round of a site",
      description =
          "All or nothing. A figure that is not given is taken over when it is counted or a system"
              + " reported it freshly; with confirmRest everything that is known holds. 422 names"
              + " the place of each fault. May be filed again until the round is frozen.")
  @PostMapping(path = "/{round}/sites/{site}/filing", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<?> file(
      @Parameter(hidden = true) Actor actor,
      @PathVariable String round,
      @PathVariable String site,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    if (!actor.has(Permission.SEND_OBSERVATIONS) && !actor.has(Permission.ENTER_FIGURES)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "rounds");
    }
    var board = labels.board(round);
    var of = labels.site(site);
    if (!mayFile(actor, of)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "site " + of.id());
    }
    if (!board.recipients().containsKey(of.id())) {
      throw new NotFound("the site " + of.code() + " in this round");
    }
    var bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      return problem(413, "too-large", "Send at most 1 MiB.", List.of());
    }
    JsonNode body;
    try {
      body = json.readTree(bytes);
    } catch (JacksonException e) {
      var at = e.getLocation();
      return problem(
          400,
          "unreadable-json",
          "Send valid JSON in UTF-8; the fault is in line "
              + (at == null ? 1 : at.getLineNr())
              + ".",
          List.of());
    }
    if (body == null || !body.isObject()) {
      return problem(400, "not-an-object", "Send one JSON object.", List.of());
    }
    var faults = new ArrayList<Fault>();
    var form = desk.form(actor, board.round().id(), of.id());
    var submission = read(body, form, faults);
    if (!faults.isEmpty()) {
      return problem(422, "refused", "The submission was refused; see faults.", faults);
    }
    return switch (desk.file(actor, board.round().id(), of.id(), submission)) {
      case FilingOutcome.Filed(var filing, var figures, var entered) ->
          ResponseEntity.status(HttpStatus.CREATED)
              .location(URI.create(FilingPages.href(board, of) + "/ingediend"))
              .body(
                  new Filed(
                      filing.round(),
                      of.code(),
                      filing.edition(),
                      filing.filedAt(),
                      // The first submission decides; a correction changes no state.
                      labels
                          .board(Long.toString(filing.round()))
                          .state(of.id(), filing.filedAt())
                          .code(),
                      figures,
                      entered));
      case FilingOutcome.Refused(var refused) -> refused(form, refused);
    };
  }

  private ResponseEntity<?> refused(RoundForm form, List<FilingFault> refused) {
    var frozen = refused.stream().anyMatch(f -> f.place().equals("round"));
    return problem(
        frozen ? 409 : 422,
        frozen ? refused.getFirst().code() : "refused",
        "The submission was refused; see faults.",
        refused.stream()
            .map(f -> new Fault(place(form, f.place()), f.code(), FilingPages.fault(words, f)))
            .toList());
  }

  /// The place of a fault as the sender names it: "IC/icu/covid/staffed".
  private static String place(RoundForm form, String place) {
    for (var line : form.lines()) {
      var name = line.unitCode() + "/" + line.line().category() + "/" + line.line().cohort();
      if (place.equals("line " + line.line().id().value())) {
        return name;
      }
      for (var field : line.fields()) {
        if (field.key().equals(place)) {
          return name + "/" + field.variable().code();
        }
      }
    }
    return place;
  }

  private static Submission read(JsonNode body, RoundForm form, List<Fault> faults) {
    var typed = new HashMap<String, Submission.Typed>();
    var extras = new ArrayList<Submission.Extra>();
    var explanations = new HashMap<Integer, String>();
    var figures = body.path("figures");
    if (!figures.isMissingNode() && !figures.isNull() && !figures.isArray()) {
      faults.add(new Fault("figures", "not-a-list", "Send figures as a list."));
    }
    if (figures.size() > MAX_FIGURES) {
      faults.add(new Fault("figures", "too-many", "Send at most 2,000 figures."));
      return empty();
    }
    for (var i = 0; i < figures.size(); i++) {
      figure(figures.get(i), "figures[" + i + "]", form, typed, extras, faults);
    }
    var why = text(body, "explanation", "", faults);
    if (!why.isEmpty()) {
      form.lines().forEach(l -> explanations.put(l.line().id().value(), why));
    }
    return new Submission(
        typed,
        extras,
        explanations,
        Map.of(),
        flag(body, "confirmRest", faults),
        text(body, "remark", "", faults),
        whole(body, "seconds", "seconds", faults),
        Filing.Door.API);
  }

  private static Submission empty() {
    return new Submission(
        Map.of(), List.of(), Map.of(), Map.of(), false, null, null, Filing.Door.API);
  }

  private static void figure(
      JsonNode node,
      String place,
      RoundForm form,
      Map<String, Submission.Typed> typed,
      List<Submission.Extra> extras,
      List<Fault> faults) {
    if (!node.isObject()) {
      faults.add(new Fault(place, "not-an-object", "Write each figure as an object."));
      return;
    }
    var before = faults.size();
    var unit = needed(node, "unit", place, faults);
    var category = needed(node, "category", place, faults);
    var cohort = needed(node, "cohort", place, faults);
    var code = needed(node, "variable", place, faults);
    var variable = Variable.find(code).orElse(null);
    if (variable == null && !code.isEmpty()) {
      faults.add(
          new Fault(
              place + ".variable",
              "unknown-variable",
              "Use a variable such as staffed, occupied."));
    }
    var value = whole(node, "value", place + ".value", faults);
    var reason = text(node, "unknownReason", place + ".", faults);
    var note = text(node, "note", place + ".", faults);
    if (faults.size() > before || variable == null) {
      return;
    }
    var figure = new Submission.Typed(value == null ? "" : value.toString(), reason, note);
    for (var line : form.lines()) {
      if (line.unitCode().equalsIgnoreCase(unit)
          && line.line().category().equals(category)
          && line.line().cohort().equals(cohort)) {
        var field = line.field(variable);
        if (field != null) {
          if (typed.put(field.key(), figure) != null) {
            faults.add(new Fault(place, "twice", "Give each figure once."));
          }
          return;
        }
      }
    }
    extras.add(new Submission.Extra(place, unit, category, cohort, variable, figure));
  }

  private static String needed(JsonNode node, String field, String place, List<Fault> faults) {
    var text = text(node, field, place + ".", faults);
    if (text.isEmpty()) {
      faults.add(new Fault(place + "." + field, "missing", "Give " + field + " as text."));
    }
    return text;
  }

  private static String text(JsonNode node, String field, String before, List<Fault> faults) {
    var value = node.get(field);
    if (value == null || value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      faults.add(new Fault(before + field, "not-text", "Write " + field + " as text in quotes."));
      return "";
    }
    return value.stringValue().strip();
  }

  private static boolean flag(JsonNode node, String field, List<Fault> faults) {
    var value = node.get(field);
    if (value == null || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      faults.add(new Fault(field, "not-a-boolean", "Write " + field + " as true or false."));
      return false;
    }
    return value.booleanValue();
  }

  private static @Nullable Integer whole(
      JsonNode node, String field, String place, List<Fault> faults) {
    var value = node.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    try {
      if (value.isNumber()) {
        return value.decimalValue().intValueExact();
      }
      faults.add(new Fault(place, "not-a-number", "Write a whole number without quotes, or null."));
    } catch (ArithmeticException e) {
      faults.add(new Fault(place, "not-whole", "Beds are counted in whole numbers."));
    }
    return null;
  }

  private static ResponseEntity<ProblemDetail> problem(
      int status, String code, String advice, List<Fault> faults) {
    var problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), advice);
    problem.setProperty("code", code);
    if (!faults.isEmpty()) {
      problem.setProperty("faults", faults);
    }
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
