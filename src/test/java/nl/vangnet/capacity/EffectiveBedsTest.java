package nl.vangnet.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A bed is as free as the scarcest thing it needs (CAP-09, STF-01, peers' gap 2).
class EffectiveBedsTest {
  private static final Set<Variable> NEEDS = Set.of(Variable.STAFFED, Variable.OCCUPIED);

  private final Map<Variable, Figure> figures = new EnumMap<>(Variable.class);

  private EffectiveBedsTest given(Variable variable, @Nullable Integer value) {
    return given(variable, value, Age.FRESH);
  }

  private EffectiveBedsTest given(Variable variable, @Nullable Integer value, Age age) {
    var measured =
        new Measured(
            value,
            value == null ? "not counted" : null,
            Method.REPORTED,
            "source:x",
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            1,
            null);
    figures.put(
        variable,
        new Figure(variable, measured, List.of(), value, value == null ? Age.UNKNOWN : age));
    return this;
  }

  private String free() {
    var free = EffectiveBeds.of(figures, NEEDS);
    return (free.beds() == null ? "? at most " + free.atMost() : free.beds().toString())
        + " by "
        + free.binding()
        + (free.overload() > 0 ? " over " + free.overload() : "")
        + " "
        + free.age();
  }

  @Test
  void staffBindsWhenThereAreMoreBedsThanNurses() {
    given(Variable.PHYSICAL, 30).given(Variable.STAFFED, 22).given(Variable.OCCUPIED, 17);
    assertThat(free()).isEqualTo("5 by STAFFED FRESH");
  }

  @Test
  void aVentilatorShortageBindsBelowTheStaffedBeds() {
    given(Variable.STAFFED, 22).given(Variable.OCCUPIED, 17).given(Variable.VENTILATORS, 19);
    assertThat(free()).isEqualTo("2 by VENTILATORS FRESH");
  }

  @Test
  void theStaffOnThisShiftMayBindBelowTheStaffedBeds() {
    given(Variable.STAFFED, 22).given(Variable.OCCUPIED, 17).given(Variable.STAFF, 18);
    assertThat(free()).isEqualTo("1 by STAFF FRESH");
  }

  @Test
  void closedBedsMakeThePhysicalLimitSmaller() {
    given(Variable.PHYSICAL, 24)
        .given(Variable.CLOSED, 5)
        .given(Variable.STAFFED, 22)
        .given(Variable.OCCUPIED, 17);
    assertThat(free()).isEqualTo("2 by PHYSICAL FRESH");
  }

  @Test
  void theProtectedReserveIsNotFree() {
    given(Variable.STAFFED, 22).given(Variable.OCCUPIED, 17).given(Variable.RESERVE, 2);
    assertThat(free()).isEqualTo("3 by STAFFED FRESH");
  }

  @Test
  void isNeverBelowZeroButTellsTheOverload() {
    given(Variable.STAFFED, 22).given(Variable.OCCUPIED, 27).given(Variable.RESERVE, 2);
    assertThat(free()).isEqualTo("0 by STAFFED over 5 FRESH");
  }

  @Test
  void unknownOccupancyIsUnknownAndNotZero() {
    given(Variable.STAFFED, 22).given(Variable.OCCUPIED, null);
    assertThat(free()).isEqualTo("? at most 22 by null UNKNOWN");
  }

  @Test
  void unknownStaffIsUnknownWithAnUpperBoundFromThePhysicalBeds() {
    given(Variable.PHYSICAL, 30).given(Variable.OCCUPIED, 17);
    assertThat(free()).isEqualTo("? at most 13 by null UNKNOWN");
    assertThat(EffectiveBeds.of(figures, NEEDS).missing()).containsExactly(Variable.STAFFED);
  }

  @Test
  void aReserveReportedAsUnknownMakesTheAnswerUnknown() {
    given(Variable.STAFFED, 22).given(Variable.OCCUPIED, 17).given(Variable.RESERVE, null);
    assertThat(free()).isEqualTo("? at most 5 by null UNKNOWN");
  }

  @Test
  void aNeededResourceThatNobodyReportedMakesTheAnswerUnknown() {
    given(Variable.STAFFED, 22).given(Variable.OCCUPIED, 17);
    var free =
        EffectiveBeds.of(
            figures, Set.of(Variable.STAFFED, Variable.OCCUPIED, Variable.VENTILATORS));
    assertThat(free.beds()).isNull();
    assertThat(free.missing()).containsExactly(Variable.VENTILATORS);
  }

  @Test
  void declaredFreeBedsStandInForStaffedOnes() {
    given(Variable.FREE, 4).given(Variable.OCCUPIED, 17).given(Variable.VENTILATORS, 19);
    assertThat(free()).isEqualTo("2 by VENTILATORS FRESH");
  }

  @Test
  void declaredFreeBedsAloneAreWhatIsKnown() {
    given(Variable.FREE, 4).given(Variable.RESERVE, 1);
    assertThat(free()).isEqualTo("3 by FREE FRESH");
  }

  @Test
  void isAsOldAsTheOlderOfOccupancyAndWhatBinds() {
    given(Variable.STAFFED, 22, Age.AGEING).given(Variable.OCCUPIED, 17);
    assertThat(free()).isEqualTo("5 by STAFFED AGEING");
    given(Variable.VENTILATORS, 50, Age.STALE);
    assertThat(free()).isEqualTo("5 by STAFFED AGEING");
  }

  @Test
  void neverExceedsAnyLimitOnRandomFigures() {
    var limits =
        List.of(
            Variable.PHYSICAL,
            Variable.STAFFED,
            Variable.VENTILATORS,
            Variable.ISOLATION,
            Variable.OXYGEN,
            Variable.STAFF);
    for (var seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      figures.clear();
      given(Variable.OCCUPIED, random.nextInt(40)).given(Variable.STAFFED, random.nextInt(40));
      for (var limit : limits) {
        if (random.nextBoolean()) {
          given(limit, random.nextInt(40));
        }
      }
      if (random.nextBoolean()) {
        given(Variable.RESERVE, random.nextInt(5));
      }
      var free = EffectiveBeds.of(figures, NEEDS);
      var beds = java.util.Objects.requireNonNull(free.beds());
      var occupied = used(Variable.OCCUPIED);
      for (var limit : limits) {
        if (figures.containsKey(limit) && beds > 0) {
          assertThat(beds + occupied + used(Variable.RESERVE))
              .as("seed %d, %s", seed, limit)
              .isLessThanOrEqualTo(used(limit));
        }
      }
    }
  }

  private int used(Variable variable) {
    var figure = figures.get(variable);
    return figure == null || figure.used() == null ? 0 : figure.used();
  }
}
