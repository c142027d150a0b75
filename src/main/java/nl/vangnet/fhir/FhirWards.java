package nl.vangnet.fhir;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.ObservationOutcome;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectoryOutcome;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.Unit;
import org.hl7.fhir.r4.model.Location;
import org.springframework.stereotype.Component;

/// Wards as Location: opened and named by whoever keeps the directory; their status, which closes
/// or opens all their beds, given by the hospital.
@Component
class FhirWards {
  private final FhirPlaces places;
  private final LocationWriter writer;
  private final Directory directory;
  private final DirectoryDesk desk;
  private final AuditTrail audit;
  private final CapacityBook book;
  private final LivePicture pictures;
  private final Guard guard;
  private final Clock clock;

  FhirWards(
      FhirPlaces places,
      LocationWriter writer,
      Directory directory,
      DirectoryDesk desk,
      AuditTrail audit,
      CapacityBook book,
      LivePicture pictures,
      Guard guard,
      Clock clock) {
    this.places = places;
    this.writer = writer;
    this.directory = directory;
    this.desk = desk;
    this.audit = audit;
    this.book = book;
    this.pictures = pictures;
    this.guard = guard;
    this.clock = clock;
  }

  private Site siteOf(Location resource) {
    if (places.resolve(resource.getPartOf()).orElse(null) instanceof Place.OfSite(var site)) {
      return site;
    }
    throw new FhirFault(
        422,
        "required",
        "part-of-missing",
        "Location.partOf",
        "A ward is part of a site: a reference such as Location/site-12, or its identifier");
  }

  Reply add(Actor actor, Ask ask, Location resource) {
    actor.require(Permission.EDIT_DIRECTORY, "Location");
    var site = siteOf(resource);
    var code = LocationElements.code(resource, Canonical.UNIT_CODE);
    if (code.isEmpty() || code.length() > 60) {
      throw new FhirFault(
          422,
          "required",
          "code-missing",
          "Location.identifier",
          "Give the ward a code of 1 to 60 characters by an identifier of system "
              + Canonical.UNIT_CODE);
    }
    var known = places.snapshot().findUnit(site.id(), code).isPresent();
    var name = FhirOrganisations.text(resource.getName());
    var unit =
        directory.openUnit(site.id(), code, name.length() > 120 ? name.substring(0, 120) : name);
    if (!known) {
      audit.record(
          actor,
          "directory.unit.add",
          "unit:" + unit.id(),
          site.organisation(),
          java.util.Map.of("code", code));
    }
    return new Reply(
        known ? 200 : 201,
        null,
        ask.base() + "/Location/unit-" + unit.id(),
        "",
        List.of(
            known
                ? Issue.told("already-there", "Location", "It was there already")
                : FhirOrganisations.created("Location")));
  }

  Reply change(Actor actor, Ask ask, Location resource, Unit unit) {
    var issues = new ArrayList<Issue>();
    var name = FhirOrganisations.text(resource.getName());
    if (actor.has(Permission.EDIT_DIRECTORY) && !name.isEmpty() && !name.equals(unit.name())) {
      switch (desk.renameUnit(unit.id(), name)) {
        case DirectoryOutcome.Saved saved ->
            audit.record(actor, "directory.unit.rename", "unit:" + unit.id(), null, saved.facts());
        case DirectoryOutcome.Refused(var faults) ->
            throw FhirOrganisations.refused("Location", faults);
        case DirectoryOutcome.Stale(var edition) -> throw Conditional.stale(edition);
      }
      issues.add(Issue.told("updated", "Location.name", "Saved"));
    }
    if (resource.hasOperationalStatus()) {
      if (guard.may(actor, Permission.SEND_OBSERVATIONS, unit.site())
          || guard.may(actor, Permission.ENTER_FIGURES, unit.site())) {
        wardStatus(actor, unit, LocationElements.isClosed(resource), issues);
      } else {
        actor.require(Permission.EDIT_DIRECTORY, "site " + unit.site());
        throw new FhirFault(
            403,
            "forbidden",
            "not-allowed",
            "Location.operationalStatus",
            "Only the hospital itself gives the status of its wards");
      }
    } else if (!actor.has(Permission.EDIT_DIRECTORY)) {
      actor.require(Permission.EDIT_DIRECTORY, "site " + unit.site());
    }
    return new Reply(200, null, "", "", issues);
  }

  /// A closed ward: all its beds are closed. An open one: none is.
  private void wardStatus(Actor actor, Unit unit, boolean closed, List<Issue> issues) {
    var lines = writer.lines(unit);
    if (lines.isEmpty()) {
      throw new FhirFault(
          422,
          "business-rule",
          "no-line",
          "Location.operationalStatus",
          "This ward has no figures yet; send its beds first, then its status");
    }
    var picture = pictures.read(unit.site());
    var figures = new ArrayList<Reported>();
    for (var line : lines) {
      var beds =
          picture == null
              ? null
              : picture.lines().stream()
                  .filter(l -> l.line().id().equals(line.id()))
                  .map(l ->
                      l.figure(Variable.PHYSICAL).used() == null
                          ? l.figure(Variable.STAFFED).used()
                          : l.figure(Variable.PHYSICAL).used())
                  .filter(java.util.Objects::nonNull)
                  .findFirst()
                  .orElse(null);
      var count = closed ? beds : Integer.valueOf(0);
      figures.add(
          new Reported(
              unit.site(),
              unit.code(),
              line.category(),
              line.cohort(),
              Variable.CLOSED,
              count,
              count == null ? "ward closed, number of beds not known" : null,
              clock.instant(),
              closed ? "ward closed (v2-0116 C)" : null));
    }
    var method = MeasureReportReader.methodOf(actor);
    for (var outcome : book.record(actor, method, figures)) {
      issues.add(
          switch (outcome) {
            case ObservationOutcome.Recorded(var line) ->
                Issue.told("recorded", "Location.operationalStatus", "Recorded");
            case ObservationOutcome.AlreadyKnown(var line) ->
                Issue.told("already-known", "Location.operationalStatus", "Known already");
            case ObservationOutcome.Refused(var code, var advice) ->
                Issue.error("business-rule", code, "Location.operationalStatus", advice);
          });
    }
  }
}
