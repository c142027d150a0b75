package nl.vangnet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/// The machine of states.
class StateTest {
  @Test
  void everyStateCanBeReachedFromTheDraft() {
    var seen = EnumSet.of(State.DRAFT);
    var todo = new ArrayDeque<>(seen);
    while (!todo.isEmpty()) {
      for (var next : todo.poll().next()) {
        if (seen.add(next)) {
          todo.add(next);
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(State.values());
  }

  @Test
  void whatEndedStaysEndedAndWhatIsOpenCanEnd() {
    for (var state : State.values()) {
      assertThat(state.next().isEmpty()).as(state.name()).isEqualTo(!state.isOpen());
      assertThat(state.next()).as(state.name()).doesNotContain(state, State.DRAFT);
    }
  }

  @Test
  void nobodyTravelsWithoutAPromisedPlace() {
    for (var state : State.values()) {
      if (state.next().contains(State.UNDER_WAY)) {
        assertThat(state).isEqualTo(State.TRANSPORT_ORDERED);
      }
      if (state.next().contains(State.ACCEPTED)) {
        assertThat(state).isIn(State.OFFERED, State.TRANSPORT_ORDERED);
      }
    }
  }

  @Test
  void everyEndHasReasons() {
    for (var end : new State[] {State.REFUSED, State.EXPIRED, State.WITHDRAWN, State.CANCELLED}) {
      assertThat(EndReason.of(end)).as(end.name()).isNotEmpty();
    }
    assertThat(EndReason.of(State.CANCELLED))
        .contains(
            EndReason.DETERIORATED,
            EndReason.DECLINED,
            EndReason.BED_LOST,
            EndReason.NO_TRANSPORT,
            EndReason.WEATHER,
            EndReason.DIED);
  }

  @Test
  void codesAreReadBack() {
    for (var state : State.values()) {
      assertThat(State.find(state.code())).contains(state);
    }
    assertThat(State.TRANSPORT_ORDERED.code()).isEqualTo("transport-ordered");
  }
}
