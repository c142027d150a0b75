package nl.vangnet.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import nl.vangnet.access.Actor;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RulesIT {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Actor ADMIN =
      new Actor("person:7", "Beheerder", Role.ADMIN, new Scope.Everywhere());

  private final javax.sql.DataSource database = TestDatabase.fresh();
  private final Rules rules = PolicyFixture.rules(database, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void knowsTheLevelsOfIntensiveCareWithTheirEarmark() { // CAP-29, CAP-30, CAP-31, CAP-33
    assertThat(rules.icuLevels(NOW))
        .extracting(l -> l.code() + " " + l.beds() + " " + l.percent() + " " + l.covidEarmark())
        .containsExactly("basis 1150 100 0", "structureel 1350 120 200", "flexibel 1750 150 200");
    assertThat(rules.icuLevels(Instant.parse("2020-05-01T00:00:00Z")))
        .extracting(ScaleLevel::beds)
        .containsExactly(1150);
    assertThat(rules.firstWaveIcuBeds(NOW)).isEqualTo(2400); // CAP-32
  }

  @Test
  void aDecisionHoldsFromItsMomentAndThePastStays() {
    var next = NOW.plusSeconds(3600);
    var outcome =
        rules.publish(
            ADMIN,
            new Decision("ic.level.flexibel", "1700  148 200", next, "LNAZ", "Opschalingsplan"));
    assertThat(outcome).isInstanceOf(RuleOutcome.Published.class);
    assertThat(rules.icuLevels(NOW)).extracting(ScaleLevel::beds).endsWith(1750);
    assertThat(rules.icuLevels(next)).extracting(ScaleLevel::beds).endsWith(1700);
    assertThat(rules.list()).filteredOn(r -> r.key().equals("ic.level.flexibel")).hasSize(2);
  }

  @Test
  void aPlannedChangeSurvivesADecisionForTheMeantime() {
    var planned = NOW.plusSeconds(86_400);
    rules.publish(ADMIN, new Decision("intake.kept-days", "14", planned, "FG", "DPIA"));
    rules.publish(ADMIN, new Decision("intake.kept-days", "21", NOW, "FG", "Tussentijds"));
    assertThat(rules.keptMessageDays(NOW)).isEqualTo(21);
    assertThat(rules.keptMessageDays(planned)).isEqualTo(14);
  }

  @Test
  void aLevelCanEndAndANewOneCanBegin() {
    rules.publish(ADMIN, new Decision("ic.level.flexibel", "off", NOW, "VWS", "Besluit 12"));
    rules.publish(ADMIN, new Decision("ic.level.winter", "1233 107 80", NOW, "VWS", "Besluit 13"));
    assertThat(rules.icuLevels(NOW))
        .extracting(ScaleLevel::code)
        .containsExactly("basis", "winter", "structureel");
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThat(refusal("nonsense", "1", NOW, "A", "b")).isEqualTo(RuleOutcome.Reason.KEY_UNKNOWN);
    assertThat(refusal("intake.kept-days", "0", NOW, "A", "b"))
        .isEqualTo(RuleOutcome.Reason.VALUE_MALFORMED);
    assertThat(refusal("ic.level.basis", "100 100 101", NOW, "A", "b"))
        .isEqualTo(RuleOutcome.Reason.VALUE_MALFORMED);
    assertThat(refusal("intake.kept-days", "9", NOW.minusSeconds(600), "A", "b"))
        .isEqualTo(RuleOutcome.Reason.VALID_FROM_PAST);
    assertThat(refusal("intake.kept-days", "9", NOW, " ", "b"))
        .isEqualTo(RuleOutcome.Reason.DECIDED_BY_MISSING);
    assertThat(refusal("intake.kept-days", "9", NOW, "A", ""))
        .isEqualTo(RuleOutcome.Reason.GROUND_MISSING);
    assertThat(rules.keptMessageDays(NOW)).isEqualTo(30);
  }

  @Test
  void onlyAnAdministratorDecides() {
    var national = new Actor("person:3", "Landelijk", Role.NATIONAL, new Scope.Everywhere());
    assertThatThrownBy(
            () -> rules.publish(national, new Decision("intake.kept-days", "9", NOW, "A", "b")))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void noVersionIsEverOverwritten() {
    var jdbc = JdbcClient.create(database);
    assertThatThrownBy(() -> jdbc.sql("update policy.rule set value = '9'").update())
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> jdbc.sql("delete from policy.rule").update())
        .hasMessageContaining("append-only");
  }

  private RuleOutcome.Reason refusal(
      String key, String value, Instant from, String by, String ground) {
    return switch (rules.publish(ADMIN, new Decision(key, value, from, by, ground))) {
      case RuleOutcome.Refused(var reason) -> reason;
      case RuleOutcome.Published(var rule) -> throw new AssertionError("published " + rule);
    };
  }
}
