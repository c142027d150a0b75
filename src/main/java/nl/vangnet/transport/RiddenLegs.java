package nl.vangnet.transport;

import nl.vangnet.access.Actor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Writes legs that were ridden before the product was there, with all their steps, so that the
/// simulated country has a past to count; in demo mode only.
@Component
@ConditionalOnBooleanProperty("vangnet.demo")
public class RiddenLegs {
  private final LegStore store;

  RiddenLegs(LegStore store) {
    this.store = store;
  }

  /// A leg that went as it was planned; false when the vehicle or a crew was elsewhere then.
  @Transactional
  public boolean add(Actor actor, Leg.LegAsk ask, Assignment assignment) {
    var by = By.of(actor);
    var asked = assignment.plan().depart().minusSeconds(1800);
    var id = store.add(ask, by, asked);
    if (!store.book(id, assignment)) {
      return false;
    }
    var state = LegState.REQUESTED;
    while (!state.isEnd()) {
      var next = state.next().getFirst();
      var at = next == LegState.ORDERED ? asked : assignment.plan().due(state);
      store.step(id, state, next, new LegStep(0, state, next, at, at, by, "", assignment));
      state = next;
    }
    return true;
  }
}
