package nl.vangnet.capacity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import nl.vangnet.access.Actor;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whose figures count when two report the same beds. CAP-03, CAP-05
class SourceChoiceIT {
  private static final Actor STEWARD =
      new Actor("person:5", "Gegevens", Role.STEWARD, new Scope.Everywhere());

  private MovableClock clock;
  private CapacityFixture room;
  private Site site;
  private SourceSystem old;
  private SourceSystem fresh;
  private Line line;

  @BeforeEach
  void open() {
    clock = new MovableClock(CapacityFixture.START);
    room = new CapacityFixture(TestDatabase.fresh(), clock);
    site = room.site("UMCG");
    old = room.source("oud", site);
    fresh = room.source("nieuw", site);
    line = room.line(site, "IC-1", "icu", "covid");
  }

  @AfterEach
  void close() {
    room.close();
  }

  private void report(SourceSystem source, int value) {
    report(source.actor(), Method.REPORTED, Variable.STAFFED, value, clock.instant());
  }

  private void report(Actor by, Method method, Variable variable, int value, Instant at) {
    var outcomes =
        room.in(() ->
            room.book.record(
                by,
                method,
                List.of(
                    new Reported(
                        site.id(), "IC-1", "icu", "covid", variable, value, null, at, null))));
    assertThat(outcomes.getFirst()).isInstanceOf(ObservationOutcome.Recorded.class);
  }

  private @Nullable Integer used(Variable variable) {
    var now = Objects.requireNonNull(room.picture.read(site.id()));
    return now.lines().getFirst().figure(variable).used();
  }

  private @Nullable Integer usedAt(Instant at) {
    var then = Objects.requireNonNull(room.picture.at(at, null).site(site.id()));
    return then.lines().getFirst().figure(Variable.STAFFED).used();
  }

  private PrecedenceOutcome decide(
      @Nullable Variable variable, @Nullable String origin, Instant from) {
    return room.in(
        () -> room.choice.decide(STEWARD, site.id(), variable, origin, null, from, "overgang"));
  }

  @Test
  void withoutARuleWhoeverSpokeLastCounts() {
    report(old, 17);
    clock.move(Duration.ofMinutes(5));
    report(fresh, 19);
    assertThat(used(Variable.STAFFED)).isEqualTo(19);
    assertThat(room.in(() -> room.choice.beside(site.id())))
        .singleElement()
        .satisfies(beside -> {
          assertThat(beside.isConflict()).isTrue();
          assertThat(beside.sayings())
              .extracting(s -> s.measured().value())
              .containsExactly(19, 17);
        });
  }

  @Test
  void fromItsMomentOnOnlyTheNamedSourceCountsAndThePastStaysAsItWas() {
    report(old, 17);
    clock.move(Duration.ofMinutes(5));
    report(fresh, 19);
    var before = clock.instant();
    var start = before.plus(Duration.ofHours(2));
    assertThat(decide(null, old.actor().id(), start)).isInstanceOf(PrecedenceOutcome.Decided.class);

    clock.move(Duration.ofMinutes(10));
    room.run(room.choice::begin);
    assertThat(used(Variable.STAFFED)).as("before its moment").isEqualTo(19);

    clock.move(Duration.ofHours(2));
    room.run(room.choice::begin);
    assertThat(used(Variable.STAFFED)).as("the last word of the named source").isEqualTo(17);
    report(fresh, 23);
    assertThat(used(Variable.STAFFED)).as("the other is kept beside").isEqualTo(17);
    clock.move(Duration.ofMinutes(3));
    report(old, 16);
    assertThat(used(Variable.STAFFED)).isEqualTo(16);
    clock.move(Duration.ofMinutes(3));
    assertThat(usedAt(clock.instant().minusSeconds(1))).isEqualTo(16);
    assertThat(usedAt(before)).as("the past is not rewritten").isEqualTo(19);
    assertThat(usedAt(start.minusSeconds(1))).isEqualTo(19);
    assertThat(usedAt(start.plusSeconds(1))).isEqualTo(17);
  }

  @Test
  void untilTheNamedSourceSpeaksTheValueIsUnknownAndNeverZero() {
    report(old, 17);
    clock.move(Duration.ofMinutes(1));
    var early = clock.instant();
    decide(Variable.STAFFED, fresh.actor().id(), clock.instant());
    room.run(room.choice::begin);
    assertThat(used(Variable.STAFFED)).isNull();
    clock.move(Duration.ofMinutes(9));
    report(fresh.actor(), Method.REPORTED, Variable.STAFFED, 21, early.minusSeconds(30));
    assertThat(used(Variable.STAFFED)).as("even a late word counts").isEqualTo(21);
  }

  @Test
  void aRuleForOneVariableGoesBeforeARuleForAll() {
    decide(null, Precedence.PEOPLE, clock.instant());
    decide(Variable.OCCUPIED, old.actor().id(), clock.instant());
    room.run(room.choice::begin);
    var hospital = CapacityFixture.hospital(site);
    report(hospital, Method.MANUAL, Variable.STAFFED, 13, clock.instant());
    report(old.actor(), Method.REPORTED, Variable.STAFFED, 14, clock.instant());
    report(hospital, Method.MANUAL, Variable.OCCUPIED, 9, clock.instant());
    report(old.actor(), Method.REPORTED, Variable.OCCUPIED, 11, clock.instant());
    assertThat(used(Variable.STAFFED)).isEqualTo(13);
    assertThat(used(Variable.OCCUPIED)).isEqualTo(11);
  }

  @Test
  void theCensusOfTheNamedSourceIsNotSummedWithAnother() {
    var at = clock.instant();
    baseline(old);
    baseline(fresh);
    admit(old, "a", at);
    admit(old, "b", at);
    admit(old, "c", at);
    admit(fresh, "d", at);
    admit(fresh, "e", at);
    assertThat(used(Variable.OCCUPIED)).isEqualTo(5);
    clock.move(Duration.ofMinutes(1));
    decide(Variable.OCCUPIED, fresh.actor().id(), clock.instant());
    room.run(room.choice::begin);
    assertThat(used(Variable.OCCUPIED)).isEqualTo(2);
    clock.move(Duration.ofMinutes(1));
    admit(old, "f", clock.instant());
    assertThat(used(Variable.OCCUPIED)).isEqualTo(2);
    clock.move(Duration.ofMinutes(1));
    admit(fresh, "g", clock.instant());
    assertThat(used(Variable.OCCUPIED)).isEqualTo(3);
    decide(Variable.OCCUPIED, null, clock.instant());
    room.run(room.choice::begin);
    assertThat(used(Variable.OCCUPIED)).as("the rule ended").isEqualTo(7);
  }

  private void baseline(SourceSystem source) {
    room.run(() -> room.census.beginBaseline(source.actor(), source.id(), site.id()));
    room.run(() -> room.census.completeBaseline(source.actor(), source.id(), site.id()));
  }

  private void admit(SourceSystem source, String stay, Instant at) {
    var event =
        new CensusEvent(
            site.id(),
            source.id(),
            source.code() + "-" + stay,
            CensusEvent.Kind.ADMIT,
            java.util.UUID.nameUUIDFromBytes((source.code() + stay).getBytes(UTF_8)).toString(),
            null,
            new CensusEvent.Place(line.id(), "IC-1"),
            at);
    room.run(() -> room.census.apply(List.of(event), java.util.Map.of(source.id(), at)));
  }

  @Test
  void whatCannotBeDecidedIsRefusedWithItsReason() {
    assertThat(decide(null, "source:vreemd", clock.instant()))
        .isEqualTo(new PrecedenceOutcome.Refused("unknown-origin"));
    assertThat(decide(null, old.actor().id(), clock.instant().minusSeconds(600)))
        .isEqualTo(new PrecedenceOutcome.Refused("valid-from-past"));
    assertThat(decide(null, null, clock.instant()))
        .isEqualTo(new PrecedenceOutcome.Refused("nothing-changes"));
    assertThatThrownBy(() ->
            room.choice.decide(
                CapacityFixture.hospital(site),
                site.id(),
                null,
                Precedence.PEOPLE,
                null,
                clock.instant(),
                "wij"))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void whereSourcesCutTheirBedsUpDifferentlyEachAddsUpItsOwn() {
    report(fresh, "A", 7);
    report(fresh, "B", 12);
    report(old, "IC", 21);
    var sums = room.in(() -> room.choice.besideSums(site.id()));
    assertThat(sums)
        .singleElement()
        .satisfies(s -> {
          assertThat(s.isConflict()).isTrue();
          assertThat(s.sums())
              .extracting(x -> x.origin() + " " + x.value() + " over " + x.lines())
              .containsExactlyInAnyOrder(
                  fresh.actor().id() + " 19 over 2", old.actor().id() + " 21 over 1");
        });
  }

  private void report(SourceSystem source, String unit, int value) {
    var outcomes =
        room.in(() ->
            room.book.record(
                source.actor(),
                Method.REPORTED,
                List.of(
                    new Reported(
                        site.id(),
                        unit,
                        "icu",
                        "all",
                        Variable.STAFFED,
                        value,
                        null,
                        clock.instant(),
                        null))));
    assertThat(outcomes.getFirst()).isInstanceOf(ObservationOutcome.Recorded.class);
  }

  private String picture(Instant at) {
    var seen =
        at.equals(clock.instant())
            ? room.picture.read(site.id())
            : room.picture.at(at, null).site(site.id());
    return Objects.requireNonNull(seen).lines().stream()
        .filter(l -> l.figure(Variable.STAFFED).used() != null)
        .map(l -> String.valueOf(l.figure(Variable.STAFFED).used()))
        .sorted()
        .collect(java.util.stream.Collectors.joining(" "));
  }

  @Test
  void aLineThatEndedLeavesThePictureKeepsItsPastAndComesBackWithALaterFigure() {
    report(old, "IC", 21);
    report(fresh, "A", 19);
    assertThat(picture(clock.instant())).isEqualTo("19 21");
    clock.move(Duration.ofMinutes(5));
    var before = clock.instant();
    var unit = room.directory.snapshot().findUnit(site.id(), "IC").orElseThrow();
    var doubled =
        room.book.lines(site.id()).stream().filter(l -> l.unit().equals(unit.id())).findFirst();
    assertThat(room.in(() -> room.ends.end(STEWARD, doubled.orElseThrow(), " ")))
        .isEqualTo(new LineEndOutcome.Refused("reason-missing"));
    clock.move(Duration.ofMinutes(5));
    assertThat(room.in(() -> room.ends.end(STEWARD, doubled.orElseThrow(), "EPD telt nu")))
        .isEqualTo(new LineEndOutcome.Done());
    assertThat(room.in(() -> room.ends.end(STEWARD, doubled.orElseThrow(), "nog eens")))
        .isEqualTo(new LineEndOutcome.Refused("ended-already"));
    assertThat(picture(clock.instant())).isEqualTo("19");
    clock.move(Duration.ofMinutes(5));
    assertThat(picture(before)).as("the past stays").isEqualTo("19 21");
    assertThat(picture(clock.instant().minusSeconds(60))).isEqualTo("19");
    var series =
        room.history.series(
            List.of(site.id()),
            l -> l.category().equals("icu") && l.cohort().equals("all"),
            Variable.STAFFED,
            before,
            clock.instant(),
            Duration.ofMinutes(10));
    assertThat(series)
        .extracting(p -> p.total().value() + " of " + p.total().figures())
        .containsExactly("40 of 2", "19 of 1");
    report(old, "IC", 23);
    assertThat(picture(clock.instant())).isEqualTo("19 23");
    clock.move(Duration.ofMinutes(1));
    assertThat(room.in(() -> room.ends.end(STEWARD, doubled.orElseThrow(), "nu echt")))
        .as("it had come back")
        .isEqualTo(new LineEndOutcome.Done());
    assertThat(picture(clock.instant())).isEqualTo("19");
    assertThat(room.in(() -> room.ends.use(STEWARD, doubled.orElseThrow())))
        .isEqualTo(new LineEndOutcome.Done());
    assertThat(room.in(() -> room.ends.use(STEWARD, doubled.orElseThrow())))
        .isEqualTo(new LineEndOutcome.Refused("in-use"));
    assertThat(picture(clock.instant())).isEqualTo("19 23");
  }

  @Test
  void aLineWithCountedPatientsDoesNotEndAndNobodyEndsThatOfAnother() {
    baseline(fresh);
    admit(fresh, "a", clock.instant());
    assertThat(room.in(() -> room.ends.end(STEWARD, line, "weg")))
        .isEqualTo(new LineEndOutcome.Refused("patients-counted"));
    assertThatThrownBy(() -> room.ends.end(CapacityFixture.hospital(room.site("AMC")), line, "weg"))
        .isInstanceOf(NotAllowed.class);
  }
}
