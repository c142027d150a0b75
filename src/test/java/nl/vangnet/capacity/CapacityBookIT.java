package nl.vangnet.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/// Figures in and corrections on top, on a real database (CAP-09, CAP-18, CAP-19).
class CapacityBookIT {
  final MovableClock clock = new MovableClock(CapacityFixture.START);
  CapacityFixture room;
  JdbcTemplate jdbc;
  Site umcg;
  Site isala;

  @BeforeEach
  void open() {
    room = new CapacityFixture(TestDatabase.fresh(), clock);
    jdbc = new JdbcTemplate(room.dataSource);
    umcg = room.site("UMCG");
    isala = room.site("ISALA-ZWO");
  }

  // ---- figures ----

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void recordsEachFigureWithItsOwnOutcome() {
    var outcomes =
        room.record(
            figure(Variable.STAFFED, 22),
            figure(Variable.OCCUPIED, -1),
            figure(Variable.OFFERED, null));
    assertThat(outcomes)
        .extracting(CapacityBookIT::show)
        .containsExactly("recorded", "negative-value", "recorded");
    assertThat(latest(Variable.STAFFED)).isEqualTo("22");
    assertThat(latest(Variable.OFFERED)).isEqualTo("? not counted today");
    assertThat(latest(Variable.OCCUPIED)).isEqualTo("never");
  }

  @Test
  void refusesWithACodePerFault() {
    var long501 = "x".repeat(501);
    var now = clock.instant();
    assertThat(refusal(of(new SiteId(999_999), "IC", "icu", "covid", 3, null, now, null)))
        .isEqualTo("unknown-site");
    assertThat(refusal(of(umcg.id(), " ", "icu", "covid", 3, null, now, null)))
        .isEqualTo("unit-missing");
    assertThat(refusal(of(umcg.id(), "IC", "icux", "covid", 3, null, now, null)))
        .isEqualTo("unknown-category");
    assertThat(refusal(of(umcg.id(), "IC", "icu", "flu-99", 3, null, now, null)))
        .isEqualTo("unknown-cohort");
    assertThat(refusal(of(umcg.id(), "IC", "icu", "covid", null, null, now, null)))
        .isEqualTo("unknown-reason-missing");
    assertThat(refusal(of(umcg.id(), "IC", "icu", "covid", null, long501, now, null)))
        .isEqualTo("text-too-long");
    assertThat(refusal(of(umcg.id(), "IC", "icu", "covid", 100_001, null, now, null)))
        .isEqualTo("value-too-large");
    assertThat(refusal(of(umcg.id(), "IC", "icu", "covid", 3, null, now.plusSeconds(301), null)))
        .isEqualTo("observed-in-future");
    assertThat(refusal(of(umcg.id(), "IC", "icu", "covid", 3, null, now, long501)))
        .isEqualTo("text-too-long");
    assertThat(jdbc.queryForObject("select count(*) from capacity.observation", Integer.class))
        .isZero();
    assertThat(room.book.lines(umcg.id())).isEmpty();
  }

  @Test
  void saysWhenItKnewTheFigureAlready() {
    var figure = figure(Variable.STAFFED, 22);
    assertThat(show(room.record(figure).getFirst())).isEqualTo("recorded");
    assertThat(show(room.record(figure).getFirst())).isEqualTo("known");
    assertThat(jdbc.queryForObject("select count(*) from capacity.observation", Integer.class))
        .isEqualTo(1);
  }

  @Test
  void anUnknownReplacesTheValueAndIsNeverZero() {
    room.record(figure(Variable.OCCUPIED, 17));
    clock.move(Duration.ofMinutes(3));
    room.record(figure(Variable.OCCUPIED, null));
    assertThat(latest(Variable.OCCUPIED)).isEqualTo("? not counted today");
    assertThat(
            java.util.Objects.requireNonNull(room.picture.read(umcg.id()))
                .lines()
                .getFirst()
                .figure(Variable.OCCUPIED)
                .used())
        .isNull();
  }

  @Test
  void anOlderObservationStandsInTheRecordAndNotInThePicture() {
    room.record(figure(Variable.STAFFED, 22));
    var older =
        of(umcg.id(), "IC", "icu", "covid", 31, null, clock.instant().minusSeconds(600), null);
    assertThat(show(room.record(older).getFirst())).isEqualTo("recorded");
    assertThat(latest(Variable.STAFFED)).isEqualTo("22");
    assertThat(jdbc.queryForObject("select count(*) from capacity.observation", Integer.class))
        .isEqualTo(2);
  }

  @Test
  void peopleGiveFiguresForTheirOwnOrganisationOrRegionOnly() {
    var figure = figure(Variable.STAFFED, 22);
    assertThat(by(CapacityFixture.hospital(umcg), figure)).isEqualTo("recorded");
    assertThat(by(CapacityFixture.hospital(isala), figure)).isEqualTo("not-allowed");
    assertThat(by(region(umcg), figure)).isEqualTo("known");
    assertThat(by(region(room.site("ETZ-ELI")), figure)).isEqualTo("not-allowed");
    assertThat(by(new Actor("person:8", "IGJ", Role.OVERSIGHT, new Scope.Everywhere()), figure))
        .isEqualTo("not-allowed");
  }

  @Test
  void aSourceGivesFiguresForItsOwnOrganisation() {
    var source = room.source("umcg-ehr", umcg);
    var own =
        room.in(() ->
            room.book.record(
                source.actor(), Method.REPORTED, List.of(figure(Variable.STAFFED, 22))));
    assertThat(show(own.getFirst())).isEqualTo("recorded");
    var other = of(isala.id(), "IC", "icu", "covid", 9, null, clock.instant(), null);
    var refused = room.in(() -> room.book.record(source.actor(), Method.REPORTED, List.of(other)));
    assertThat(show(refused.getFirst())).isEqualTo("not-allowed");
    assertThat(jdbc.queryForObject("select count(*) from capacity.pulse", Integer.class))
        .isEqualTo(1);
  }

  @Test
  void confirmingMakesReportedFiguresYoungAndLeavesCountedOnes() {
    var line =
        room.lineOf(room.record(figure(Variable.STAFFED, 22), figure(Variable.CLOSED, null)));
    var source = room.source("umcg-ehr", umcg);
    room.run(
        () -> room.census.completeBaseline(source.actor(), source.id(), umcg.id(), List.of(line)));
    clock.move(Duration.ofHours(30));
    var confirmed =
        room.in(
            () -> room.book.confirm(CapacityFixture.hospital(umcg), umcg.id(), clock.instant()));
    assertThat(confirmed).extracting(CapacityBookIT::show).containsExactly("recorded");
    assertThat(observedAt(Variable.STAFFED)).isEqualTo(clock.instant());
    assertThat(observedAt(Variable.OCCUPIED)).isEqualTo(CapacityFixture.START);
    assertThat(
            room.in(
                () -> room.book.confirm(CapacityFixture.national(), umcg.id(), clock.instant())))
        .isEmpty();
    assertThatThrownBy(
            () -> room.book.confirm(CapacityFixture.hospital(isala), umcg.id(), clock.instant()))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void opensALineOnceAndRefusesWhatIsNotInTheDefinitions() {
    var actor = CapacityFixture.hospital(umcg);
    var first =
        room.in(() -> room.book.openLine(actor, umcg.id(), "K7", "Kliniek 7", "ward", "other"));
    assertThat(first)
        .isInstanceOfSatisfying(LineOutcome.Opened.class, o -> assertThat(o.isNew()).isTrue());
    var again = room.in(() -> room.book.openLine(actor, umcg.id(), "k7", "", "ward", "other"));
    assertThat(again)
        .isInstanceOfSatisfying(LineOutcome.Opened.class, o -> assertThat(o.isNew()).isFalse());
    assertThat(room.directory.snapshot().findUnit(umcg.id(), "K7").orElseThrow().name())
        .isEqualTo("Kliniek 7");
    assertThat(lineRefusal(umcg, " ", "ward", "other")).isEqualTo("unit-missing");
    assertThat(lineRefusal(umcg, "K8", "wardx", "other")).isEqualTo("unknown-category");
    assertThat(lineRefusal(umcg, "K8", "ward", "otherx")).isEqualTo("unknown-cohort");
    assertThat(lineRefusal(isala, "K8", "ward", "other")).isEqualTo("not-allowed");
  }

  private String lineRefusal(Site site, String unit, String category, String cohort) {
    var outcome =
        room.in(() ->
            room.book.openLine(
                CapacityFixture.hospital(umcg), site.id(), unit, "", category, cohort));
    return outcome instanceof LineOutcome.Refused refused ? refused.code() : "opened";
  }

  // ---- corrections ----

  @Test
  void aCorrectionStandsOnTopUntilItExpires() {
    var line = room.lineOf(room.record(figure(Variable.OCCUPIED, 17)));
    assertThat(
            correct(
                CapacityFixture.hospital(umcg),
                line,
                Variable.OCCUPIED,
                2,
                "two in the ED",
                hours(4)))
        .isEqualTo("done");
    assertThat(correct(region(umcg), line, Variable.OCCUPIED, -5, "double booked", hours(1)))
        .isEqualTo("done");
    assertThat(used(line)).isEqualTo("17 -3 = 14");
    clock.move(Duration.ofMinutes(61));
    assertThat(used(line)).isEqualTo("17 +2 = 19");
    clock.move(Duration.ofHours(3));
    assertThat(used(line)).isEqualTo("17 +0 = 17");
    assertThat(latest(Variable.OCCUPIED)).isEqualTo("17");
    assertThat(room.book.corrections(line))
        .extracting(p -> p.correction().amount())
        .containsExactly(-5, 2);
  }

  @Test
  void aWithdrawnCorrectionFallsAwayAndStaysInTheHistory() {
    var line = room.lineOf(room.record(figure(Variable.OCCUPIED, 17)));
    correct(CapacityFixture.national(), line, Variable.OCCUPIED, 2, "two in the ED", hours(4));
    var id = room.book.corrections(line).getFirst().correction().id();
    assertThat(withdraw(CapacityFixture.hospital(isala), id)).isEqualTo("not-allowed");
    assertThat(withdraw(CapacityFixture.national(), id + 999)).isEqualTo("no-such-correction");
    clock.move(Duration.ofMinutes(7));
    assertThat(withdraw(CapacityFixture.hospital(umcg), id)).isEqualTo("done");
    assertThat(withdraw(CapacityFixture.hospital(umcg), id)).isEqualTo("done");
    assertThat(used(line)).isEqualTo("17 +0 = 17");
    var past = room.book.corrections(line).getFirst();
    assertThat(past.withdrawnAt()).isEqualTo(clock.instant());
    assertThat(past.withdrawnBy()).isEqualTo("person:2");
  }

  @Test
  void refusesACorrectionWithACodePerFault() {
    var desk = CapacityFixture.national();
    var line =
        room.lineOf(room.record(figure(Variable.OCCUPIED, 17), figure(Variable.CLOSED, null)));
    assertThat(correct(desk, new LineId(9_999), Variable.OCCUPIED, 1, "x", hours(1)))
        .isEqualTo("no-such-line");
    assertThat(correct(CapacityFixture.hospital(isala), line, Variable.OCCUPIED, 1, "x", hours(1)))
        .isEqualTo("not-allowed");
    assertThat(correct(desk, line, Variable.OCCUPIED, 0, "x", hours(1))).isEqualTo("amount-zero");
    assertThat(correct(desk, line, Variable.OCCUPIED, Integer.MIN_VALUE, "x", hours(1)))
        .isEqualTo("amount-too-large");
    assertThat(correct(desk, line, Variable.OCCUPIED, 1, "  ", hours(1)))
        .isEqualTo("reason-missing");
    assertThat(correct(desk, line, Variable.OCCUPIED, 1, "x", hours(0)))
        .isEqualTo("expiry-not-in-future");
    assertThat(correct(desk, line, Variable.OCCUPIED, 1, "x", hours(72).plusSeconds(1)))
        .isEqualTo("expiry-too-far");
    assertThat(correct(desk, line, Variable.STAFFED, 1, "x", hours(1)))
        .isEqualTo("nothing-measured");
    assertThat(correct(desk, line, Variable.CLOSED, 1, "x", hours(1)))
        .isEqualTo("nothing-measured");
    assertThat(room.book.corrections(line)).isEmpty();
  }

  @Test
  void theRecordCannotBeChangedOrErased() {
    var line = room.lineOf(room.record(figure(Variable.OCCUPIED, 17)));
    correct(CapacityFixture.national(), line, Variable.OCCUPIED, 2, "two in the ED", hours(4));
    for (var sql :
        List.of(
            "update capacity.observation set value = 3",
            "delete from capacity.observation",
            "update capacity.correction set amount = 3",
            "delete from capacity.correction",
            "update capacity.movement set kind = 1",
            "delete from capacity.movement",
            "update capacity.category set name_nl = 'x'",
            "delete from capacity.cohort")) {
      assertThatThrownBy(() -> jdbc.execute(sql)).as(sql).hasMessageContaining("append-only");
    }
  }

  // ---- words of this test ----

  private Reported figure(Variable variable, @Nullable Integer value) {
    return room.figure(umcg, "IC", "icu", variable, value);
  }

  private static Reported of(
      SiteId site,
      String unit,
      String category,
      String cohort,
      @Nullable Integer value,
      @Nullable String unknown,
      Instant at,
      @Nullable String note) {
    return new Reported(site, unit, category, cohort, Variable.STAFFED, value, unknown, at, note);
  }

  private String refusal(Reported figure) {
    return show(room.record(figure).getFirst());
  }

  private String by(Actor actor, Reported figure) {
    // The name of the giver is part of a figure: all give it as one person here.
    var same = new Actor("person:2", actor.name(), actor.role(), actor.scope());
    return show(room.in(() -> room.book.record(same, Method.MANUAL, List.of(figure))).getFirst());
  }

  private Actor region(Site site) {
    var snapshot = room.directory.snapshot();
    var set =
        snapshot
            .findRegionSet(CountryCode.NL, "acute-care-network", java.time.LocalDate.of(2021, 2, 3))
            .orElseThrow();
    var region = snapshot.findRegionOf(site.id(), set).orElseThrow();
    return new Actor("person:3", "RCPS", Role.REGION, new Scope.InRegion(region.id()));
  }

  private Instant hours(int hours) {
    return clock.instant().plus(Duration.ofHours(hours));
  }

  private String correct(
      Actor actor, LineId line, Variable variable, int amount, String reason, Instant until) {
    return show(room.in(() -> room.book.correct(actor, line, variable, amount, reason, until)));
  }

  private String withdraw(Actor actor, long id) {
    return show(room.in(() -> room.book.withdraw(actor, id)));
  }

  private static String show(CorrectionOutcome outcome) {
    return switch (outcome) {
      case CorrectionOutcome.Done done -> "done";
      case CorrectionOutcome.Refused(var code, var advice) -> code;
    };
  }

  private static String show(ObservationOutcome outcome) {
    return switch (outcome) {
      case ObservationOutcome.Recorded recorded -> "recorded";
      case ObservationOutcome.AlreadyKnown known -> "known";
      case ObservationOutcome.Refused(var code, var advice) -> code;
    };
  }

  private String used(LineId line) {
    var site = java.util.Objects.requireNonNull(room.picture.read(umcg.id()));
    var figure =
        site.lines().stream()
            .filter(l -> l.line().id().equals(line))
            .findFirst()
            .orElseThrow()
            .figure(Variable.OCCUPIED);
    var measured = java.util.Objects.requireNonNull(figure.measured());
    return "%d %+d = %d".formatted(measured.value(), figure.corrected(), figure.used());
  }

  private ObservationStore.@Nullable Found found(Variable variable) {
    return room.observations.latest(List.of(umcg.id())).stream()
        .filter(f -> f.variable() == variable)
        .findFirst()
        .orElse(null);
  }

  private String latest(Variable variable) {
    var found = found(variable);
    if (found == null) {
      return "never";
    }
    return found.measured().value() == null
        ? "? " + found.measured().unknownReason()
        : found.measured().value().toString();
  }

  private @Nullable Instant observedAt(Variable variable) {
    var found = found(variable);
    return found == null ? null : found.measured().observedAt();
  }
}
