package nl.vangnet.fhir;

import java.util.List;
import java.util.Locale;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectoryOutcome;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteDraft;
import org.hl7.fhir.r4.model.Location;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sites as Location, written into the directory by whoever keeps it.
@Component
class FhirSites {
  private final FhirPlaces places;
  private final DirectoryDesk desk;
  private final AuditTrail audit;

  FhirSites(FhirPlaces places, DirectoryDesk desk, AuditTrail audit) {
    this.places = places;
    this.desk = desk;
    this.audit = audit;
  }

  int edition(Site site) {
    return desk.findSheet(site.id()).map(s -> s.edition()).orElse(1);
  }

  Reply add(Actor actor, Ask ask, Location resource) {
    actor.require(Permission.EDIT_DIRECTORY, "Location");
    var code = "";
    var country = "";
    for (var one : resource.getIdentifier()) {
      var system = FhirOrganisations.text(one.getSystem());
      if (system.startsWith(Canonical.SITE_CODE)) {
        code = FhirOrganisations.text(one.getValue());
        country = system.substring(Canonical.SITE_CODE.length());
      }
    }
    if (code.isEmpty()) {
      throw new FhirFault(
          422,
          "required",
          "code-missing",
          "Location.identifier",
          "Give the site a code by an identifier of system " + Canonical.SITE_CODE + "NL");
    }
    FhirOrganisations.country(country, "Location.identifier.system");
    var id = saved(actor, "directory.site.add", desk.addSite(draft(resource, code, null)));
    return new Reply(
        201,
        null,
        ask.base() + "/Location/site-" + id,
        Reply.tag(1),
        List.of(FhirOrganisations.created("Location")));
  }

  private long saved(Actor actor, String action, DirectoryOutcome outcome) {
    return switch (outcome) {
      case DirectoryOutcome.Saved saved -> {
        audit.record(actor, action, "site:" + saved.id(), null, saved.facts());
        yield saved.id();
      }
      case DirectoryOutcome.Refused(var faults) ->
          throw FhirOrganisations.refused("Location", faults);
      case DirectoryOutcome.Stale(var edition) -> throw Conditional.stale(edition);
    };
  }

  private SiteDraft draft(Location resource, String code, @Nullable Site known) {
    var type = known == null ? ProviderType.HOSPITAL : known.type();
    for (var concept : resource.getType()) {
      for (var coding : concept.getCoding()) {
        if (Canonical.PROVIDER_TYPE.equals(coding.getSystem())) {
          type =
              FhirOrganisations.providerType(
                  FhirOrganisations.text(coding.getCode()), "Location.type");
        }
      }
    }
    var siteClass = known == null ? SiteClass.OTHER : known.siteClass();
    var classCode = LocationElements.extension(resource, Canonical.SITE_CLASS);
    if (!classCode.isEmpty()) {
      try {
        siteClass = SiteClass.valueOf(classCode.toUpperCase(Locale.ROOT).replace('-', '_'));
      } catch (IllegalArgumentException e) {
        throw new FhirFault(
            422,
            "code-invalid",
            "unknown-class",
            "Location.extension",
            nl.vangnet.directory.DirectoryFault.Kind.UNKNOWN_CLASS.advice());
      }
    }
    var emergency = LocationElements.extension(resource, Canonical.EMERGENCY);
    var city = FhirOrganisations.text(resource.getAddress().getCity());
    return new SiteDraft(
        managing(resource, known),
        code,
        FhirOrganisations.text(resource.getName()),
        city.isEmpty() && known != null ? known.city() : city,
        type,
        siteClass,
        emergency.isEmpty()
            ? known != null && known.emergencyDepartment()
            : emergency.equals("true"),
        resource.hasPosition() ? position(resource) : known == null ? null : known.coordinates());
  }

  private static Coordinates position(Location resource) {
    var latitude = resource.getPosition().getLatitude();
    var longitude = resource.getPosition().getLongitude();
    try {
      if (latitude != null && longitude != null) {
        return new Coordinates(latitude.doubleValue(), longitude.doubleValue());
      }
    } catch (IllegalArgumentException e) {
      // Said below, with the element.
    }
    throw new FhirFault(
        422,
        "value",
        "outside-the-earth",
        "Location.position",
        nl.vangnet.directory.DirectoryFault.Kind.OUTSIDE_THE_EARTH.advice());
  }

  private OrganisationId managing(Location resource, @Nullable Site known) {
    if (!resource.hasManagingOrganization() && known != null) {
      return known.organisation();
    }
    var reference = places.plain(resource.getManagingOrganization().getReference());
    var id = reference == null ? "" : reference.replaceFirst("^Organization/", "");
    if (id.matches("[1-9][0-9]{0,17}")) {
      return new OrganisationId(Long.parseLong(id));
    }
    var identifier = resource.getManagingOrganization().getIdentifier();
    var system = FhirOrganisations.text(identifier.getSystem());
    if (system.startsWith(Canonical.ORGANISATION_CODE)) {
      var country =
          FhirOrganisations.country(
              system.substring(Canonical.ORGANISATION_CODE.length()),
              "Location.managingOrganization.identifier.system");
      var found =
          places
              .snapshot()
              .findOrganisation(country, FhirOrganisations.text(identifier.getValue()));
      if (found.isPresent()) {
        return found.get().id();
      }
    }
    throw new FhirFault(
        422,
        "required",
        "organisation-missing",
        "Location.managingOrganization",
        "Name the organisation: a reference such as Organization/12, or its code as identifier");
  }

  Reply change(Actor actor, Ask ask, Location resource, Site site) {
    if (!actor.has(Permission.EDIT_DIRECTORY)) {
      if (resource.hasOperationalStatus()) {
        throw new FhirFault(
            422,
            "business-rule",
            "status-of-site",
            "Location.operationalStatus",
            "Give the status per ward or bed; a whole site has none");
      }
      actor.require(Permission.EDIT_DIRECTORY, "site " + site.id());
    }
    var edition = edition(site);
    Conditional.checkMatch(ask, edition);
    saved(
        actor,
        "directory.site.change",
        desk.changeSite(site.id(), edition, draft(resource, site.code(), site)));
    return new Reply(
        200, null, "", Reply.tag(edition + 1), List.of(Issue.told("updated", "Location", "Saved")));
  }
}
