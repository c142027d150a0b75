package nl.vangnet.exchange;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import nl.vangnet.access.Bell;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The location mappings in memory, read again when any node changes them.
@Component
class Locations implements SmartLifecycle {
  static final String CHANNEL = "locations";

  private final LocationStore store;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile LocationMap current = LocationMap.EMPTY;
  private volatile boolean running;

  Locations(LocationStore store, Bell bell) {
    this.store = store;
    bell.listen(CHANNEL, payload -> reload());
  }

  LocationMap map() {
    return current;
  }

  /// Reads all mappings again; the bell calls it, and whoever needs a new mapping at once. One at a
  /// time, so that an older reading never takes the place of a newer one.
  void reload() {
    reading.lock();
    try {
      current = store.map();
    } finally {
      reading.unlock();
    }
  }

  /// The mappings of a source as they are shown.
  List<LocationStore.Mapping> list(long source) {
    return store.list(source);
  }

  @Override
  public void start() {
    reload();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 500;
  }
}
