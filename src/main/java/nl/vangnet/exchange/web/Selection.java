package nl.vangnet.exchange.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Line;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.policy.Rules;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.NotFound;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Reads the places and filters of an address: country, region, site, category, cohort, moments.
@Component
class Selection {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final Directory directory;
  private final Definitions definitions;
  private final Rules rules;
  private final Clock clock;
  private final String home;

  Selection(
      Directory directory,
      Definitions definitions,
      Rules rules,
      Clock clock,
      @Value("${vangnet.country:NL}") String home) {
    this.directory = directory;
    this.definitions = definitions;
    this.rules = rules;
    this.clock = clock;
    this.home = home;
  }

  DirectorySnapshot snapshot() {
    return directory.snapshot();
  }

  CountryCode country(String text) {
    try {
      return new CountryCode(text.isBlank() ? home : text);
    } catch (IllegalArgumentException e) {
      throw new BadInput("bad-country", "country: " + e.getMessage());
    }
  }

  /// The region set of the picture in force at a moment; another set when the country has no such.
  Optional<RegionSet> regionSet(CountryCode country, Instant at) {
    var day = LocalDate.ofInstant(at, ZONE);
    var snapshot = snapshot();
    return snapshot
        .findRegionSet(country, rules.regionSetKind(at), day)
        .or(() -> snapshot.regionSets(country).stream().filter(s -> s.isValidOn(day)).findFirst());
  }

  Region region(CountryCode country, String code, Instant at) {
    return regionSet(country, at)
        .flatMap(set ->
            snapshot().regions(set).stream()
                .filter(r -> r.code().equalsIgnoreCase(code))
                .findFirst())
        .orElseThrow(
            () -> new NotFound("region: no region '" + cut(code) + "' in " + country + " then"));
  }

  Site site(CountryCode country, String code) {
    return snapshot()
        .findSite(country, code)
        .orElseThrow(() -> new NotFound("site: no site '" + cut(code) + "' in " + country));
  }

  /// The sites of a site, region or country code, the narrowest given.
  List<Site> sites(CountryCode country, String region, String site, Instant at) {
    if (!site.isBlank()) {
      return List.of(site(country, site));
    }
    if (!region.isBlank()) {
      return snapshot().sites(region(country, region, at));
    }
    return snapshot().sites(country);
  }

  Predicate<Line> lines(String category, String cohort) {
    if (!category.isBlank() && definitions.findCategory(category).isEmpty()) {
      throw new BadInput(
          "unknown-category", "category: '" + cut(category) + "' is not defined; see definitions");
    }
    if (!cohort.isBlank() && definitions.findCohort(cohort).isEmpty()) {
      throw new BadInput(
          "unknown-cohort", "cohort: '" + cut(cohort) + "' is not defined; see definitions");
    }
    return line ->
        (category.isBlank() || line.category().equals(category))
            && (cohort.isBlank() || line.cohort().equals(cohort));
  }

  /// A moment in an address: ISO 8601 with offset, or a date (its beginning in Amsterdam).
  Instant moment(String name, String text, Instant absent) {
    if (text.isBlank()) {
      return absent;
    }
    try {
      // A plus sign in an address arrives as a space.
      var plain = text.strip().replace(' ', '+');
      return plain.length() == 10
          ? LocalDate.parse(plain).atStartOfDay(ZONE).toInstant()
          : java.time.OffsetDateTime.parse(plain).toInstant();
    } catch (java.time.DateTimeException e) {
      throw new BadInput(
          "bad-moment", name + ": write 2020-04-07T08:30:00+02:00 or 2020-04-07, not another form");
    }
  }

  LocalDate day(String name, String text, LocalDate absent) {
    if (text.isBlank()) {
      return absent;
    }
    try {
      return LocalDate.parse(text.strip());
    } catch (java.time.DateTimeException e) {
      throw new BadInput("bad-date", name + ": write a date such as 2020-04-07");
    }
  }

  Instant now() {
    return clock.instant();
  }

  LocalDate today() {
    return LocalDate.ofInstant(now(), ZONE);
  }

  static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) : text;
  }
}
