package nl.vangnet.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.vangnet.desks.ContactCard;
import nl.vangnet.desks.Reach;
import org.jspecify.annotations.Nullable;

/// The steps in which a desk is reached: first who is on duty, then the contact cards of its
/// escalation order; a desk without such an order tells everybody. After the last step it is the
/// turn of the desk above.
record Route(List<Stop> stops) {
  /// One step: why, and by which ways.
  record Stop(Told.Step step, List<Way> ways) {
    Stop {
      ways = List.copyOf(ways);
    }
  }

  Route {
    stops = List.copyOf(stops);
  }

  /// The route of a desk now. `order` holds the numbers of contact cards.
  static Route of(
      Reach reach, List<Long> order, List<Way.Browser> browsers, Way.@Nullable Hook hook) {
    var all = reach.cards().stream().filter(c -> !c.email().isBlank()).toList();
    var chosen =
        order.stream().flatMap(id -> all.stream().filter(c -> c.id() == id).limit(1)).toList();
    var stops = new ArrayList<Stop>();
    var first = new ArrayList<Way>();
    first.addAll(mails(onDuty(reach, all, chosen)));
    first.addAll(onDuty(reach, browsers));
    if (hook != null) {
      first.add(hook);
    }
    stops.add(new Stop(Told.Step.ON_DUTY, first));
    chosen.forEach(c -> stops.add(new Stop(Told.Step.CARD, mails(List.of(c)))));
    if (chosen.isEmpty()) {
      stops.add(
          new Stop(
              Told.Step.EVERYBODY,
              Stream.concat(mails(all).stream(), browsers.stream()).distinct().toList()));
    }
    return new Route(stops);
  }

  /// The cards of the roles that are held now; where the roster names none, the first of the
  /// escalation order, or all.
  private static List<ContactCard> onDuty(
      Reach reach, List<ContactCard> all, List<ContactCard> chosen) {
    var held = all.stream().filter(reach::isOnDuty).toList();
    if (!held.isEmpty()) {
      return held;
    }
    return chosen.isEmpty() ? all : chosen.subList(0, 1);
  }

  private static List<Way.Browser> onDuty(Reach reach, List<Way.Browser> browsers) {
    var held = browsers.stream().filter(b -> reach.isOnDuty(b.who())).toList();
    return held.isEmpty() ? browsers : held;
  }

  private static List<Way> mails(List<ContactCard> cards) {
    var seen = new java.util.HashSet<String>();
    var ways = new ArrayList<Way>();
    for (var card : cards) {
      if (seen.add(card.email())) {
        ways.add(new Way.Mail(card.email(), card.duty()));
      }
    }
    return ways;
  }

  /// The next step, with those ways only that were not told yet; empty when there is none.
  Optional<Stop> next(Set<String> told) {
    for (var stop : stops) {
      var left = stop.ways().stream().filter(w -> !told.contains(w.address())).toList();
      if (!left.isEmpty()) {
        return Optional.of(new Stop(stop.step(), left));
      }
    }
    return Optional.empty();
  }

  /// Every e-mail address and the webhook: whoever may need a personal link.
  List<Way> linked() {
    return stops.stream()
        .flatMap(s -> s.ways().stream())
        .filter(w -> !(w instanceof Way.Browser))
        .distinct()
        .toList();
  }

  /// Whether the desk is reached by nothing but its page.
  boolean isEmpty() {
    return stops.stream().allMatch(s -> s.ways().isEmpty());
  }
}
