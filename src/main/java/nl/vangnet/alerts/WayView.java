package nl.vangnet.alerts;

import java.time.Instant;
import java.util.List;
import nl.vangnet.desks.ContactCard;

/// How a desk is told now, for those who sit at it. `minutes` is how long an urgent message may lie
/// unread; `above` names the desks that it goes to at last, nearest first.
public record WayView(
    String desk,
    String name,
    List<Stop> stops,
    long minutes,
    List<String> above,
    String phone,
    Choice choice,
    List<MyBrowser> browsers,
    String pushKey) {
  /// One step: why, and who is reached by what.
  public record Stop(Told.Step step, List<Line> lines) {
    public Stop {
      lines = List.copyOf(lines);
    }
  }

  /// One address: by what ("EMAIL", "PUSH", "WEBHOOK"), who, and the address as it may be shown.
  public record Line(String kind, String who, String address) {}

  /// What the desk chose: its webhook (empty for none), the language of its e-mail and webhook, its
  /// contact cards that have an e-mail address, and the numbers of those in its escalation order.
  public record Choice(String webhook, String language, List<ContactCard> cards, List<Long> order) {
    public Choice {
      cards = List.copyOf(cards);
      order = List.copyOf(order);
    }
  }

  /// A browser that the reader switched on.
  public record MyBrowser(long id, String device, Instant madeAt) {}

  public WayView {
    stops = List.copyOf(stops);
    above = List.copyOf(above);
    browsers = List.copyOf(browsers);
  }

  /// Whether nothing but the page reaches the desk.
  public boolean isUnreachable() {
    return stops.stream().allMatch(s -> s.lines().isEmpty());
  }
}
