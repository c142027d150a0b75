package nl.vangnet.rounds;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import nl.vangnet.access.Bell;
import nl.vangnet.directory.SiteId;
import nl.vangnet.web.LiveStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Where the rounds stand, from memory: read again when somebody filed, signed or was reminded, on
/// whatever node, and told to the browsers on topic "rounds".
@Service
public class RoundBoard {
  /// The topic of the live stream; its events say "look again" and carry nothing.
  public static final String TOPIC = "rounds";

  private static final String CHANNEL = "rounds";
  private static final int KEPT = 32;

  private final RoundStore store;
  private final Bell bell;
  private final LiveStream live;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile long version = 1;
  private volatile @Nullable Known known;
  private final Map<Long, Seen> past =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Seen> eldest) {
              return size() > KEPT;
            }
          });

  RoundBoard(RoundStore store, Bell bell, LiveStream live, Clock clock) {
    this.store = store;
    this.bell = bell;
    this.live = live;
    this.clock = clock;
    live.open(TOPIC, () -> "{}");
    bell.listen(CHANNEL, payload -> heard());
  }

  private record Known(long version, List<Board> latest) {}

  private record Seen(long version, Board board) {}

  /// The last opened round of each request, those that are due first in front.
  public List<Board> latest() {
    var now = known;
    if (now != null && now.version() == version) {
      return now.latest();
    }
    reading.lock();
    try {
      now = known;
      var at = version;
      if (now != null && now.version() == at) {
        return now.latest();
      }
      var automatic = store.automatic();
      var boards =
          store.latest().stream()
              .map(r -> read(r, automatic))
              .sorted(Comparator.comparing(b -> b.round().times().hospitalDue()))
              .toList();
      known = new Known(at, boards);
      return boards;
    } finally {
      reading.unlock();
    }
  }

  /// The board of one round.
  public Optional<Board> find(long round) {
    for (var board : latest()) {
      if (board.round().id() == round) {
        return Optional.of(board);
      }
    }
    var at = version;
    var seen = past.get(round);
    if (seen != null && seen.version() == at) {
      return Optional.of(seen.board());
    }
    var found = store.find(round).map(r -> read(r, store.automatic()));
    found.ifPresent(b -> past.put(round, new Seen(at, b)));
    return found;
  }

  /// The boards of the rounds of these days, oldest first; for reports.
  public List<Board> on(LocalDate from, LocalDate to) {
    return store.rounds(from, to).stream()
        .map(r -> find(r.id()))
        .flatMap(Optional::stream)
        .toList();
  }

  /// The rounds of these days, oldest first.
  public List<Round> days(LocalDate from, LocalDate to) {
    return store.rounds(from, to);
  }

  /// How often each site filed in the rounds of the days before `day` (CAP-21).
  public Map<SiteId, Participation> participation(LocalDate day, int days) {
    return store.participation(day.minusDays(days), day.minusDays(1), clock.instant());
  }

  private Board read(Round round, java.util.Set<SiteId> automatic) {
    var filings = new HashMap<SiteId, List<Filing>>();
    store.filings(round.id()).stream()
        .collect(Collectors.groupingBy(Filing::site))
        .forEach((site, all) -> filings.put(site, List.copyOf(all)));
    return new Board(
        round,
        store.findRequest(round.request(), round.version()).orElseThrow(),
        store.recipients(round.id()),
        filings,
        store.signOffs(round.id()).stream().collect(Collectors.groupingBy(SignOff::region)),
        store.reminders(round.id()).stream().collect(Collectors.groupingBy(Board.Reminder::about)),
        automatic);
  }

  /// Says that a round changed in the current transaction: all nodes look again after its commit.
  void changed(long round) {
    bell.ring(CHANNEL, Long.toString(round));
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              forget();
            }
          });
    } else {
      forget();
    }
  }

  private synchronized void forget() {
    version++;
  }

  private void heard() {
    forget();
    live.publish(TOPIC, "reload", "{}");
  }
}
