package nl.vangnet.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Bell;
import nl.vangnet.desks.Desk;
import nl.vangnet.web.Inbox;
import nl.vangnet.web.InboxSource;
import nl.vangnet.web.LiveStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// The bell in the head of every page: what waits at a desk, answered from memory, and told to the
/// browsers by desk key and nothing more.
@Component
class AlertBell implements InboxSource {
  static final String CHANNEL = "alerts";

  private static final Duration KNOWN_FOR = Duration.ofMinutes(5);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(20);
  private static final int MOST = 200;
  private static final Logger log = LoggerFactory.getLogger(AlertBell.class);

  private final AlertReadStore store;
  private final Bell bell;
  private final Clock clock;
  private final Map<String, Waiting> known = new ConcurrentHashMap<>();
  private final AtomicLong rings = new AtomicLong();

  AlertBell(AlertReadStore store, Bell bell, LiveStream stream, Clock clock) {
    this.store = store;
    this.bell = bell;
    this.clock = clock;
    stream.open(CHANNEL, () -> "{}");
    bell.listen(
        CHANNEL,
        desk -> {
          forget(desk);
          stream.publish(CHANNEL, "alerts", "{\"desk\":\"" + desk + "\"}");
        });
  }

  private record One(long id, String path, boolean urgent) {}

  private record Waiting(Instant at, List<One> alerts) {}

  /// Something changed for a desk; heard by all nodes after the commit.
  void ring(String desk) {
    bell.ring(CHANNEL, desk);
  }

  private void forget(String desk) {
    rings.incrementAndGet();
    if (desk.isEmpty()) {
      known.clear();
    } else {
      known.remove(desk);
    }
  }

  private Waiting waiting(String desk) {
    var now = clock.instant();
    var found = known.get(desk);
    if (found != null && found.at().plus(KNOWN_FOR).isAfter(now)) {
      return found;
    }
    var before = rings.get();
    var read = read(desk, now, found == null ? List.of() : found.alerts());
    // What was read while the bell rang may be old already; it is asked again next time.
    if (before == rings.get()) {
      known.put(desk, read);
    }
    return read;
  }

  /// Reads what waits; while the database is away the page shows what was known, and does not ask
  /// again for a while.
  private Waiting read(String desk, Instant now, List<One> before) {
    try {
      return new Waiting(
          now,
          store.inbox(desk, now.minus(Alerts.REMEMBERED), true, MOST).stream()
              .map(v -> new One(v.id(), path(v.href()), v.urgent()))
              .toList());
    } catch (DataAccessException e) {
      log.warn("what waits at {} could not be read: {}", desk, e.getMessage());
      return new Waiting(now.minus(KNOWN_FOR).plus(AFTER_FAULT), before);
    }
  }

  private static String path(String href) {
    return href.replaceFirst("[?#].*$", "");
  }

  /// The messages that wait at a desk and lead to a page.
  List<Long> leadingTo(String desk, String path) {
    return waiting(desk).alerts().stream().filter(a -> a.path().equals(path)).map(One::id).toList();
  }

  @Override
  public Optional<Inbox> of(Actor actor) {
    return Desk.of(actor)
        .map(desk -> {
          var alerts = waiting(desk.key()).alerts();
          return new Inbox(
              desk.key(),
              alerts.size(),
              (int) alerts.stream().filter(One::urgent).count(),
              "/meldingen");
        });
  }
}
