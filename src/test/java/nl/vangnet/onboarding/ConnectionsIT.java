package nl.vangnet.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.AppTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Connecting a hospital, on the whole application. CAP-04, CAP-26
@AppTest
class ConnectionsIT {
  private static final Actor STEWARD =
      new Actor("person:5", "Gegevens", Role.STEWARD, new Scope.Everywhere());

  @Autowired Connections connections;
  @Autowired CapacityBook book;
  @Autowired Directory directory;
  @Autowired Clock clock;

  private Site site(String code) {
    return directory.snapshot().findSite(CountryCode.NL, code).orElseThrow();
  }

  private static Actor hospital(Site site) {
    return new Actor(
        "person:6",
        "Beddencoördinator",
        Role.HOSPITAL,
        new Scope.InOrganisation(site.organisation()));
  }

  @Test
  void aSiteIsNotLiveBeforeItsListIsDoneUnlessSomebodySaysWhy() {
    var site = site("SKB");
    assertThat(connections.of(site).stage()).isEqualTo(Stage.NONE);
    assertThat(connections.move(STEWARD, site, Stage.INVITED, "", false))
        .isInstanceOf(StepOutcome.Done.class);
    assertThat(connections.move(STEWARD, site, Stage.LIVE, "", false))
        .isInstanceOfSatisfying(
            StepOutcome.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("checks-missing");
              assertThat(refused.missing()).contains(Check.Item.WEEK, Check.Item.AGREEMENT);
            });
    assertThat(connections.move(STEWARD, site, Stage.LIVE, " ", true))
        .extracting(o -> ((StepOutcome.Refused) o).code())
        .isEqualTo("note-missing");
    assertThat(connections.move(STEWARD, site, Stage.LIVE, "crisis, afgesproken met RvB", true))
        .isInstanceOf(StepOutcome.Done.class);
    assertThat(connections.of(site).stage()).isEqualTo(Stage.LIVE);
    assertThat(connections.of(site).steps()).hasSize(2);
  }

  @Test
  void onlyWhatAPersonMustSeeIsTickedByHand() {
    var site = site("SLING");
    assertThat(connections.tick(STEWARD, site, Check.Item.DEFINITIONS, true, "doorgenomen"))
        .isInstanceOf(StepOutcome.Done.class);
    assertThat(connections.of(site).isDone(Check.Item.DEFINITIONS)).isTrue();
    connections.tick(STEWARD, site, Check.Item.DEFINITIONS, false, "");
    assertThat(connections.of(site).isDone(Check.Item.DEFINITIONS)).isFalse();
    assertThat(connections.tick(STEWARD, site, Check.Item.WEEK, true, ""))
        .isEqualTo(new StepOutcome.Refused("not-by-hand", List.of()));
  }

  @Test
  void theOwnCountStandsBesideWhatWasMeasuredThen() {
    var site = site("SJG");
    var own = hospital(site);
    book.record(
        own,
        Method.MANUAL,
        List.of(
            new Reported(
                site.id(),
                "IC-9",
                "icu",
                "other",
                Variable.OCCUPIED,
                8,
                null,
                clock.instant(),
                null)));
    var unit = directory.snapshot().findUnit(site.id(), "IC-9").orElseThrow();
    var line =
        book.lines(site.id()).stream()
            .filter(l -> l.unit().equals(unit.id()))
            .findFirst()
            .orElseThrow();
    assertThat(connections.count(own, site, Map.of(line.id(), 6)))
        .isInstanceOf(StepOutcome.Done.class);
    assertThat(connections.counts(site.id()))
        .singleElement()
        .satisfies(c -> assertThat(c.difference()).isEqualTo(2));
    connections.count(own, site, Map.of(line.id(), 7));
    assertThat(connections.counts(site.id())).as("the last count of the day").hasSize(1);
    assertThat(connections.of(site).validation().inARow()).isEqualTo(1);
  }

  @Test
  void aDayIsCountedAsAWholeOrNotAtAll() {
    var site = site("NIJSM");
    var own = hospital(site);
    for (var unit : List.of("IC-1", "IC-2")) {
      book.record(
          own,
          Method.MANUAL,
          List.of(
              new Reported(
                  site.id(),
                  unit,
                  "icu",
                  "other",
                  Variable.OCCUPIED,
                  7,
                  null,
                  clock.instant(),
                  null)));
    }
    var lines = connections.countedLines(site);
    assertThat(lines).hasSize(2);
    assertThat(connections.count(own, site, Map.of(lines.getFirst().line().id(), 7)))
        .isEqualTo(new StepOutcome.Refused("lines-missing", List.of()));
    assertThat(connections.counts(site.id())).isEmpty();
    assertThat(
            connections.count(
                own, site, Map.of(lines.getFirst().line().id(), 7, lines.getLast().line().id(), 5)))
        .isInstanceOf(StepOutcome.Done.class);
    assertThat(connections.of(site).validation().inARow()).as("two beds differ").isZero();
  }

  @Test
  void nobodyCountsForAnotherAndNoHospitalConnectsItself() {
    var own = hospital(site("TJONG"));
    var other = site("RIVIER");
    assertThat(other.organisation()).isNotEqualTo(site("TJONG").organisation());
    assertThatThrownBy(() -> connections.count(own, other, Map.of()))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> connections.move(own, site("TJONG"), Stage.LIVE, "wij", true))
        .isInstanceOf(NotAllowed.class);
    assertThat(connections.count(own, site("TJONG"), Map.of()))
        .isEqualTo(new StepOutcome.Refused("nothing-counted", List.of()));
  }
}
