package nl.vangnet.chain;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.vangnet.access.Bell;
import nl.vangnet.capacity.PictureChanged;
import nl.vangnet.web.LiveStream;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells the browsers on a chain page to look again: at once after an act, within ten seconds after
/// figures changed or a report expired.
@Component
class ChainLive {
  static final String CHANNEL = "chain";

  private final LiveStream stream;
  private final DiversionStore diversions;
  private final Clock clock;
  private final AtomicBoolean changed = new AtomicBoolean();
  private volatile int inForce;

  ChainLive(LiveStream stream, Bell bell, DiversionStore diversions, Clock clock) {
    this.stream = stream;
    this.diversions = diversions;
    this.clock = clock;
    stream.open(CHANNEL, () -> "{}");
    bell.listen(CHANNEL, payload -> reload());
  }

  @EventListener
  void changed(PictureChanged change) {
    if (!change.sites().isEmpty()) {
      changed.set(true);
    }
  }

  @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = java.util.concurrent.TimeUnit.SECONDS)
  void tick() {
    var now = diversions.inForce(clock.instant()).stream().mapToInt(d -> (int) d.id()).sum();
    if (changed.getAndSet(false) || now != inForce) {
      inForce = now;
      reload();
    }
  }

  private void reload() {
    stream.publish(CHANNEL, "reload", "{}");
  }
}
