package nl.vangnet.reports;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.Day;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/// A day that is reported, in the whole product; each test has a day of its own, later than all
/// before it, with two hospitals of its own.
@TestPropertySource(properties = "test.room=reports")
abstract class ReportsDay extends Day {
  static final String IC = "IC/icu/covid";
  static final String WARD = "B2/ward/other";
  private static LocalDate last = LocalDate.of(2026, 4, 6);

  @Autowired DayReports reports;
  @Autowired WeekReports weeks;
  @Autowired Evaluations evaluations;
  @Autowired DistributionLists lists;
  @Autowired ReportStore store;
  @Autowired JdbcTemplate jdbc;

  World world;
  Site brabant;
  Site limburg;
  LocalDate day;

  @BeforeEach
  void aNewDay() {
    world = world();
    last = last.plusDays(21);
    day = last;
    time("11:50");
    brabant = world.hospital("BR");
    limburg = world.hospital("LI");
  }

  void time(String clockTime) {
    clock.local(day + "T" + clockTime);
  }

  void on(LocalDate another, String clockTime) {
    day = another;
    if (another.isAfter(last)) {
      last = another;
    }
    time(clockTime);
  }

  /// Staffed and occupied beds of both hospitals, a few minutes ago.
  void figures(int brabantIc, int limburgIc, int brabantWard) {
    var at = clock.instant().minus(Duration.ofMinutes(4));
    world.record(
        List.of(
            World.figure(brabant, IC, Variable.STAFFED, 30, at),
            World.figure(brabant, IC, Variable.OCCUPIED, brabantIc, at),
            World.figure(brabant, IC, Variable.OFFERED, 2, at),
            World.figure(brabant, WARD, Variable.STAFFED, 80, at),
            World.figure(brabant, WARD, Variable.OCCUPIED, brabantWard, at),
            World.figure(limburg, IC, Variable.STAFFED, 17, at),
            World.figure(limburg, IC, Variable.OCCUPIED, limburgIc, at)));
  }

  /// What the frozen picture of the day says of the lines of one hospital, oldest wording.
  Optional<Frozen.SitePart> part(DayReport report, Site site) {
    return report.frozen().sites().stream().filter(s -> s.code().equals(site.code())).findFirst();
  }

  /// Freezes the day by its clock and publishes its first edition.
  Edition publish() {
    time("12:31");
    reports.freezeByItself(day);
    time("13:05");
    reports.publish(World.NATIONAL, day, null, "");
    return reports.editions(day).getFirst();
  }
}
