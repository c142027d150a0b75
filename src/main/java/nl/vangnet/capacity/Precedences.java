package nl.vangnet.capacity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import nl.vangnet.access.Bell;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The rules about whose figures count, in memory, read again when any node changes them.
@Component
class Precedences {
  private static final String CHANNEL = "precedence";

  private final PrecedenceStore store;
  private final Bell bell;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Map<SiteId, List<Precedence>> known;

  Precedences(PrecedenceStore store, Bell bell) {
    this.store = store;
    this.bell = bell;
    bell.listen(CHANNEL, payload -> reload());
  }

  /// The sites that have rules.
  Set<SiteId> sites() {
    return known().keySet();
  }

  /// The rules of a site, the latest beginning first.
  List<Precedence> of(SiteId site) {
    return known().getOrDefault(site, List.of());
  }

  /// The rule in force: that for the variable before that for all, of those the latest beginning.
  Optional<Precedence> inForce(SiteId site, Variable variable, Instant at) {
    Optional<Precedence> general = Optional.empty();
    for (var rule : of(site)) {
      if (rule.validFrom().isAfter(at)) {
        continue;
      }
      if (rule.variable() == variable) {
        return Optional.of(rule);
      }
      if (rule.variable() == null && general.isEmpty()) {
        general = Optional.of(rule);
      }
    }
    return general;
  }

  boolean counts(SiteId site, Variable variable, String source, Method method, Instant at) {
    return inForce(site, variable, at).map(rule -> rule.counts(source, method)).orElse(true);
  }

  /// Tells all nodes after the commit; this one knows at once.
  void changed() {
    bell.ring(CHANNEL, "");
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              reload();
            }
          });
    } else {
      reload();
    }
  }

  private Map<SiteId, List<Precedence>> known() {
    var now = known;
    return now == null ? reload() : now;
  }

  private Map<SiteId, List<Precedence>> reload() {
    loading.lock();
    try {
      var bySite = new HashMap<SiteId, List<Precedence>>();
      for (var rule : store.list()) {
        bySite.computeIfAbsent(rule.site(), k -> new java.util.ArrayList<>()).add(rule);
      }
      bySite.replaceAll((site, rules) -> List.copyOf(rules));
      var read = Map.copyOf(bySite);
      known = read;
      return read;
    } finally {
      loading.unlock();
    }
  }
}
