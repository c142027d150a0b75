package nl.vangnet.exchange;

import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceDetails;
import nl.vangnet.access.SourceOutcome;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.Site;
import org.springframework.jdbc.core.JdbcTemplate;

/// Makes hospitals with a source system for tests; each test has its own.
record Hospitals(JdbcTemplate jdbc, Directory directory, SourceSystems sources) {
  static final Actor ADMIN = new Actor("person:9001", "Beheer", Role.ADMIN, new Scope.Everywhere());
  static final Actor STEWARD =
      new Actor("person:9002", "Gegevens", Role.STEWARD, new Scope.Everywhere());
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /// A hospital with one site and the source that sends for it.
  record Hospital(Site site, SourceSystem source) {}

  Hospital open(String application, String facility, ZoneId zone) {
    var code = "T" + NUMBER.incrementAndGet();
    var site = site(CountryCode.NL, code);
    var outcome =
        sources.add(
            ADMIN,
            new SourceDetails(
                "test-" + code.toLowerCase(java.util.Locale.ROOT),
                "Testziekenhuis " + code,
                CountryCode.NL,
                site.organisation(),
                application,
                facility,
                null,
                zone));
    return new Hospital(site, ((SourceOutcome.Done) outcome).source());
  }

  Site site(CountryCode country, String code) {
    var organisation =
        jdbc.queryForObject(
            "insert into directory.organisation (country, code, name, type)"
                + " values (?, ?, ?, 'HOSPITAL') returning id",
            Long.class,
            country.value(),
            code,
            "Ziekenhuis " + code);
    jdbc.update(
        "insert into directory.site (organisation_id, country, code, name, city, type, class,"
            + " emergency_department) values (?, ?, ?, ?, 'Plaats', 'HOSPITAL', 'GENERAL', true)",
        organisation,
        country.value(),
        code,
        "Locatie " + code);
    directory.refresh();
    assert new OrganisationId(java.util.Objects.requireNonNull(organisation)).value() > 0;
    return directory.snapshot().findSite(country, code).orElseThrow();
  }
}
