package nl.vangnet.capacity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.UnitId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// All capacity lines in memory; a line never changes once it is made.
@Component
class LineBook {
  private final LineStore store;
  private final BedsBell bell;
  private final Map<LineId, Line> lines = new ConcurrentHashMap<>();
  private final Map<Place, Line> byPlace = new ConcurrentHashMap<>();
  private volatile boolean loaded;

  private record Place(UnitId unit, String category, String cohort) {}

  LineBook(LineStore store, BedsBell bell) {
    this.store = store;
    this.bell = bell;
    bell.onLines(this::load);
  }

  Optional<Line> find(LineId id) {
    ensureLoaded();
    var known = lines.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    var found = store.find(id);
    found.ifPresent(this::remember);
    return found;
  }

  List<Line> of(SiteId site) {
    ensureLoaded();
    return lines.values().stream()
        .filter(l -> l.site().equals(site))
        .sorted((a, b) -> Integer.compare(a.id().value(), b.id().value()))
        .toList();
  }

  List<Line> all() {
    ensureLoaded();
    return List.copyOf(lines.values());
  }

  /// The line of this unit, category and cohort; made in the current transaction when it is new.
  Line open(UnitId unit, SiteId site, String category, String cohort) {
    ensureLoaded();
    var known = byPlace.get(new Place(unit, category, cohort));
    if (known != null) {
      return known;
    }
    var line = store.open(unit, site, category, cohort);
    bell.ringLines();
    rememberAfterCommit(line);
    return line;
  }

  /// Whoever opened a line finds it at once, before the bell has gone round.
  private void rememberAfterCommit(Line line) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              remember(line);
            }
          });
    } else {
      remember(line);
    }
  }

  private void remember(Line line) {
    lines.put(line.id(), line);
    byPlace.put(new Place(line.unit(), line.category(), line.cohort()), line);
  }

  private void ensureLoaded() {
    if (!loaded) {
      load();
    }
  }

  private void load() {
    store.list().forEach(this::remember);
    loaded = true;
  }
}
