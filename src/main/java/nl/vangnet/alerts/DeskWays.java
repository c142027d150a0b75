package nl.vangnet.alerts;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.vangnet.access.People;
import nl.vangnet.access.Person;
import nl.vangnet.desks.Desk;
import nl.vangnet.desks.DeskList;
import nl.vangnet.desks.DutyDesk;
import nl.vangnet.policy.AlertRules;
import nl.vangnet.policy.TransferRules;
import org.springframework.stereotype.Component;

/// How a desk is reached now, under which number, within which time, and which desk stands above
/// it.
@Component
class DeskWays {
  private final DutyDesk duty;
  private final DeskList desks;
  private final People people;
  private final WayStore store;
  private final AlertRules rules;
  private final TransferRules phases;
  private final Clock clock;

  DeskWays(
      DutyDesk duty,
      DeskList desks,
      People people,
      WayStore store,
      AlertRules rules,
      TransferRules phases,
      Clock clock) {
    this.duty = duty;
    this.desks = desks;
    this.people = people;
    this.store = store;
    this.rules = rules;
    this.phases = phases;
    this.clock = clock;
  }

  /// The route to a desk.
  Route route(Desk desk) {
    return Route.of(
        duty.reach(desk), store.order(desk.key()), browsers(desk), hook(desk).orElse(null));
  }

  /// The webhook of a desk.
  Optional<Way.Hook> hook(Desk desk) {
    var row = store.desk(desk.key());
    return row.webhook().isEmpty()
        ? Optional.empty()
        : Optional.of(new Way.Hook(URI.create(row.webhook()), row.secret()));
  }

  /// The language in which a desk gets its e-mail and its webhook.
  String language(Desk desk) {
    return store.desk(desk.key()).language();
  }

  /// The browsers of those who sit at a desk now and may still sign in.
  List<Way.Browser> browsers(Desk desk) {
    var there =
        people.listActive().stream()
            .filter(p -> Desk.of(p.actor()).filter(desk::equals).isPresent())
            .collect(Collectors.toMap(p -> p.actor().id(), Person::name));
    return there.isEmpty()
        ? List.of()
        : store.browsers(there.keySet()).stream()
            .map(b -> new Way.Browser(b.push(), there.getOrDefault(b.person(), ""), b.language()))
            .toList();
  }

  /// The desk above: of a hospital its region, of a region the nation.
  Optional<Desk> above(Desk desk) {
    return switch (desk) {
      case Desk.National() -> Optional.empty();
      case Desk.OfRegion region -> Optional.of(new Desk.National());
      case Desk.OfHospital hospital ->
          Optional.of(
              desks
                  .find(hospital.key())
                  .flatMap(n -> Optional.ofNullable(n.region()))
                  .<Desk>map(r -> new Desk.OfRegion(r.id()))
                  .orElseGet(Desk.National::new));
    };
  }

  /// The number to call at a desk now, or at the nearest desk above it that has one.
  Optional<String> phone(Desk desk) {
    for (var at = Optional.of(desk); at.isPresent(); at = above(at.get())) {
      var found = duty.reach(at.get()).phone();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// The number to call at this very desk.
  String ownPhone(Desk desk) {
    return duty.reach(desk).phone().orElse("");
  }

  /// What people call a desk.
  String name(String key) {
    return desks.find(key).map(DeskList.Named::name).orElse(key);
  }

  /// How long an urgent message may lie unread at a desk.
  Duration patience(Desk desk) {
    var now = clock.instant();
    var region =
        desks
            .find(desk.key())
            .flatMap(n -> Optional.ofNullable(n.region()))
            .map(r -> r.code())
            .orElse(null);
    return rules.rerouteAfter(phases.where(region, now), now);
  }
}
