package nl.vangnet.fhir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectoryFault;
import nl.vangnet.directory.DirectoryOutcome;
import nl.vangnet.directory.Holder;
import nl.vangnet.directory.IdentifierKind;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationDraft;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.springframework.stereotype.Component;

/// FhirOrganisations of the directory as Organization: read, searched, and written by whoever keeps
/// the directory.
@Component
class FhirOrganisations {
  private final FhirPlaces places;
  private final DirectoryDesk desk;
  private final AuditTrail audit;

  FhirOrganisations(FhirPlaces places, DirectoryDesk desk, AuditTrail audit) {
    this.places = places;
    this.desk = desk;
    this.audit = audit;
  }

  Reply read(Ask ask) {
    var organisation = find(ask.id());
    return Reply.of(write(organisation), edition(organisation));
  }

  private Organisation find(String id) {
    return places
        .findOrganisation(id)
        .orElseThrow(() -> FhirFault.missing("No Organization with this id"));
  }

  private int edition(Organisation organisation) {
    return desk.findSheet(organisation.id()).map(s -> s.edition()).orElse(1);
  }

  Reply search(Ask ask) {
    return Reply.of(Searchset.page(ask, list(ask), 500, this::write));
  }

  private List<Organisation> list(Ask ask) {
    var snapshot = places.snapshot();
    var name = ask.one("name").toLowerCase(Locale.ROOT);
    var contains = ask.one("name:contains").toLowerCase(Locale.ROOT);
    var identifier = ask.one("identifier");
    var type = ask.one("type");
    var ids = List.of(ask.one("_id").split(","));
    var country = ask.one("address-country");
    return snapshot.countries().stream()
        .filter(c -> country.isEmpty() || c.value().equalsIgnoreCase(country))
        .flatMap(c -> snapshot.organisations(c).stream())
        .filter(o -> ids.getFirst().isEmpty() || ids.contains(o.id().toString()))
        .filter(o -> o.name().toLowerCase(Locale.ROOT).startsWith(name))
        .filter(o -> o.name().toLowerCase(Locale.ROOT).contains(contains))
        .filter(o -> type.isEmpty() || Searchset.fits(type, types(o)))
        .filter(o -> identifier.isEmpty() || Searchset.fits(identifier, identifiers(o)))
        .sorted(Comparator.comparingLong(o -> o.id().value()))
        .toList();
  }

  private static List<String[]> types(Organisation organisation) {
    return List.of(
        new String[] {Canonical.PROVIDER_TYPE, code(organisation.type())},
        new String[] {Canonical.ORGANISATION_TYPE, "prov"});
  }

  static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private List<String[]> identifiers(Organisation organisation) {
    var pairs = new ArrayList<String[]>();
    for (var one : write(organisation).getIdentifier()) {
      pairs.add(new String[] {text(one.getSystem()), text(one.getValue())});
    }
    return pairs;
  }

  static String text(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text.strip();
  }

  Organization write(Organisation organisation) {
    var resource = new Organization();
    resource.setId(organisation.id().toString());
    resource.setActive(true);
    resource.addIdentifier(
        new Identifier()
            .setSystem(Canonical.ORGANISATION_CODE + organisation.country())
            .setValue(organisation.code()));
    for (var one : places.identifiers(new Holder.OfOrganisation(organisation.id()))) {
      resource.addIdentifier(identifier(one));
    }
    resource.addType(
        new CodeableConcept()
            .addCoding(new Coding(Canonical.ORGANISATION_TYPE, "prov", "Healthcare Provider"))
            .addCoding(new Coding(Canonical.PROVIDER_TYPE, code(organisation.type()), null)));
    resource.setName(organisation.name());
    resource.addAddress().setCountry(organisation.country().value());
    return resource;
  }

  /// A foreign number is kept as `system|value`.
  static Identifier identifier(nl.vangnet.directory.Identifier one) {
    if (one.kind() == IdentifierKind.OTHER) {
      var bar = one.value().lastIndexOf('|');
      return bar < 0
          ? new Identifier().setValue(one.value())
          : new Identifier()
              .setSystem(one.value().substring(0, bar))
              .setValue(one.value().substring(bar + 1));
    }
    return new Identifier()
        .setSystem(FhirPlaces.system(one.kind()))
        .setValue(FhirPlaces.value(one));
  }

  // ---- writing

  Reply create(Actor actor, Ask ask, Organization resource) {
    actor.require(Permission.EDIT_DIRECTORY, "Organization");
    var same = Conditional.find(ask, this::list);
    if (same.isPresent()) {
      return Conditional.existing(ask, same.get().id().toString(), write(same.get()));
    }
    var saved =
        saved(actor, "directory.organisation.add", desk.addOrganisation(draft(resource, null)));
    var id = new OrganisationId(saved);
    identify(actor, id, resource);
    return new Reply(
        201,
        null,
        ask.base() + "/Organization/" + id,
        Reply.tag(1),
        List.of(created("Organization")));
  }

  static Issue created(String type) {
    return Issue.told("created", type, "Created");
  }

  Reply update(Actor actor, Ask ask, Organization resource) {
    actor.require(Permission.EDIT_DIRECTORY, "Organization");
    var organisation = find(ask.id());
    Conditional.checkId(ask, resource);
    var edition = edition(organisation);
    Conditional.checkMatch(ask, edition);
    saved(
        actor,
        "directory.organisation.change",
        desk.changeOrganisation(organisation.id(), edition, draft(resource, organisation)));
    identify(actor, organisation.id(), resource);
    return new Reply(
        200,
        null,
        "",
        Reply.tag(edition + 1),
        List.of(Issue.told("updated", "Organization", "Saved")));
  }

  private long saved(Actor actor, String action, DirectoryOutcome outcome) {
    return switch (outcome) {
      case DirectoryOutcome.Saved saved -> {
        audit.record(
            actor,
            action,
            "organisation:" + saved.id(),
            new OrganisationId(saved.id()),
            saved.facts());
        yield saved.id();
      }
      case DirectoryOutcome.Refused(var faults) -> throw refused("Organization", faults);
      case DirectoryOutcome.Stale(var edition) -> throw Conditional.stale(edition);
    };
  }

  static FhirFault refused(String type, List<DirectoryFault> faults) {
    return new FhirFault(
        422,
        faults.stream()
            .map(f ->
                Issue.error(
                    f.kind() == DirectoryFault.Kind.CODE_TAKEN ? "duplicate" : "value",
                    f.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    type + element(f.column()),
                    f.advice()))
            .toList());
  }

  private static String element(String field) {
    return switch (field) {
      case "code", "value", "from" -> ".identifier";
      case "name" -> ".name";
      case "city" -> ".address.city";
      case "organisation" -> ".managingOrganization";
      default -> "";
    };
  }

  private OrganisationDraft draft(
      Organization resource, @org.jspecify.annotations.Nullable Organisation known) {
    var code = "";
    var country = places.home();
    for (var one : resource.getIdentifier()) {
      var system = text(one.getSystem());
      if (system.startsWith(Canonical.ORGANISATION_CODE)) {
        code = text(one.getValue());
        country =
            country(
                system.substring(Canonical.ORGANISATION_CODE.length()),
                "Organization.identifier.system");
      }
    }
    var type = known == null ? ProviderType.HOSPITAL : known.type();
    for (var concept : resource.getType()) {
      for (var coding : concept.getCoding()) {
        if (Canonical.PROVIDER_TYPE.equals(coding.getSystem())) {
          type = providerType(text(coding.getCode()), "Organization.type");
        }
      }
    }
    return new OrganisationDraft(
        known == null ? country : known.country(),
        known == null ? code : known.code(),
        text(resource.getName()),
        type);
  }

  static CountryCode country(String text, String element) {
    try {
      return new CountryCode(text);
    } catch (IllegalArgumentException e) {
      throw new FhirFault(
          422, "value", "bad-country", element, DirectoryFault.Kind.BAD_COUNTRY.advice());
    }
  }

  static ProviderType providerType(String code, String element) {
    try {
      return ProviderType.valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new FhirFault(
          422, "code-invalid", "unknown-type", element, DirectoryFault.Kind.UNKNOWN_TYPE.advice());
    }
  }

  private void identify(Actor actor, OrganisationId id, Organization resource) {
    var holder = new Holder.OfOrganisation(id);
    var known = places.identifiers(holder);
    for (var i = 0; i < resource.getIdentifier().size(); i++) {
      var one = resource.getIdentifier().get(i);
      var kind =
          switch (text(one.getSystem())) {
            case Canonical.AGB -> IdentifierKind.AGB;
            case Canonical.URA -> IdentifierKind.URA;
            default -> null;
          };
      var value = text(one.getValue());
      if (kind == null
          || known.stream().anyMatch(k -> k.kind() == kind && k.value().equals(value))) {
        continue;
      }
      var place = "Organization.identifier[" + i + "]";
      switch (desk.addIdentifier(holder, kind, value, places.today())) {
        case DirectoryOutcome.Saved saved ->
            audit.record(
                actor, "directory.identifier.add", "organisation:" + id, id, saved.facts());
        case DirectoryOutcome.Refused(var faults) ->
            throw new FhirFault(
                422, "value", "bad-identifier", place + ".value", faults.getFirst().advice());
        case DirectoryOutcome.Stale(var edition) -> throw Conditional.stale(edition);
      }
    }
  }
}
