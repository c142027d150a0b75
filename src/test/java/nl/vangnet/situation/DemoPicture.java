package nl.vangnet.situation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.EffectiveFree;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Measured;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Picture;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.UnitId;
import org.jspecify.annotations.Nullable;

/// Builds a small country with a picture by hand: region Brabant (BR) with sites 1 and 2, region
/// Limburg (LI) with site 3.
final class DemoPicture {
  static final Instant NOW = Instant.parse("2026-11-21T13:00:00Z");
  static final RegionSet SET =
      new RegionSet(
          "SET",
          CountryCode.NL,
          "acute-care-network",
          "Netten",
          LocalDate.of(2020, 1, 1),
          null,
          "x");
  static final Overview.Order ORDER =
      new Overview.Order(Map.of("icu", 10, "ward", 20), Map.of("covid", 10, "other", 20));

  private final Map<SiteId, List<LinePicture>> lines = new HashMap<>();
  private int nextLine = 1;

  static DirectorySnapshot directory() {
    var brabant = new Region(new RegionId(1), "SET", "BR", "Brabant");
    var limburg = new Region(new RegionId(2), "SET", "LI", "Limburg");
    return new DirectorySnapshot(
        7,
        List.of(),
        List.of(site(1, "ETZ", "Tilburg"), site(2, "AMP", "Breda"), site(3, "MUMC", "Maastricht")),
        List.of(),
        List.of(SET),
        List.of(brabant, limburg),
        Map.of(
            "SET",
            Map.of(
                new SiteId(1),
                brabant.id(),
                new SiteId(2),
                brabant.id(),
                new SiteId(3),
                limburg.id())));
  }

  private static Site site(long id, String code, String city) {
    return new Site(
        new SiteId(id),
        new OrganisationId(id),
        CountryCode.NL,
        code,
        "Ziekenhuis " + code,
        city,
        ProviderType.HOSPITAL,
        id == 3 ? SiteClass.ACADEMIC : SiteClass.GENERAL,
        true,
        null);
  }

  /// A line with occupied and staffed beds; null is unknown.
  DemoPicture line(
      long site,
      String category,
      String cohort,
      @Nullable Integer occupied,
      @Nullable Integer staffed,
      Duration age) {
    var figures = new EnumMap<Variable, Figure>(Variable.class);
    figures.put(Variable.OCCUPIED, figure(Variable.OCCUPIED, occupied, age));
    figures.put(Variable.STAFFED, figure(Variable.STAFFED, staffed, age));
    var line =
        new Line(new LineId(nextLine++), new UnitId(site * 10), new SiteId(site), category, cohort);
    var free =
        occupied == null || staffed == null
            ? new EffectiveFree(null, staffed, null, List.of(Variable.OCCUPIED), 0, Age.UNKNOWN)
            : new EffectiveFree(
                Math.max(0, staffed - occupied),
                null,
                Variable.STAFFED,
                List.of(),
                Math.max(0, occupied - staffed),
                ageOf(age));
    lines
        .computeIfAbsent(new SiteId(site), s -> new ArrayList<>())
        .add(new LinePicture(line, figures, free, false));
    return this;
  }

  DemoPicture fresh(long site, String category, String cohort, int occupied, int staffed) {
    return line(site, category, cohort, occupied, staffed, Duration.ofMinutes(4));
  }

  Picture at(long version) {
    var sites = new HashMap<SiteId, SitePicture>();
    lines.forEach((site, own) -> sites.put(site, new SitePicture(site, own, NOW, 0)));
    return new Picture(NOW, version, sites);
  }

  Overview overview(Baseline yesterday) {
    return Overview.of(
        at(1),
        directory(),
        SET,
        Filter.all(CountryCode.NL, "acute-care-network"),
        ORDER,
        yesterday);
  }

  private static Age ageOf(Duration age) {
    return age.toMinutes() <= 60 ? Age.FRESH : age.toHours() <= 24 ? Age.AGEING : Age.STALE;
  }

  private static Figure figure(Variable variable, @Nullable Integer value, Duration age) {
    if (value == null) {
      return Figure.unreported(variable);
    }
    var at = NOW.minus(age);
    return new Figure(
        variable,
        new Measured(value, null, Method.CENSUS, "source:x", at, at, at, 1, null),
        List.of(),
        value,
        ageOf(age));
  }
}
