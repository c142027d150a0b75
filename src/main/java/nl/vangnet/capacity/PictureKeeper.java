package nl.vangnet.capacity;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// The single writer of the live picture: re-reads the sites that rang, on whatever node, and
/// publishes one immutable picture. Ages move on by a tick; corrections fall away at their moment.
@Component
class PictureKeeper implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(PictureKeeper.class);
  private static final Duration TICK = Duration.ofSeconds(10);
  private static final Duration BREATH = Duration.ofMillis(60);
  private static final Duration PULSES_EVERY = Duration.ofSeconds(10);

  private final PictureSources read;
  private final ChaseList chases;
  private final SourceChoice choice;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Timer publishing;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private Set<SiteId> dirty = new HashSet<>();
  private boolean everything = true;

  private final Map<SiteId, SiteFacts> facts = new HashMap<>();
  private Map<String, Instant> pulses = new HashMap<>();
  private Instant pulsesAt = Instant.MIN;
  private volatile Picture published = new Picture(Instant.EPOCH, 0, Map.of());
  private volatile boolean running;
  private @Nullable Thread thread;

  PictureKeeper(
      PictureSources read,
      BedsBell bell,
      ChaseList chases,
      SourceChoice choice,
      ApplicationEventPublisher events,
      Clock clock,
      MeterRegistry meters) {
    this.read = read;
    this.chases = chases;
    this.choice = choice;
    this.events = events;
    this.clock = clock;
    this.publishing = meters.timer("vangnet.picture.publish");
    meters.gauge("vangnet.picture.sites", this, k -> k.published.sites().size());
    bell.onChange(this::heard);
    bell.onLines(() -> heard(Set.of()));
  }

  Picture current() {
    return published;
  }

  @Override
  public void start() {
    running = true;
    publish(Set.of(), true);
    thread = Thread.ofPlatform().name("picture-keeper").daemon().start(this::keep);
  }

  @Override
  public void stop() {
    running = false;
    var keeper = thread;
    if (keeper != null) {
      keeper.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 2000;
  }

  private void heard(Set<SiteId> sites) {
    lock.lock();
    try {
      if (sites.isEmpty()) {
        everything = true;
      } else {
        dirty.addAll(sites);
      }
      rung.signal();
    } finally {
      lock.unlock();
    }
  }

  private void keep() {
    while (running) {
      try {
        var all = waitForRing();
        var sites = all.sites();
        publish(sites, all.everything());
        Thread.sleep(BREATH);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (DataAccessException e) {
        if (running) {
          log.warn("the picture could not be read and is tried again: {}", e.getMessage());
          heard(Set.of());
          pause();
        }
      } catch (RuntimeException e) {
        log.error("the picture was not published", e);
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Rung(Set<SiteId> sites, boolean everything) {}

  private Rung waitForRing() throws InterruptedException {
    lock.lock();
    try {
      var left = untilNextTick().toNanos();
      while (running && dirty.isEmpty() && !everything && left > 0) {
        left = rung.awaitNanos(left);
      }
      var rang = new Rung(dirty, everything);
      dirty = new HashSet<>();
      everything = false;
      return rang;
    } finally {
      lock.unlock();
    }
  }

  private Duration untilNextTick() {
    var now = clock.instant();
    var next = now.plus(TICK);
    for (var site : facts.values()) {
      for (var line : site.lines()) {
        for (var list : line.corrections().values()) {
          for (var correction : list) {
            if (correction.expiresAt().isAfter(now) && correction.expiresAt().isBefore(next)) {
              next = correction.expiresAt();
            }
          }
        }
      }
    }
    return Duration.between(now, next).plusMillis(5);
  }

  private void publish(Set<SiteId> rang, boolean all) {
    var startedAt = System.nanoTime();
    var now = clock.instant();
    if (all) {
      facts.clear();
      facts.putAll(read.facts(null, now));
    } else if (!rang.isEmpty()) {
      var fresh = read.facts(rang, now);
      rang.forEach(facts::remove);
      facts.putAll(fresh);
    }
    var tick = all || Duration.between(pulsesAt, now).compareTo(PULSES_EVERY) >= 0;
    if (tick) {
      pulses = read.pulses(now);
      pulsesAt = now;
    }
    var recent = read.pulsesHere();
    var before = published;
    var sites = new HashMap<>(before.sites());
    var changed = new HashSet<SiteId>();
    if (all) {
      sites.keySet().retainAll(facts.keySet());
    }
    // On a tick every site is looked at again: its figures grew older.
    for (var id : tick || rang.isEmpty() ? new ArrayList<>(facts.keySet()) : List.copyOf(rang)) {
      var own = facts.get(id);
      if (own == null) {
        if (sites.remove(id) != null) {
          changed.add(id);
        }
        continue;
      }
      var picture = own.at(now, source -> pulse(source, recent), read::category);
      if (!picture.equals(sites.put(id, picture))) {
        changed.add(id);
      }
    }
    published = new Picture(now, before.version() + 1, sites);
    publishing.record(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
    events.publishEvent(new PictureChanged(published, changed));
    if (tick) {
      chases.update(published, now);
      choice.begin();
    }
  }

  private @Nullable Instant pulse(String source, Map<String, Instant> recent) {
    var stored = pulses.get(source);
    var here = recent.get(source);
    return stored == null || (here != null && here.isAfter(stored)) ? here : stored;
  }
}
