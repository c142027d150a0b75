package nl.vangnet.situation.administration;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditEvent;
import nl.vangnet.access.AuditFilter;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The audit trail as a page and as a file.
@Controller
@RequestMapping("/logboek")
class AuditPages {
  private static final int PAGE = 100;
  private static final int EXPORT_STEP = 1_000;
  private static final int EXPORT_MOST = 200_000;

  private final AuditTrail trail;
  private final Places places;

  AuditPages(AuditTrail trail, Places places) {
    this.trail = trail;
    this.places = places;
  }

  @GetMapping
  @Grant(Permission.SEE_AUDIT)
  ModelAndView list(Actor actor, Frame frame, @RequestParam Map<String, String> fields) {
    var form = AuditForm.of(fields);
    var asked = Answers.number(fields.get("voor"));
    var before = asked == null ? Long.MAX_VALUE : asked.longValue();
    var found = trail.list(actor, form.filter(), before, PAGE + 1);
    var shown = found.stream().limit(PAGE).map(this::row).toList();
    var older = found.size() > PAGE ? Long.toString(found.get(PAGE - 1).id()) : null;
    return Answers.page(
        "audit",
        frame,
        new AuditView(
            form, shown, older, asked != null, trail.actions(actor), places.organisations()));
  }

  @GetMapping("/export")
  @Grant(Permission.SEE_AUDIT)
  void export(Actor actor, @RequestParam Map<String, String> fields, HttpServletResponse response)
      throws IOException {
    var form = AuditForm.of(fields);
    trail.record(actor, "access.audit.export", "audit trail", null, form.facts());
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"logboek.csv\"");
    var out = response.getWriter();
    line(
        out,
        Stream.of(
            "time",
            "actor",
            "name",
            "role",
            "action",
            "subject",
            "organisation",
            "remote",
            "request",
            "facts"));
    var before = Long.MAX_VALUE;
    for (var written = 0; written < EXPORT_MOST; ) {
      var part = trail.list(actor, form.filter(), before, EXPORT_STEP);
      for (var event : part) {
        write(out, event);
      }
      if (part.size() < EXPORT_STEP) {
        return;
      }
      written += part.size();
      before = part.getLast().id();
    }
  }

  private void write(Writer out, AuditEvent event) throws IOException {
    line(
        out,
        Stream.of(
            event.at().toString(),
            event.actorId(),
            event.actorName(),
            event.role(),
            event.action(),
            event.subject(),
            places.name(event.organisation()),
            event.remote(),
            Answers.text(event.requestId()),
            facts(event)));
  }

  private static void line(Writer out, Stream<String> cells) throws IOException {
    out.write(cells.map(AuditPages::cell).collect(Collectors.joining(",", "", "\r\n")));
  }

  /// A CSV cell that a spreadsheet takes as text: what could begin a formula gets an apostrophe.
  static String cell(String value) {
    var safe = !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }

  private AuditRow row(AuditEvent event) {
    return new AuditRow(event, places.name(event.organisation()), facts(event));
  }

  private static String facts(AuditEvent event) {
    return event.facts().entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining("; "));
  }
}

/// The filter of the audit page, as text: `from` and `to` are days, both inclusive.
record AuditForm(String from, String to, String actor, String action, @Nullable Long organisation) {
  static AuditForm of(Map<String, String> fields) {
    return new AuditForm(
        Answers.text(fields.get("van")),
        Answers.text(fields.get("tot")),
        Answers.text(fields.get("wie")),
        Answers.text(fields.get("wat")),
        Answers.number(fields.get("organisatie")));
  }

  AuditFilter filter() {
    return new AuditFilter(
        start(from, 0),
        start(to, 1),
        actor.isEmpty() ? null : actor,
        action.isEmpty() ? null : action,
        organisation == null ? null : new OrganisationId(organisation));
  }

  Map<String, String> facts() {
    var facts = new LinkedHashMap<String, String>();
    facts.put("from", from);
    facts.put("to", to);
    facts.put("actor", actor);
    facts.put("action", action);
    facts.put("organisation", organisation == null ? "" : organisation.toString());
    facts.values().removeIf(String::isEmpty);
    return facts;
  }

  private static @Nullable Instant start(String day, int later) {
    try {
      return day.isEmpty()
          ? null
          : LocalDate.parse(day).plusDays(later).atStartOfDay(Frame.ZONE).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}

/// One line of the audit page.
record AuditRow(AuditEvent event, String organisation, String facts) {}

/// The audit page; `older` is the id to go on from, null on the last page.
record AuditView(
    AuditForm form,
    List<AuditRow> rows,
    @Nullable String older,
    boolean paged,
    List<String> actions,
    List<Organisation> organisations) {}
