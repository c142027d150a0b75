package nl.vangnet.publication;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Releases the open data of each day soon after its picture was frozen, and again after each new
/// edition.
@Component
class Publisher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(20);

  private final OpenData data;
  private final Clock clock;
  private volatile boolean running;
  private @Nullable Thread thread;

  Publisher(OpenData data, Clock clock) {
    this.data = data;
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("publisher").start(this::keep);
  }

  @Override
  public void stop() {
    running = false;
    var keeper = thread;
    if (keeper != null) {
      try {
        if (!keeper.join(Duration.ofSeconds(3))) {
          keeper.interrupt();
          keeper.join(Duration.ofSeconds(3));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 900;
  }

  private void keep() {
    var next = clock.instant();
    while (running) {
      try {
        if (!clock.instant().isBefore(next)) {
          var count = data.release();
          if (count > 0) {
            log.info("released {} days of open data", count);
          }
          next = clock.instant().plus(LOOK_EVERY);
        }
        Thread.sleep(500);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (running) {
          log.error("the open data was not released and is tried again", e);
          next = clock.instant().plus(LOOK_EVERY);
        }
      }
    }
  }
}
