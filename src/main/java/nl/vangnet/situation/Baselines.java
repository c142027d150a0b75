package nl.vangnet.situation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.vangnet.capacity.LivePicture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The pictures of an hour and of a day ago, kept in memory and renewed beside the requests, never
/// inside one.
@Component
class Baselines {
  private static final Logger log = LoggerFactory.getLogger(Baselines.class);

  private final LivePicture pictures;
  private final Clock clock;
  private final Kept hour = new Kept(Duration.ofHours(1), Duration.ofSeconds(30));
  private final Kept day = new Kept(Duration.ofHours(24), Duration.ofMinutes(5));

  Baselines(LivePicture pictures, Clock clock) {
    this.pictures = pictures;
    this.clock = clock;
  }

  Baseline hourAgo() {
    return hour.get();
  }

  Baseline dayAgo() {
    return day.get();
  }

  /// The baseline of a past moment, read now.
  Baseline before(Instant at, Duration earlier) {
    return Baseline.of(pictures.at(at.minus(earlier), null));
  }

  private final class Kept {
    private final Duration ago;
    private final Duration renewal;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Baseline value = Baseline.NONE;
    private volatile Instant readAt = Instant.EPOCH;

    Kept(Duration ago, Duration renewal) {
      this.ago = ago;
      this.renewal = renewal;
    }

    Baseline get() {
      var now = clock.instant();
      if (readAt.plus(renewal).isBefore(now) && busy.compareAndSet(false, true)) {
        Thread.ofVirtual().name("baseline").start(() -> renew(now));
      }
      return value;
    }

    private void renew(Instant now) {
      try {
        value = Baseline.of(pictures.at(now.minus(ago), null));
        readAt = now;
      } catch (RuntimeException e) {
        readAt = now;
        log.warn("the picture of {} ago cannot be read; changes show as unknown", ago, e);
      } finally {
        busy.set(false);
      }
    }
  }
}
