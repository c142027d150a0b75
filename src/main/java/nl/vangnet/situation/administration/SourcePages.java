package nl.vangnet.situation.administration;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.access.SourceDetails;
import nl.vangnet.access.SourceKey;
import nl.vangnet.access.SourceOutcome;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The administrator's pages about source systems and their keys.
@Controller
@RequestMapping("/bronnen")
class SourcePages {
  private final SourceSystems sources;
  private final Places places;

  SourcePages(SourceSystems sources, Places places) {
    this.sources = sources;
    this.places = places;
  }

  @GetMapping
  @Grant(Permission.MANAGE_SOURCES)
  ModelAndView list(Frame frame) {
    return Answers.page("sources", frame, listView(SourceForm.EMPTY, null));
  }

  @PostMapping
  @Grant(Permission.MANAGE_SOURCES)
  ModelAndView add(
      Actor actor, Frame frame, @RequestParam Map<String, String> fields, RedirectAttributes next) {
    var form = SourceForm.of(fields);
    var details = form.details(places);
    if (details == null) {
      return Answers.refused("sources", frame, listView(form, form.fault(places)));
    }
    return switch (sources.add(actor, details)) {
      case SourceOutcome.Done(var source) -> done(next, source.id(), "added");
      case SourceOutcome.Refused(var reason) ->
          Answers.refused("sources", frame, listView(form, code(reason)));
    };
  }

  @GetMapping("/{id}")
  @Grant(Permission.MANAGE_SOURCES)
  ModelAndView one(Actor actor, Frame frame, Model model, @PathVariable long id) {
    var source = get(id);
    return Answers.page("source", frame, view(actor, source, SourceForm.of(source), null, model));
  }

  @PostMapping("/{id}")
  @Grant(Permission.MANAGE_SOURCES)
  ModelAndView change(
      Actor actor,
      Frame frame,
      Model model,
      @PathVariable long id,
      @RequestParam Map<String, String> fields,
      RedirectAttributes next) {
    var source = get(id);
    var form = SourceForm.of(fields);
    var details = form.details(places);
    if (details == null) {
      return Answers.refused("source", frame, view(actor, source, form, form.fault(places), model));
    }
    return switch (sources.change(actor, id, details)) {
      case SourceOutcome.Done(var changed) -> done(next, changed.id(), "changed");
      case SourceOutcome.Refused(var reason) ->
          Answers.refused("source", frame, view(actor, source, form, code(reason), model));
    };
  }

  @PostMapping("/{id}/actief")
  @Grant(Permission.MANAGE_SOURCES)
  ModelAndView active(
      Actor actor,
      Frame frame,
      Model model,
      @PathVariable long id,
      @RequestParam boolean active,
      RedirectAttributes next) {
    var source = get(id);
    return switch (sources.setActive(actor, id, active)) {
      case SourceOutcome.Done(var changed) ->
          done(next, changed.id(), active ? "activated" : "deactivated");
      case SourceOutcome.Refused(var reason) ->
          Answers.refused(
              "source", frame, view(actor, source, SourceForm.of(source), code(reason), model));
    };
  }

  @PostMapping("/{id}/sleutel")
  @Grant(Permission.MANAGE_SOURCES)
  ModelAndView issueKey(Actor actor, @PathVariable long id, RedirectAttributes next) {
    get(id);
    next.addFlashAttribute("secret", sources.issueKey(actor, id));
    return done(next, id, "key");
  }

  @PostMapping("/{id}/sleutel/{key}/intrekken")
  @Grant(Permission.MANAGE_SOURCES)
  ModelAndView revokeKey(
      Actor actor, @PathVariable long id, @PathVariable long key, RedirectAttributes next) {
    get(id);
    sources.revokeKey(actor, id, key);
    return done(next, id, "revoked");
  }

  private static ModelAndView done(RedirectAttributes next, long id, String done) {
    next.addFlashAttribute("done", done);
    return Answers.seeOther("/bronnen/" + id);
  }

  private SourceSystem get(long id) {
    return sources.find(id).orElseThrow(() -> new NotFound("source system " + id));
  }

  private SourcesView listView(SourceForm form, @Nullable String refused) {
    return new SourcesView(
        sources.list().stream().map(this::row).toList(), form, places.organisations(), refused);
  }

  private SourceView view(
      Actor actor, SourceSystem source, SourceForm form, @Nullable String refused, Model model) {
    return new SourceView(
        row(source),
        sources.keys(actor, source.id()),
        form,
        places.organisations(),
        refused,
        (String) model.getAttribute("done"),
        (String) model.getAttribute("secret"));
  }

  private SourceRow row(SourceSystem source) {
    return new SourceRow(source, places.name(source.organisation()));
  }

  private static String code(SourceOutcome.Reason reason) {
    return "administration.sources.refused."
        + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

/// The fields of the form about a source system, as text.
record SourceForm(
    String code,
    String name,
    @Nullable Long organisation,
    String application,
    String facility,
    String certificate,
    String zone) {
  static final SourceForm EMPTY = new SourceForm("", "", null, "", "", "", "Europe/Amsterdam");

  static SourceForm of(Map<String, String> fields) {
    return new SourceForm(
        Answers.text(fields.get("code")),
        Answers.text(fields.get("name")),
        Answers.number(fields.get("organisation")),
        Answers.text(fields.get("application")),
        Answers.text(fields.get("facility")),
        Answers.text(fields.get("certificate")),
        Answers.text(fields.get("zone")));
  }

  static SourceForm of(SourceSystem source) {
    return new SourceForm(
        source.code(),
        source.name(),
        source.organisation().value(),
        Answers.text(source.sendingApplication()),
        Answers.text(source.sendingFacility()),
        Answers.text(source.certificate()),
        source.zone().getId());
  }

  /// What the form says, or null when the organisation or the zone does not exist.
  @Nullable SourceDetails details(Places places) {
    var owner = owner(places);
    var zoneId = zoneId();
    return owner == null || zoneId == null
        ? null
        : new SourceDetails(
            code, name, country(owner), owner.id(), application, facility, certificate, zoneId);
  }

  String fault(Places places) {
    return "administration.sources.refused."
        + (owner(places) == null ? "organisation-unknown" : "zone-unknown");
  }

  private @Nullable Organisation owner(Places places) {
    return organisation == null ? null : places.organisation(new OrganisationId(organisation));
  }

  private static CountryCode country(Organisation owner) {
    return owner.country();
  }

  private @Nullable ZoneId zoneId() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      return null;
    }
  }
}

/// One source system on the pages.
record SourceRow(SourceSystem source, String organisation) {}

/// The list of source systems.
record SourcesView(
    List<SourceRow> rows,
    SourceForm form,
    List<Organisation> organisations,
    @Nullable String refused) {}

/// One source system's page.
record SourceView(
    SourceRow row,
    List<SourceKey> keys,
    SourceForm form,
    List<Organisation> organisations,
    @Nullable String refused,
    @Nullable String done,
    @Nullable String secret) {}
