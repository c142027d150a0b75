package nl.vangnet.desks.web;

import nl.vangnet.access.Actor;
import nl.vangnet.desks.DeskList;
import nl.vangnet.desks.DutyDesk;
import org.springframework.stereotype.Component;

/// The desk of the one who looks.
@Component
class OwnDesk {
  private final DeskList desks;
  private final DutyDesk duty;

  OwnDesk(DeskList desks, DutyDesk duty) {
    this.desks = desks;
    this.duty = duty;
  }

  /// Its key; empty for those who sit at no desk.
  String key(Actor actor) {
    return desks.of(actor).map(d -> d.key()).orElse("");
  }

  /// Whether the actor keeps the rosters of this desk.
  boolean may(Actor actor, String desk) {
    return duty.may(actor, desk);
  }
}
