package nl.vangnet.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The picture now, then, and on two nodes (CAP-11, CAP-18, CAP-20, CAP-21).
class LivePictureIT {
  final MovableClock clock = new MovableClock(CapacityFixture.START);
  final DataSource database = TestDatabase.fresh();
  CapacityFixture room;
  Site umcg;

  @BeforeEach
  void open() {
    room = new CapacityFixture(database, clock);
    umcg = room.site("UMCG");
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void showsWhatHeldThenAndWhatWasKnownThen() {
    give(Variable.OCCUPIED, 17, clock.instant());
    clock.move(Duration.ofMinutes(10));
    var then = clock.instant();
    clock.move(Duration.ofMinutes(20));
    give(Variable.OCCUPIED, 21, then.minusSeconds(60));
    give(Variable.OCCUPIED, 24, clock.instant());
    clock.move(Duration.ofMinutes(5));
    assertThat(shown(room.picture.at(then, null))).isEqualTo("21");
    assertThat(shown(room.picture.at(then, then))).isEqualTo("17");
    assertThat(shown(room.picture.at(then.minus(Duration.ofHours(1)), null))).isEqualTo("—");
    // Asked again, now from what was kept.
    clock.move(Duration.ofHours(1));
    assertThat(shown(room.picture.at(then, then))).isEqualTo("17");
    assertThat(room.picture.at(then, then)).isSameAs(room.picture.at(then, then));
  }

  @Test
  void agesOfThePastAreThoseOfTheMoment() {
    give(Variable.STAFFED, 22, clock.instant());
    clock.move(Duration.ofHours(20));
    var then = clock.instant();
    clock.move(Duration.ofDays(9));
    assertThat(age(room.picture.at(then, null), Variable.STAFFED)).isEqualTo(Age.FRESH);
    assertThat(age(read(), Variable.STAFFED)).isEqualTo(Age.STALE);
  }

  @Test
  void ofTwoValuesWithTheSameMomentTheLaterEntryCountsAlsoInThePast() {
    var at = clock.instant();
    give(Variable.OCCUPIED, 17, at);
    give(Variable.OCCUPIED, 31, at);
    give(Variable.OCCUPIED, 12, at);
    assertThat(shown(read())).isEqualTo("12");
    clock.move(Duration.ofMinutes(1));
    assertThat(shown(room.picture.at(at, null))).isEqualTo("12");
  }

  @Test
  void aCorrectionThatWasWithdrawnLaterStillCountsInThePast() {
    var line = give(Variable.OCCUPIED, 17, clock.instant());
    var until = clock.instant().plus(Duration.ofHours(4));
    room.in(() ->
        room.book.correct(
            CapacityFixture.national(), line, Variable.OCCUPIED, 2, "two in the ED", until));
    clock.move(Duration.ofMinutes(10));
    var then = clock.instant();
    clock.move(Duration.ofMinutes(10));
    var id = room.book.corrections(line).getFirst().correction().id();
    room.in(() -> room.book.withdraw(CapacityFixture.national(), id));
    clock.move(Duration.ofMinutes(10));
    assertThat(shown(room.picture.at(then, null))).isEqualTo("19");
    assertThat(shown(room.picture.at(then, then))).isEqualTo("19");
    assertThat(shown(room.picture.at(clock.instant().minusSeconds(1), null))).isEqualTo("17");
  }

  @Test
  void twoNodesShowTheSamePictureAfterAChange() {
    try (var other = new CapacityFixture(database, clock)) {
      room.started();
      other.started();
      give(Variable.OCCUPIED, 17, clock.instant());
      CapacityFixture.await(() -> shown(room.picture.current()).equals("17"));
      CapacityFixture.await(() -> shown(other.picture.current()).equals("17"));
      assertThat(other.picture.current().sites()).isEqualTo(room.picture.current().sites());
      other.record(room.figure(umcg, "K7", "ward", Variable.STAFFED, 31));
      CapacityFixture.await(() -> lines(room.picture.current()) == 2);
      CapacityFixture.await(() -> lines(other.picture.current()) == 2);
      assertThat(other.picture.current().sites()).isEqualTo(room.picture.current().sites());
      synchronized (other.told) {
        assertThat(other.told).anyMatch(c -> c.sites().equals(java.util.Set.of(umcg.id())));
      }
    }
  }

  @Test
  void aStaleFigureIsChasedUntilItIsFreshAgain() {
    room.started();
    var line = give(Variable.STAFFED, 22, clock.instant());
    CapacityFixture.await(() -> lines(room.picture.current()) == 1);
    assertThat(room.chases.open(umcg.id())).isEmpty();
    clock.move(Duration.ofHours(60));
    room.run(() -> room.bell.ring(List.of(umcg.id())));
    CapacityFixture.await(() -> room.chases.open(umcg.id()).size() == 1);
    assertThat(room.chases.open().getFirst())
        .isEqualTo(new Chase(umcg.id(), line, Variable.STAFFED, clock.instant()));
    clock.move(Duration.ofMinutes(30));
    give(Variable.STAFFED, 23, clock.instant());
    CapacityFixture.await(() -> room.chases.open(umcg.id()).isEmpty());
  }

  @Test
  void anExpiredCorrectionFallsAwayByItself() {
    room.started();
    var line = give(Variable.OCCUPIED, 17, clock.instant());
    var until = clock.instant().plusSeconds(30);
    room.in(() ->
        room.book.correct(
            CapacityFixture.national(), line, Variable.OCCUPIED, -4, "double booked", until));
    CapacityFixture.await(() -> shown(room.picture.current()).equals("13"));
    clock.set(until);
    CapacityFixture.await(() -> shown(room.picture.current()).equals("17"));
  }

  @Test
  void usesTheDefinitionThatWasInForceAtTheMoment() {
    var steward = new Actor("person:7", "Steward", Role.STEWARD, new Scope.Everywhere());
    give(Variable.OCCUPIED, 17, clock.instant());
    var before = clock.instant().plus(Duration.ofMinutes(40));
    var icu = room.definitions.findCategory("icu").orElseThrow();
    clock.move(Duration.ofHours(1));
    var tighter = new Limits(Duration.ofMinutes(20), Duration.ofMinutes(50));
    var published =
        room.in(() -> room.definitions.publish(steward, version(icu, tighter, clock.instant())));
    assertThat(published.version()).isEqualTo(2);
    clock.move(Duration.ofMinutes(1));
    assertThat(age(read(), Variable.OCCUPIED)).isEqualTo(Age.STALE);
    assertThat(age(room.picture.at(before, null), Variable.OCCUPIED)).isEqualTo(Age.FRESH);
    give(Variable.OCCUPIED, 18, clock.instant());
    assertThat(room.observations.latest(null).getFirst().measured().definitionVersion())
        .isEqualTo(2);
    assertThat(room.definitions.versions("icu"))
        .extracting(Category::version)
        .containsExactly(2, 1);
  }

  private static Category version(Category of, Limits counted, Instant from) {
    return new Category(
        of.code(),
        0,
        of.nameNl(),
        of.nameEn(),
        of.meaningNl(),
        of.meaningEn(),
        of.needs(),
        of.variables(),
        counted,
        of.standing(),
        of.rank(),
        from,
        "test");
  }

  @Test
  void definitionsThatCannotStandAreRefused() {
    var icu = room.definitions.findCategory("icu").orElseThrow();
    var now = clock.instant();
    assertThat(room.definitions.faults(version(icu, icu.counted(), now))).isEmpty();
    assertThat(room.definitions.faults(version(icu, icu.counted(), now.minus(Duration.ofDays(1)))))
        .containsExactly("valid-from-past");
    var odd =
        new Category(
            "IC!",
            0,
            "",
            "x",
            "x",
            "",
            java.util.Set.of(Variable.OXYGEN),
            List.of(),
            icu.counted(),
            icu.standing(),
            1,
            Instant.EPOCH,
            "");
    assertThat(room.definitions.faults(odd))
        .containsExactlyInAnyOrder(
            "code-pattern",
            "name-missing",
            "meaning-missing",
            "source-missing",
            "variables-missing",
            "needs-not-asked");
  }

  // ---- words of this test ----

  private LineId give(Variable variable, @Nullable Integer value, Instant at) {
    return room.lineOf(
        room.record(
            new Reported(umcg.id(), "IC", "icu", "covid", variable, value, null, at, null)));
  }

  private Picture read() {
    var site = room.picture.read(umcg.id());
    return new Picture(
        clock.instant(), 0, site == null ? java.util.Map.of() : java.util.Map.of(umcg.id(), site));
  }

  private int lines(Picture picture) {
    var site = picture.site(umcg.id());
    return site == null ? 0 : site.lines().size();
  }

  private String shown(Picture picture) {
    var site = picture.site(umcg.id());
    var used =
        site == null || site.lines().isEmpty()
            ? null
            : site.lines().getFirst().figure(Variable.OCCUPIED).used();
    return used == null ? "—" : used.toString();
  }

  private Age age(Picture picture, Variable variable) {
    return java.util.Objects.requireNonNull(picture.site(umcg.id()))
        .lines()
        .getFirst()
        .figure(variable)
        .age();
  }
}
