package nl.vangnet.exchange;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import nl.vangnet.access.Bell;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The location mappings in memory, read again when any node changes them.
@Component
class Locations implements SmartLifecycle {
  static final String CHANNEL = "locations";

  private final LocationStore store;
  private final AtomicReference<LocationMap> current = new AtomicReference<>(LocationMap.EMPTY);
  private volatile boolean running;

  Locations(LocationStore store, Bell bell) {
    this.store = store;
    bell.listen(CHANNEL, payload -> reload());
  }

  LocationMap map() {
    return current.get();
  }

  /// Reads all mappings again; the bell calls it, and whoever needs a new mapping at once.
  void reload() {
    current.set(store.map());
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
