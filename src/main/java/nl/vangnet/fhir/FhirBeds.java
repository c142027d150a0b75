package nl.vangnet.fhir;

import java.time.Clock;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.Census;
import nl.vangnet.capacity.Line;
import nl.vangnet.directory.Unit;
import org.hl7.fhir.r4.model.Location;
import org.springframework.stereotype.Component;

/// Beds as Location: their status, given by the source of the hospital, counts as a bed status
/// message.
@Component
class FhirBeds {
  private final FhirPlaces places;
  private final LocationWriter writer;
  private final Census census;
  private final SourceSystems sources;
  private final Guard guard;
  private final Clock clock;

  FhirBeds(
      FhirPlaces places,
      LocationWriter writer,
      Census census,
      SourceSystems sources,
      Guard guard,
      Clock clock) {
    this.places = places;
    this.writer = writer;
    this.census = census;
    this.sources = sources;
    this.guard = guard;
    this.clock = clock;
  }

  /// The status of one bed, by the source of the hospital: as a bed status message (A20).
  Reply status(Actor actor, Ask ask, Location resource, boolean isNew) {
    actor.require(Permission.SEND_OBSERVATIONS, "Location");
    var source =
        sources.list().stream()
            .filter(s -> s.actor().id().equals(actor.id()))
            .findFirst()
            .orElseThrow(() ->
                new FhirFault(
                    403,
                    "forbidden",
                    "not-allowed",
                    "Location",
                    "Only a source system gives the status of a bed; enter closed beds as a"
                        + " figure"));
    if (!resource.hasOperationalStatus()) {
      throw new FhirFault(
          422,
          "required",
          "status-missing",
          "Location.operationalStatus",
          "Give the status of the bed by a code of " + Canonical.BED_STATUS);
    }
    var closed = LocationElements.isClosed(resource);
    if (!(places.resolve(resource.getPartOf()).orElse(null) instanceof Place.OfUnit(var unit))) {
      throw new FhirFault(
          422,
          "required",
          "part-of-missing",
          "Location.partOf",
          "A bed is part of a ward: a reference such as Location/unit-34");
    }
    guard.require(actor, Permission.SEND_OBSERVATIONS, unit.site());
    var code = LocationElements.code(resource, Canonical.BED_CODE);
    if (code.isEmpty() || code.length() > 60) {
      throw new FhirFault(
          422,
          "required",
          "code-missing",
          "Location.identifier",
          "Give the bed a code of 1 to 60 characters by an identifier of system "
              + Canonical.BED_CODE);
    }
    var id = FhirPlaces.bedId(unit.site(), source.id(), code);
    if (!isNew && !id.equals(ask.id())) {
      throw new FhirFault(
          422,
          "conflict",
          "other-bed",
          "Location.identifier",
          "This id stands for another bed; keep its code, or create the bed by POST");
    }
    census.bedStatus(
        unit.site(), source.id(), line(unit, resource).id(), code, closed, clock.instant());
    census.heard(source, clock.instant());
    return new Reply(
        isNew ? 201 : 200,
        null,
        ask.base() + "/Location/" + id,
        "",
        List.of(
            Issue.told(
                "recorded",
                "Location.operationalStatus",
                closed ? "The bed is closed" : "The bed is open")));
  }

  /// The line that the bed belongs to: the only one of its ward, or the one that its type names.
  private Line line(Unit unit, Location resource) {
    var category = "";
    var cohort = "";
    for (var type : resource.getType()) {
      for (var coding : type.getCoding()) {
        if (Canonical.CATEGORY.equals(coding.getSystem())) {
          category = FhirOrganisations.text(coding.getCode());
        } else if (Canonical.COHORT.equals(coding.getSystem())) {
          cohort = FhirOrganisations.text(coding.getCode());
        }
      }
    }
    var wantedCategory = category;
    var wantedCohort = cohort;
    var fitting =
        writer.lines(unit).stream()
            .filter(l -> wantedCategory.isEmpty() || l.category().equals(wantedCategory))
            .filter(l -> wantedCohort.isEmpty() || l.cohort().equals(wantedCohort))
            .toList();
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    throw new FhirFault(
        422,
        "business-rule",
        fitting.isEmpty() ? "no-line" : "several-lines",
        "Location.type",
        fitting.isEmpty()
            ? "This ward has no such line yet; send its figures first"
            : "This ward has several lines; name category and cohort by codings of "
                + Canonical.CATEGORY
                + " and "
                + Canonical.COHORT);
  }
}
