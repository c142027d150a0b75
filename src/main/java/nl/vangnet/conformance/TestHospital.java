package nl.vangnet.conformance;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceDetails;
import nl.vangnet.access.SourceOutcome;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.OrganisationDraft;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteDraft;
import nl.vangnet.exchange.IntakeDesk;
import nl.vangnet.web.Conflict;
import org.springframework.stereotype.Service;

/// The documented test hospital that suppliers play: two sites in a country of its own, so that its
/// figures stand in no sum of a real country, and one source for all doors (IDX-07).
@Service
public class TestHospital {
  /// A country that ISO 3166 leaves to users: in nobody's sums.
  public static final String COUNTRY = "ZZ";

  /// The site of the cases.
  public static final String SITE = "TESTZH";

  /// The site of the SANER and EDXL cases, which counts nothing per unit.
  public static final String SECOND_SITE = "TESTZH-2";

  /// Sending application (MSH-3); the facility (MSH-4) is the code of the site.
  public static final String APPLICATION = "TESTKIT";

  private static final String SOURCE = "testziekenhuis";
  private static final Actor SETTING_UP =
      new Actor("system", "Vangnet", Role.STEWARD, new Scope.Everywhere());

  private final Directory directory;
  private final DirectoryDesk desk;
  private final SourceSystems sources;
  private final IntakeDesk intake;
  private final AuditTrail audit;

  TestHospital(
      Directory directory,
      DirectoryDesk desk,
      SourceSystems sources,
      IntakeDesk intake,
      AuditTrail audit) {
    this.directory = directory;
    this.desk = desk;
    this.sources = sources;
    this.intake = intake;
    this.audit = audit;
  }

  /// The test hospital with its new key, shown this once.
  public record Opened(
      String country,
      String site,
      String secondSite,
      String source,
      String sendingApplication,
      String sendingFacility,
      String key) {}

  /// Whether it is there.
  public boolean isOpen() {
    return source().isPresent();
  }

  private Optional<SourceSystem> source() {
    return sources.list().stream().filter(s -> s.code().equals(SOURCE)).findFirst();
  }

  /// Opens the test hospital, or only gives it a new key when it is there; earlier keys end. Needs
  /// MANAGE_SOURCES.
  public Opened open(Actor actor) {
    actor.require(Permission.MANAGE_SOURCES, "test hospital");
    var country = new CountryCode(COUNTRY);
    if (directory.snapshot().findOrganisation(country, SITE).isEmpty()) {
      desk.addOrganisation(
          new OrganisationDraft(country, SITE, "Testziekenhuis", ProviderType.HOSPITAL));
    }
    var organisation = directory.snapshot().findOrganisation(country, SITE).orElseThrow().id();
    var site = site(country, organisation, SITE, "Testziekenhuis");
    site(country, organisation, SECOND_SITE, "Testziekenhuis, tweede locatie");
    var source = source(actor, country, organisation);
    if (!source.active()) {
      sources.setActive(actor, source.id(), true);
    }
    map(source, "TST-IC", "icu");
    map(source, "TST-B", "ward");
    if (!intake.isCensusComplete(source, site.id())) {
      intake.completeBaseline(SETTING_UP, source, site);
    }
    for (var key : sources.keys(actor, source.id())) {
      if (key.revokedAt() == null) {
        sources.revokeKey(actor, source.id(), key.id());
      }
    }
    var key = sources.issueKey(actor, source.id());
    audit.record(
        actor, "conformance.test-hospital", "source:" + source.id(), organisation, Map.of());
    return new Opened(COUNTRY, SITE, SECOND_SITE, SOURCE, APPLICATION, SITE, key);
  }

  private Site site(CountryCode country, OrganisationId organisation, String code, String name) {
    var known = directory.snapshot().findSite(country, code);
    if (known.isPresent()) {
      return known.get();
    }
    desk.addSite(
        new SiteDraft(
            organisation, code, name, "", ProviderType.HOSPITAL, SiteClass.OTHER, false, null));
    return directory.snapshot().findSite(country, code).orElseThrow();
  }

  private SourceSystem source(Actor actor, CountryCode country, OrganisationId organisation) {
    var known = source();
    if (known.isPresent()) {
      return known.get();
    }
    var details =
        new SourceDetails(
            SOURCE,
            "Testziekenhuis (conformiteit)",
            country,
            organisation,
            APPLICATION,
            SITE,
            null,
            ZoneId.of("Europe/Amsterdam"));
    return switch (sources.add(actor, details)) {
      case SourceOutcome.Done(var source) -> source;
      case SourceOutcome.Refused(var reason) ->
          throw new Conflict(
              "test-hospital-taken",
              "Another source system sends as TESTKIT and TESTZH; change that first ("
                  + reason
                  + ")");
    };
  }

  private void map(SourceSystem source, String place, String category) {
    intake.mapAll(
        SETTING_UP,
        List.of(
            new IntakeDesk.NewMapping(
                source.id(),
                place,
                null,
                null,
                null,
                new CountryCode(COUNTRY),
                SITE,
                place,
                category,
                "other")));
  }
}
