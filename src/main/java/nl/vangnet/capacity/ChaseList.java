package nl.vangnet.capacity;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.vangnet.directory.SiteId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// The chase after stale figures: a task is raised when a figure goes stale and resolved when it is
/// fresh again, or reported as unknown.
@Service
public class ChaseList {
  private final ChaseStore store;
  private final TransactionOperations transactions;
  private volatile List<Chase> open = List.of();

  ChaseList(ChaseStore store, TransactionOperations transactions) {
    this.store = store;
    this.transactions = transactions;
  }

  /// The open tasks, oldest first.
  public List<Chase> open() {
    return open;
  }

  /// The open tasks of one site, oldest first.
  public List<Chase> open(SiteId site) {
    return open.stream().filter(c -> c.site().equals(site)).toList();
  }

  private record Key(LineId line, Variable variable) {}

  /// Raises and resolves tasks after what the picture shows.
  void update(Picture picture, Instant now) {
    var stale = new HashSet<Key>();
    var raise = new java.util.ArrayList<Chase>();
    var known = new HashSet<Key>();
    open.forEach(c -> known.add(new Key(c.line(), c.variable())));
    for (var site : picture.sites().values()) {
      for (var line : site.lines()) {
        for (var figure : line.figures().values()) {
          if (figure.age() == Age.STALE) {
            var key = new Key(line.line().id(), figure.variable());
            stale.add(key);
            if (!known.contains(key)) {
              raise.add(new Chase(site.site(), key.line(), key.variable(), now));
            }
          }
        }
      }
    }
    var resolve = open.stream().filter(c -> !isStill(c, stale)).toList();
    if (raise.isEmpty() && resolve.isEmpty() && !open.isEmpty()) {
      return;
    }
    transactions.executeWithoutResult(t -> {
      store.raise(raise);
      store.resolve(resolve, now);
    });
    open = store.open();
  }

  private static boolean isStill(Chase chase, Set<Key> stale) {
    return stale.contains(new Key(chase.line(), chase.variable()));
  }
}
