package nl.vangnet.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.SiteId;
import nl.vangnet.matching.Question.Stage;
import nl.vangnet.web.Languages;
import nl.vangnet.web.Words;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each hard filter by itself: what fails, why, and what would mend it; then that the mending is
/// true (SPR-01, SPR-21, peers' gaps 2, 3, 4, 6, 7, 8).
class FiltersTest {
  private static final Words DUTCH = new Languages().dutch();

  private final TestWorld world = new TestWorld();
  private TestWorld.Spec tilburg;

  @BeforeEach
  void aSiteThatFits() {
    world.site(1, "AMP", "BR").beds(13, 13);
    tilburg = world.site(2, "ETZ", "BR").drive(27);
    tilburg.beds(14, 11);
  }

  private TestWorld.LineSpec beds() {
    return tilburg.lines.getFirst();
  }

  /// What the ranking says of Tilburg, in Dutch; then flips it when something can mend it.
  private String judged() {
    var ranking = world.rank();
    if (ranking.candidate(tilburg.id).isPresent()) {
      return "candidate";
    }
    var excluded = ranking.excluded(tilburg.id).orElseThrow();
    var text =
        excluded.filter()
            + " | "
            + said(excluded)
            + " | "
            + excluded.unless().stream()
                .map(c -> c.words().in(DUTCH::of))
                .collect(Collectors.joining(" en "));
    if (!excluded.unless().isEmpty()) {
      Flip.apply(world, excluded);
      assertThat(world.rank().candidate(tilburg.id)).as(text).isPresent();
    }
    return text;
  }

  private static String said(Excluded excluded) {
    return excluded.why().stream().map(s -> s.in(DUTCH::of)).collect(Collectors.joining("; "));
  }

  @Test
  void aPlaceWithFreeBedsIsACandidate() {
    assertThat(judged()).isEqualTo("candidate");
  }

  @Test
  void thePlaceWhereThePatientLiesIsNone() {
    var own = world.excluded(1);
    assertThat(own.filter()).isEqualTo(Filter.OWN_SITE);
    assertThat(said(own)).isEqualTo("hier ligt de patiënt");
    assertThat(own.unless()).isEmpty();
  }

  @Test
  void theOwnRegionIsSearchedFirst() {
    world.stage = Stage.OWN_REGION;
    assertThat(judged()).isEqualTo("candidate");
    tilburg = world.site(3, "MUMC", "LI");
    tilburg.beds(19, 12);
    assertThat(judged())
        .isEqualTo(
            "OUTSIDE_STAGE | ligt in Limburg; er wordt in de eigen regio gezocht | landelijk wordt"
                + " gezocht");
  }

  @Test
  void aPlaceWithoutARegionWaitsForTheNationalStep() {
    world.stage = Stage.OWN_REGION;
    tilburg = world.site(3, "NIEUW", null);
    tilburg.beds(19, 12);
    assertThat(judged())
        .isEqualTo(
            "OUTSIDE_STAGE | ligt in geen regio; er wordt in de eigen regio gezocht | landelijk"
                + " wordt gezocht");
  }

  @Test
  void abroadIsTheLastStep() {
    tilburg = world.abroad(4, "UKM");
    tilburg.beds(31, 22);
    assertThat(judged())
        .isEqualTo(
            "OUTSIDE_STAGE | ligt in het buitenland (DE) | ook in het buitenland wordt gezocht");
    world.stage = Stage.OWN_REGION;
    assertThat(judged()).startsWith("OUTSIDE_STAGE");
  }

  @Test
  void whoWasRefusedIsNotAskedAgain() {
    world.ruledOut.add(tilburg.id);
    assertThat(judged())
        .isEqualTo("RULED_OUT | afgewezen voor deze aanvraag | de afwijzing wordt ingetrokken");
  }

  @Test
  void otherBedsAreNoBeds() {
    world.category = "picu";
    assertThat(judged())
        .isEqualTo(
            "NO_SUCH_CARE | meldt geen bedden voor deze zorg | er 1 bemenst bed voor deze zorg"
                + " opent");
  }

  @Test
  void bedsOfAnotherCohortAreNoBedsButThoseOfASiteThatDoesNotSplitAre() {
    world.cohort = "other";
    assertThat(world.excluded(2).filter()).isEqualTo(Filter.NO_SUCH_CARE);
    tilburg.line("icu", "all").with(Variable.STAFFED, 9).with(Variable.OCCUPIED, 4);
    assertThat(world.candidate(2).bed().free()).isEqualTo(5);
  }

  @Test
  void aSiteThatReportsNothingHasNoSuchCare() {
    tilburg.lines.clear();
    assertThat(judged()).startsWith("NO_SUCH_CARE");
  }

  @Test
  void isolationThatIsFullIsToldWithItsNumbers() {
    world.isolation = true;
    beds().with(Variable.ISOLATION, 12).held(2);
    assertThat(judged())
        .isEqualTo(
            "NO_ISOLATION | isolatie vol: 12 plaatsen, 11 bezet, 2 vastgehouden | er 2"
                + " isolatieplaatsen bij komen");
  }

  @Test
  void withoutTheNeedIsolationIsNotAskedFor() {
    beds().with(Variable.ISOLATION, 13).held(1);
    assertThat(judged()).isEqualTo("candidate");
  }

  @Test
  void isolationOfWhichNothingIsKnownPassesAndIsTold() {
    world.isolation = true;
    assertThat(judged()).isEqualTo("candidate");
    assertThat(world.candidate(2).why()).contains(Sentence.of("matching.unverified.isolation"));
  }

  @Test
  void ventilatorsThatAreTakenAreToldWithTheirNumbers() {
    world.ventilated = true;
    beds().with(Variable.VENTILATORS, 11);
    assertThat(judged())
        .isEqualTo(
            "NO_VENTILATOR | beademing vol: 11 plaatsen, 11 bezet, 0 vastgehouden | er 1"
                + " beademingsplaats bij komt");
  }

  @Test
  void shortagesOfBedsAndIsolationAreToldTogetherAndNotTwice() {
    world.isolation = true;
    beds().with(Variable.ISOLATION, 9).with(Variable.RESERVE, 3).held(1);
    // 14 staffed, 11 occupied, 1 held: two are left, all of them reserve.
    assertThat(judged())
        .isEqualTo(
            "NO_ISOLATION | isolatie vol: 9 plaatsen, 11 bezet, 1 vastgehouden | er 5"
                + " isolatieplaatsen bij komen en 2 reservebedden worden vrijgegeven");
  }

  @Test
  void bedsThatBecomeFreeBringTheirIsolation() {
    world.isolation = true;
    beds().with(Variable.ISOLATION, 10).with(Variable.OCCUPIED, 16);
    assertThat(judged())
        .isEqualTo(
            "NO_ISOLATION | isolatie vol: 10 plaatsen, 16 bezet, 0 vastgehouden | er 4"
                + " isolatieplaatsen bij komen en er 3 bedden vrij of open komen");
  }

  @Test
  void whatTheSiteSaidThatItCannotIsBelieved() {
    world.capabilities.add("dialysis");
    world.capabilities.add("ecmo");
    assertThat(judged()).isEqualTo("candidate");
    assertThat(world.candidate(2).score().uncertain()).isTrue();
    tilburg.can.put("dialysis", false);
    tilburg.can.put("ecmo", false);
    assertThat(judged())
        .isEqualTo(
            "NO_CAPABILITY | dialyse kan hier niet; ECMO kan hier niet | dialyse hier toch kan en"
                + " ECMO hier toch kan");
  }

  @Test
  void bedsOfACategoryAreACapability() {
    world.capabilities.add("nicu");
    tilburg.line("nicu", "all").with(Variable.STAFFED, 6).with(Variable.OCCUPIED, 5);
    assertThat(world.candidate(2).score().uncertain()).isFalse();
  }

  @Test
  void unknownIsNeverZeroAndNeverFree() {
    beds().without(Variable.OCCUPIED).held(3);
    assertThat(judged())
        .isEqualTo(
            "UNKNOWN_FREE | aantal vrije bedden niet bekend, hoogstens 14; 3 vastgehouden | er ten"
                + " minste 4 werkelijk vrije bedden gemeld worden");
  }

  @Test
  void unknownBedsMayBeOfferedWherePolicyWantsThatAndStandLast() {
    beds().without(Variable.OCCUPIED).held(3);
    world.offerStale = true;
    var far = world.site(5, "VIE", "BR").drive(240);
    far.beds(17, 16);
    assertThat(world.rank().candidates())
        .extracting(c -> c.site().value() + " " + c.bed().free() + " " + c.bed().atMost())
        .containsExactly("5 1 1", "2 null 11");
    beds().held(14);
    assertThat(judged()).startsWith("UNKNOWN_FREE");
  }

  @Test
  void holdsAreNotFree() {
    beds().held(4);
    assertThat(judged())
        .isEqualTo(
            "NOT_FREE | geen bed vrij: 14 bedden, 11 bezet, 4 vastgehouden; bemensing bindt | er 2"
                + " bedden vrij of open komen");
  }

  @Test
  void whatBindsIsToldWhenNothingIsFree() {
    beds().with(Variable.STAFF, 10).with(Variable.RESERVE, 2);
    assertThat(judged())
        .isEqualTo(
            "NOT_FREE | geen bed vrij: 10 bedden, 11 bezet, 0 vastgehouden; personeel van deze"
                + " dienst bindt | er 4 bedden vrij of open komen");
  }

  @Test
  void declaredFreeBedsCountLessTheHolds() {
    tilburg.lines.clear();
    tilburg.line("icu", "covid").with(Variable.FREE, 2).held(2);
    assertThat(judged())
        .isEqualTo(
            "NOT_FREE | geen bed vrij: 2 opgegeven, 2 vastgehouden; eigen opgave van het huis | er"
                + " 1 bed vrij of open komt");
  }

  @Test
  void theProtectedReserveIsNotTouched() {
    beds().with(Variable.RESERVE, 2).held(1);
    assertThat(judged())
        .isEqualTo(
            "RESERVED_ONLY | alleen reserve: 3 onbezet, 2 reserve, 1 vastgehouden | 1 reservebed"
                + " wordt vrijgegeven");
  }

  @Test
  void staleFiguresAreNotOffered() {
    beds().aged(Age.STALE);
    assertThat(judged()).isEqualTo("STALE | cijfers 2 d oud | de cijfers worden bevestigd");
  }

  @Test
  void staleFiguresMayBeOfferedWherePolicyWantsThat() {
    beds().aged(Age.STALE);
    world.offerStale = true;
    assertThat(judged()).isEqualTo("candidate");
    assertThat(world.candidate(2).score().uncertain()).isTrue();
  }

  @Test
  void nobodyIsAskedMoreOftenADayThanTheReceivingRegionAllows() {
    world.caps.put("BR", 3);
    tilburg.taken = 3;
    assertThat(judged())
        .isEqualTo(
            "DAILY_CAP | vandaag al 3 keer gevraagd, grens 3 | dit huis 4 keer per dag gevraagd mag"
                + " worden");
  }

  @Test
  void whereNoVehicleGoesNobodyCanGo() {
    tilburg.blockedBy = "crew-hours";
    assertThat(judged())
        .isEqualTo(
            "OUT_OF_REACH | bemanning van MICU niet op tijd terug | er een voertuig met bemanning is voor deze"
                + " rit");
  }

  @Test
  void aBlockThatHasNoWordsIsToldByItsCode() {
    tilburg.blockedBy = "ferry-strike";
    world.dueAt = TestWorld.NOW.plus(Duration.ofMinutes(150));
    assertThat(judged())
        .isEqualTo(
            "OUT_OF_REACH | MICU niet mogelijk (ferry-strike) | er een voertuig met bemanning is"
                + " dat er om 16:00 kan zijn");
  }

  @Test
  void whoComesTooLateDoesNotGo() {
    world.dueAt = TestWorld.NOW.plus(Duration.ofMinutes(61));
    assertThat(judged())
        .isEqualTo("TOO_LATE | aankomst 14:32, uiterlijk 14:31 | aankomst om 14:32 ook goed is");
  }

  @Test
  void theFirstFilterIsToldAndEverythingThatMustChange() {
    world.stage = Stage.OWN_REGION;
    tilburg = world.site(6, "UMCG", "NN").drive(150);
    tilburg.beds(24, 25).aged(Age.STALE);
    tilburg.taken = 9;
    world.ruledOut.add(tilburg.id);
    world.dueAt = TestWorld.NOW.plus(Duration.ofHours(2));
    assertThat(judged())
        .isEqualTo(
            "OUTSIDE_STAGE | ligt in Noord-Nederland; er wordt in de eigen regio gezocht |"
                + " landelijk wordt gezocht en de afwijzing wordt ingetrokken en er 2 bedden vrij"
                + " of open komen en de cijfers worden bevestigd en dit huis 10 keer per dag"
                + " gevraagd mag worden en aankomst om 16:35 ook goed is");
  }

  @Test
  void ofSeveralLinesTheOneThatComesNearestIsTold() {
    beds().held(9);
    var second = tilburg.beds(8, 5).with(Variable.RESERVE, 3);
    var excluded = world.excluded(2);
    assertThat(excluded.filter()).isEqualTo(Filter.RESERVED_ONLY);
    assertThat(excluded.line()).isEqualTo(second.id);
  }

  @Test
  void anotherDayIsToldWithItsDate() {
    world.dueAt = TestWorld.NOW.plus(Duration.ofMinutes(5));
    tilburg.pickup = Duration.ofHours(20);
    assertThat(judged()).startsWith("TOO_LATE | aankomst 22-11 09:57, uiterlijk 13:35");
  }

  @Test
  void vehiclesAndCrewsThatNobodyEnteredAreUnknownAndNotAbsent() {
    world.dueAt = TestWorld.NOW;
    for (var code : new String[] {"no-vehicle-of-class", "no-crew"}) {
      tilburg.blockedBy = code;
      assertThat(judged()).isEqualTo("candidate");
      var candidate = world.candidate(2);
      assertThat(candidate.uncertain()).isTrue();
      assertThat(candidate.score().minutes(Part.Name.DRIVE)).isEqualTo(27.0);
      assertThat(candidate.why().stream().map(s -> s.in(DUTCH::of)))
          .contains("vervoer niet bekend (MICU): vraag na");
    }
    var roads = new Roads(Map.of(), Map.of());
    assertThat(Roads.isUnknown(roads.reach(new SiteId(2)))).isTrue();
  }
}
