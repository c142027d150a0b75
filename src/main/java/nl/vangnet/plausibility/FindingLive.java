package nl.vangnet.plausibility;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.vangnet.access.Bell;
import nl.vangnet.capacity.PictureChanged;
import nl.vangnet.web.LiveStream;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells the browsers to look again: those on the findings when something happened to one, on
/// whatever node; those on what each gives within fifteen seconds after figures changed.
@Component
class FindingLive {
  static final String CHANNEL = "findings";
  private static final String GIVING = "giving";

  private final LiveStream stream;
  private final AtomicBoolean changed = new AtomicBoolean();

  FindingLive(LiveStream stream, Bell bell) {
    this.stream = stream;
    stream.open(CHANNEL, () -> "{}");
    stream.open(GIVING, () -> "{}");
    bell.listen(CHANNEL, payload -> stream.publish(CHANNEL, "reload", "{}"));
  }

  @EventListener
  void changed(PictureChanged change) {
    if (!change.sites().isEmpty()) {
      changed.set(true);
    }
  }

  @Scheduled(initialDelay = 15, fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
  void tick() {
    if (changed.getAndSet(false)) {
      stream.publish(GIVING, "reload", "{}");
    }
  }
}
