package nl.vangnet.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Site;
import nl.vangnet.matching.Question.Stage;
import nl.vangnet.policy.Decision;
import nl.vangnet.policy.RuleOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The ranking as the product puts it together: the real directory, the rules in force, the roads
/// and the vehicles on duty (SPR-01, SPR-15, SPR-19, SPR-20, TRA-01).
class WholeCountryIT {
  private static final Actor ADMIN =
      new Actor("person:7", "Beheerder", Role.ADMIN, new Scope.Everywhere());

  private final WholeCountry country = new WholeCountry(0);
  private final Site utrecht = country.site("UMCU");
  private final Site amersfoort = country.site("MEANDER");
  private final Site groningen = country.site("UMCG");
  private final Site rotterdam = country.site("EMC");

  @BeforeEach
  void beds() {
    country.beds(utrecht, 30, 30);
    country.beds(amersfoort, 20, 11);
    country.beds(groningen, 40, 21);
    country.beds(rotterdam, 50, 33);
  }

  private void decide(String key, String value) {
    assertThat(
            country.rules.publish(
                ADMIN, new Decision(key, value, WholeCountry.NOON, "LNAZ", "Besluit 9")))
        .as(key)
        .isInstanceOf(RuleOutcome.Published.class);
  }

  private String seen(Ranking ranking, Site site) {
    return ranking
        .candidate(site.id())
        .map(c -> c.rank() + (c.uncertain() ? " uncertain" : ""))
        .orElseGet(() -> ranking.excluded(site.id()).orElseThrow().filter().toString());
  }

  @Test
  void theRegionIsSearchedFirstThenTheCountry() {
    country.ambulance("U1", utrecht);
    var own = country.rank(country.question(utrecht, Stage.OWN_REGION));
    assertThat(seen(own, utrecht)).isEqualTo("OWN_SITE");
    assertThat(seen(own, amersfoort)).isEqualTo("1");
    assertThat(seen(own, groningen)).isEqualTo("OUTSIDE_STAGE");
    var nation = country.rank(country.question(utrecht, Stage.NATIONAL));
    assertThat(seen(nation, amersfoort)).isEqualTo("1");
    assertThat(seen(nation, rotterdam)).isEqualTo("2");
    assertThat(seen(nation, groningen)).isEqualTo("3");
    assertThat(seen(nation, country.site("MUMC"))).isEqualTo("NO_SUCH_CARE");
  }

  @Test
  void theVehicleThatComesIsNamedWithItsTimes() {
    country.ambulance("U1", utrecht);
    var best = country.rank(country.question(utrecht, Stage.NATIONAL)).candidates().getFirst();
    assertThat(best.reach().vehicleName()).isEqualTo("Wagen U1");
    var pickup = Objects.requireNonNull(best.reach().pickup());
    assertThat(pickup).isBetween(WholeCountry.NOON, WholeCountry.NOON.plusSeconds(1800));
    assertThat(best.reach().arrival()).isAfter(pickup.plus(best.reach().drive()).minusSeconds(1));
    assertThat(best.score().minutes(Part.Name.WAIT)).isPositive();
  }

  @Test
  void withoutAnyVehicleEnteredTheBedsAreStillFound() {
    var ranking = country.rank(country.question(utrecht, Stage.NATIONAL));
    assertThat(seen(ranking, amersfoort)).isEqualTo("1 uncertain");
    assertThat(seen(ranking, groningen)).isEqualTo("3 uncertain");
    assertThat(ranking.candidates().getFirst().score().minutes(Part.Name.DRIVE)).isPositive();
  }

  @Test
  void rulesOfTheReceivingRegionHoldThere() { // SPR-19, SPR-20
    country.ambulance("U1", utrecht);
    var region = Objects.requireNonNull(country.regionOf(groningen.id()));
    decide("transfer.daily-cap@" + region, "2");
    decide("hub.prefer@" + Objects.requireNonNull(country.regionOf(rotterdam.id())), "MAAS");
    var world =
        new World(Map.of(), Map.of(groningen.id(), 2, rotterdam.id(), 2), Map.of(), Ledger.EMPTY);
    var ranking =
        country.matchmaker.rank(
            country.question(utrecht, Stage.NATIONAL), world, country.picture(), WholeCountry.NOON);
    assertThat(seen(ranking, groningen)).isEqualTo("DAILY_CAP");
    var second = ranking.candidate(rotterdam.id()).orElseThrow();
    assertThat(second.score().minutes(Part.Name.HUB)).isEqualTo(20.0);
    assertThat(second.score().minutes(Part.Name.LOAD)).isEqualTo(12.0);
    assertThat(ranking.candidate(amersfoort.id()).orElseThrow().score().minutes(Part.Name.HUB))
        .isEqualTo(0.0);
  }

  @Test
  void weightsOfTheSendingRegionCountAndAreTold() {
    country.ambulance("U1", utrecht);
    decide("match.weights@" + Objects.requireNonNull(country.regionOf(utrecht.id())), "drive=0.1");
    var ranking = country.rank(country.question(utrecht, Stage.NATIONAL));
    assertThat(ranking.weights()).startsWith("age=15 drive=0.1 fairness=40");
    assertThat(seen(ranking, groningen)).as("far is no longer dear").isEqualTo("1");
  }

  @Test
  void whoGoesHomeGoesThereAndTheWayForTheRelativesCounts() {
    country.ambulance("U1", utrecht);
    var asked = country.question(utrecht, Stage.NATIONAL);
    var ranking =
        country.rank(
            new Question(
                asked.caseNumber(),
                asked.from(),
                asked.region(),
                asked.care(),
                asked.stage(),
                new Question.Wishes(Set.of(), Set.of(), groningen.id(), true),
                asked.ride()));
    var home = ranking.candidate(groningen.id()).orElseThrow();
    assertThat(home.score().minutes(Part.Name.RETURN)).isEqualTo(-60.0);
    assertThat(home.score().minutes(Part.Name.HOME)).isEqualTo(0.0);
    assertThat(ranking.candidate(rotterdam.id()).orElseThrow().score().minutes(Part.Name.HOME))
        .isGreaterThan(40.0);
  }

  @Test
  void aBreachOfTheFairShareIsAGroundForTheNationalStep() { // SPR-17
    var region = Objects.requireNonNull(country.regionOf(utrecht.id()));
    assertThat(above(region)).as("Utrecht carries 41 of 50, the country 95 of 140").isTrue();
    decide("transfer.fair-band@" + region, "30");
    assertThat(above(region)).isFalse();
    assertThat(above(Objects.requireNonNull(country.regionOf(groningen.id())))).isFalse();
    assertThat(above("nowhere")).as("unknown is no ground").isFalse();
  }

  private boolean above(String region) {
    return country.matchmaker.isAboveFairShare(
        region, "icu", "covid", country.picture(), WholeCountry.NOON);
  }

  @Test
  void whatPressesKeepsFarPlacesOut() {
    country.ambulance("U1", utrecht);
    var asked = country.question(utrecht, Stage.NATIONAL);
    var ranking =
        country.rank(
            new Question(
                asked.caseNumber(),
                asked.from(),
                asked.region(),
                asked.care(),
                asked.stage(),
                asked.wishes(),
                new Question.Ride(
                    asked.ride().need(),
                    WholeCountry.NOON,
                    WholeCountry.NOON.plus(Duration.ofMinutes(110)))));
    assertThat(seen(ranking, groningen)).isEqualTo("TOO_LATE");
    assertThat(seen(ranking, amersfoort)).isEqualTo("1");
  }
}
