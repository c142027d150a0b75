package nl.vangnet.publication;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.reports.DayReports;
import nl.vangnet.testing.Day;
import nl.vangnet.testing.TestClock;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/// A day whose figures become public; each test has a day of its own, later than all before it,
/// with the same hospitals: four in Brabant, three in Zuidwest, two in Limburg.
@TestPropertySource(properties = "test.room=publication")
abstract class PublicationDay extends Day {
  static final String IC = "IC/icu/covid";
  private static final String OTHER = "IC/icu/other";
  private static LocalDate last = LocalDate.of(2026, 3, 3);
  private static Map<String, List<Site>> hospitals = Map.of();

  @Autowired DayReports reports;
  @Autowired OpenData data;
  @Autowired JdbcTemplate jdbc;

  World world;
  LocalDate day;

  @BeforeEach
  void aNewDay() {
    world = world();
    last = last.plusDays(7);
    day = last;
    time("11:50");
    if (hospitals.isEmpty()) {
      var made = new TreeMap<String, List<Site>>();
      made.put(
          "BR",
          List.of(
              world.hospital("BR"),
              world.hospital("BR"),
              world.hospital("BR"),
              world.hospital("BR")));
      made.put("LI", List.of(world.hospital("LI"), world.hospital("LI")));
      made.put("ZW", List.of(world.hospital("ZW"), world.hospital("ZW"), world.hospital("ZW")));
      hospitals = made;
    }
  }

  void time(String clockTime) {
    clock.local(day + "T" + clockTime);
  }

  static List<Site> sites(String region) {
    return java.util.Objects.requireNonNull(hospitals.get(region));
  }

  static List<Site> everySite() {
    return hospitals.values().stream().flatMap(List::stream).toList();
  }

  /// Brabant 4 times 13 + 17 of 34, Zuidwest 3 times 11 + 9 of 26, Limburg 2 times 7 + 15 of 28.
  void figures() {
    figures("BR", 13, 17, 34);
    figures("ZW", 11, 9, 26);
    figures("LI", 7, 15, 28);
  }

  void figures(String region, int covid, int other, int staffed) {
    var at = clock.instant().minus(Duration.ofMinutes(4));
    for (var site : sites(region)) {
      world.record(
          List.of(
              World.figure(site, IC, Variable.STAFFED, staffed - 9, at),
              World.figure(site, IC, Variable.OCCUPIED, covid, at),
              World.figure(site, OTHER, Variable.STAFFED, 9, at),
              World.figure(site, OTHER, Variable.OCCUPIED, other, at)));
    }
    sites(region).forEach(world::settle);
  }

  /// Freezes the day by its clock and releases it.
  void release() {
    time("12:31");
    reports.freezeByItself(day);
    data.release();
  }

  /// Freezes the picture of a moment by hand and publishes it as the next edition; answers the
  /// picture.
  long edition(String clockTime, String reason) {
    time(clockTime);
    reports.freeze(World.NATIONAL, TestClock.at(day + "T" + clockTime));
    var snapshot = reports.snapshots(day).getFirst().id();
    reports.publish(World.NATIONAL, day, snapshot, reason);
    return snapshot;
  }

  Web visitor() {
    return new Web(port);
  }

  String csv(String address) {
    return visitor().get("/open-data/v1/" + address).text();
  }
}
