package nl.vangnet.transfer.web;

import nl.vangnet.access.Actor;
import nl.vangnet.transfer.CaseTurns;
import nl.vangnet.web.NavCount;
import org.springframework.stereotype.Component;

/// How many cases wait for a person, beside the board in the navigation.
@Component
class WaitingCases implements NavCount {
  private final CaseTurns turns;

  WaitingCases(CaseTurns turns) {
    this.turns = turns;
  }

  @Override
  public String href() {
    return BoardPages.HOME;
  }

  @Override
  public int of(Actor actor) {
    return turns.waiting(actor);
  }
}
