package nl.vangnet.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps somebody who hammers at a door from filling the audit trail: one line per cause and
/// minute.
final class OncePerMinute {
  private static final int MOST = 10_000;

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Instant> last =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  OncePerMinute(Clock clock) {
    this.clock = clock;
  }

  boolean isFirst(String cause) {
    lock.lock();
    try {
      var now = clock.instant();
      var before = last.get(cause);
      if (before != null && before.plus(Duration.ofMinutes(1)).isAfter(now)) {
        return false;
      }
      last.put(cause, now);
      return true;
    } finally {
      lock.unlock();
    }
  }
}
