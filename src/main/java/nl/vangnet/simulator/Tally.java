package nl.vangnet.simulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what was sent and how the doors answered, over all hospitals.
final class Tally {
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  void add(String name) {
    counts.computeIfAbsent(name, n -> new AtomicLong()).incrementAndGet();
  }

  void add(String name, long many) {
    counts.computeIfAbsent(name, n -> new AtomicLong()).addAndGet(many);
  }

  long of(String name) {
    var count = counts.get(name);
    return count == null ? 0 : count.get();
  }

  /// All counts, by name.
  Map<String, Long> all() {
    var all = new TreeMap<String, Long>();
    counts.forEach((name, count) -> all.put(name, count.get()));
    return all;
  }

  void clear() {
    counts.clear();
  }
}
