package nl.vangnet.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.vangnet.access.Bell;
import nl.vangnet.fleet.FleetChanged;
import nl.vangnet.fleet.VehicleMoved;
import nl.vangnet.web.LiveStream;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells the browsers on a transport page to look again: soon after a leg or the fleet changed,
/// within fifteen seconds after a vehicle moved, and every minute because clocks go on. What
/// changed is not told: each page asks for what its reader may see.
@Component
class TransportLive {
  private final LiveStream stream;
  private final AtomicBoolean moved = new AtomicBoolean();
  private final AtomicBoolean changed = new AtomicBoolean();
  private int ticks;

  TransportLive(LiveStream stream, Bell bell) {
    this.stream = stream;
    stream.open(LegKeeper.CHANNEL, () -> "{}");
    // The keeper listens first, so that a page which looks again sees the new book.
    bell.listen(LegKeeper.CHANNEL, payload -> changed.set(true));
  }

  @EventListener
  void fleetChanged(FleetChanged event) {
    changed.set(true);
  }

  @EventListener
  void vehicleMoved(VehicleMoved event) {
    moved.set(true);
  }

  @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void tick() {
    ticks = (ticks + 1) % 60;
    if (changed.getAndSet(false) || (ticks % 15 == 0 && moved.getAndSet(false)) || ticks == 0) {
      stream.publish(LegKeeper.CHANNEL, "reload", "{}");
    }
  }
}
