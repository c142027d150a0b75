package nl.vangnet.simulator;

import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;

/// Lets at most so many messages per second through; whoever comes too early waits.
final class Throttle {
  private static final int WINDOW_MILLIS = 50;

  private final ReentrantLock lock = new ReentrantLock();
  private final Clock clock;
  private final int perWindow;
  private long window;
  private int used;

  Throttle(Clock clock, int perSecond) {
    this.clock = clock;
    this.perWindow = Math.max(1, perSecond * WINDOW_MILLIS / 1_000);
  }

  void pass() throws InterruptedException {
    while (!tryPass()) {
      Thread.sleep(WINDOW_MILLIS / 5);
    }
  }

  private boolean tryPass() {
    lock.lock();
    try {
      var now = clock.millis() / WINDOW_MILLIS;
      if (now != window) {
        window = now;
        used = 0;
      }
      if (used >= perWindow) {
        return false;
      }
      used++;
      return true;
    } finally {
      lock.unlock();
    }
  }
}
