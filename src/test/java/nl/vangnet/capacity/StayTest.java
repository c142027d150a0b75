package nl.vangnet.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import nl.vangnet.capacity.CensusEvent.Kind;
import nl.vangnet.capacity.CensusEvent.Place;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The rules of one stay (CAP-08, CAP-18): what happened counts, not the order in which it was
/// heard.
class StayTest {
  private static final Place ICU = new Place(new LineId(3), "IC-A");
  private static final Place WARD = new Place(new LineId(7), "B4");
  private static final Place NOWHERE = new Place(null, "IC-NEW");

  private final List<Stay.Movement> heard = new ArrayList<>();

  private StayTest hear(int minute, Kind kind, @Nullable Place place) {
    return hear("m" + heard.size(), minute, kind, place);
  }

  private StayTest hear(String message, int minute, @Nullable Kind kind, @Nullable Place place) {
    heard.add(
        new Stay.Movement(heard.size(), message, kind, place, Instant.ofEpochSecond(minute * 60L)));
    return this;
  }

  private String fold() {
    return show(Stay.fold(heard));
  }

  private static String show(Stay stay) {
    var place = stay.place();
    return stay.phase()
        + (place == null ? "" : " " + place.locationCode())
        + (stay.departurePlanned() ? " leaving" : "");
  }

  @Test
  void isPresentWhereItWasAdmittedAndMovesOn() {
    assertThat(hear(1, Kind.ADMIT, WARD).hear(2, Kind.MOVE, ICU).fold()).isEqualTo("PRESENT IC-A");
  }

  @Test
  void isGoneAfterDischargeAlsoWhenTheDischargeIsHeardFirst() {
    assertThat(hear(9, Kind.DISCHARGE, null).hear(1, Kind.ADMIT, ICU).fold())
        .isEqualTo("GONE IC-A");
  }

  @Test
  void comesBackWhenTheDischargeIsCancelled() {
    hear(1, Kind.ADMIT, ICU).hear(5, Kind.DISCHARGE, null).hear(6, Kind.CANCEL_DISCHARGE, null);
    assertThat(fold()).isEqualTo("PRESENT IC-A");
  }

  @Test
  void returnsToThePlaceBeforeACancelledMove() {
    hear(1, Kind.ADMIT, WARD).hear(5, Kind.MOVE, ICU).hear(6, Kind.CANCEL_MOVE, WARD);
    assertThat(fold()).isEqualTo("PRESENT B4");
  }

  @Test
  void neverWasWhenTheAdmissionIsCancelled() {
    hear(1, Kind.ADMIT, ICU).hear(2, Kind.CANCEL_ADMIT, null);
    assertThat(Stay.fold(heard).phase()).isEqualTo(Stay.Phase.GONE);
  }

  @Test
  void staysGoneWhenInformationChangesAfterDischarge() {
    hear(1, Kind.ADMIT, ICU).hear(5, Kind.DISCHARGE, null).hear(8, Kind.UPDATE, WARD);
    assertThat(Stay.fold(heard).phase()).isEqualTo(Stay.Phase.GONE);
  }

  @Test
  void isInferredFromAnUpdateWhenTheAdmissionWasNeverHeard() {
    assertThat(hear(4, Kind.UPDATE, WARD).fold()).isEqualTo("PRESENT B4");
  }

  @Test
  void leavesItsBedOnLeaveAndTakesItBack() {
    hear(1, Kind.ADMIT, WARD).hear(2, Kind.LEAVE, null);
    assertThat(fold()).isEqualTo("AWAY B4");
    assertThat(hear(3, Kind.RETURN, null).fold()).isEqualTo("PRESENT B4");
  }

  @Test
  void rememberesAPlannedDepartureUntilItIsWithdrawn() {
    hear(1, Kind.ADMIT, WARD).hear(2, Kind.PLAN_DISCHARGE, null);
    assertThat(fold()).isEqualTo("PRESENT B4 leaving");
    assertThat(hear(3, Kind.CANCEL_PLANNED_DISCHARGE, null).fold()).isEqualTo("PRESENT B4");
  }

  @Test
  void aReplayedMessageTakesThePlaceOfItsFirstHearing() {
    hear("a", 1, Kind.ADMIT, NOWHERE).hear("b", 4, Kind.PLAN_DISCHARGE, null);
    assertThat(fold()).isEqualTo("PRESENT IC-NEW leaving");
    assertThat(hear("a", 1, Kind.ADMIT, ICU).fold()).isEqualTo("PRESENT IC-A leaving");
  }

  @Test
  void aNewBaselineForgetsWhatWasHeardBeforeButNotOlderEventsSentAgain() {
    hear("a", 5, Kind.ADMIT, ICU).hear("baseline", 20, null, null);
    assertThat(fold()).isEqualTo("NONE");
    assertThat(hear("c", 5, Kind.ADMIT, WARD).fold()).isEqualTo("PRESENT B4");
  }

  @Test
  void endsTheSameInWhateverOrderItIsHeard() {
    for (var seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var happened = aLife(random);
      var expected = show(Stay.fold(happened));
      for (var shuffle = 0; shuffle < 5; shuffle++) {
        var arrived = new ArrayList<>(happened);
        Collections.shuffle(arrived, random);
        var renumbered = new ArrayList<Stay.Movement>();
        for (var one : arrived) {
          renumbered.add(
              new Stay.Movement(
                  renumbered.size(), one.messageId(), one.kind(), one.place(), one.occurredAt()));
        }
        assertThat(show(Stay.fold(renumbered))).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  @Test
  void movingForwardEqualsFoldingWhenNothingIsLateOrCancelled() {
    for (var seed = 0; seed < 300; seed++) {
      var happened = aLife(new Random(seed));
      var forward = Stay.NONE;
      var taken = new ArrayList<Stay.Movement>();
      for (var one : happened) {
        var kind = java.util.Objects.requireNonNull(one.kind());
        if (!kind.name().startsWith("CANCEL_") || kind == Kind.CANCEL_PLANNED_DISCHARGE) {
          forward = forward.then(kind, one.place(), one.occurredAt());
          taken.add(one);
        }
      }
      assertThat(show(forward)).as("seed %d", seed).isEqualTo(show(Stay.fold(taken)));
    }
  }

  private static List<Stay.Movement> aLife(Random random) {
    var kinds = Kind.values();
    var life = new ArrayList<Stay.Movement>();
    for (var i = 0; i < 2 + random.nextInt(8); i++) {
      var kind = i == 0 ? Kind.ADMIT : kinds[random.nextInt(kinds.length)];
      var place = List.of(ICU, WARD, NOWHERE).get(random.nextInt(3));
      var needsPlace = kind == Kind.ADMIT || kind == Kind.MOVE || kind == Kind.UPDATE;
      life.add(
          new Stay.Movement(
              i, "m" + i, kind, needsPlace ? place : null, Instant.ofEpochSecond(60L * i)));
    }
    return life;
  }
}
