package nl.vangnet.simulator;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import nl.vangnet.simulator.DemoSources.Opened;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries what one hospital sends to the doors: one thing at a time, in order of release, over one
/// persistent connection; it waits for each acknowledgement and sends again after a broken line.
final class Courier {
  private static final Logger log = LoggerFactory.getLogger(Courier.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final SimulatedHospital hospital;
  private final Opened source;
  private final ApiDoor api;
  private final MllpLine line;
  private final Throttle throttle;
  private final Tally tally;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Outgoing> queue =
      new PriorityQueue<>(
          Comparator.comparing(Outgoing::releaseAt).thenComparingLong(Outgoing::order));
  private boolean carrying;
  private boolean atOnce;
  private boolean running = true;
  private @Nullable Thread thread;

  Courier(
      SimulatedHospital hospital,
      Opened source,
      ApiDoor api,
      int port,
      Throttle throttle,
      Tally tally,
      Clock clock) {
    this.hospital = hospital;
    this.source = source;
    this.api = api;
    this.line = new MllpLine(port);
    this.throttle = throttle;
    this.tally = tally;
    this.clock = clock;
  }

  SimulatedHospital hospital() {
    return hospital;
  }

  Opened source() {
    return source;
  }

  void start() {
    thread =
        Thread.ofVirtual().name("simulated-" + hospital.plan().place().site()).start(this::carryOn);
  }

  /// Stops at once; what was not sent is forgotten.
  void stop() {
    lock.lock();
    try {
      running = false;
      queue.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    line.close();
    var started = thread;
    if (started != null) {
      started.interrupt();
      try {
        started.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void take(Outgoing outgoing) {
    lock.lock();
    try {
      queue.add(outgoing);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// With true, nothing is held back any longer; the order of release stays.
  void sendAtOnce(boolean now) {
    lock.lock();
    try {
      atOnce = now;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// How much waits or is under way.
  int waiting() {
    lock.lock();
    try {
      return queue.size() + (carrying ? 1 : 0);
    } finally {
      lock.unlock();
    }
  }

  /// How much of that is due now.
  int due() {
    lock.lock();
    try {
      var now = clock.instant();
      var due = queue.stream().filter(o -> !o.releaseAt().isAfter(now)).count();
      return (int) due + (carrying ? 1 : 0);
    } finally {
      lock.unlock();
    }
  }

  private void carryOn() {
    try {
      while (true) {
        var next = next();
        if (next == null) {
          return;
        }
        try {
          carry(next);
        } finally {
          lock.lock();
          carrying = false;
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      line.close();
    }
  }

  private @Nullable Outgoing next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (running) {
        var first = queue.peek();
        if (first == null) {
          changed.await();
          continue;
        }
        var wait = Duration.between(clock.instant(), first.releaseAt()).toMillis();
        if (atOnce || wait <= 0) {
          carrying = true;
          return queue.poll();
        }
        if (!changed.await(wait, TimeUnit.MILLISECONDS)) {
          continue;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void carry(Outgoing outgoing) throws InterruptedException {
    var pause = Duration.ofMillis(300);
    while (isRunning()) {
      try {
        deliver(outgoing);
        return;
      } catch (ApiDoor.Refused e) {
        tally.add("api-refused");
        log.warn("{}: {}", source.code(), e.getMessage());
        if (e.status() < 500) {
          return;
        }
      } catch (IOException e) {
        tally.add("broken-line");
        line.close();
        log.debug("{}: {}", source.code(), e.getMessage());
      }
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private void deliver(Outgoing outgoing) throws IOException, InterruptedException {
    switch (outgoing) {
      case Outgoing.Message message -> {
        throttle.pass();
        var charset = hospital.plan().dialect().writing().charset();
        var answer = line.send(message.text().getBytes(charset));
        tally.add("sent");
        tally.add("ack-" + answer);
      }
      case Outgoing.Figures figures -> {
        api.observe(source.key(), figures.observations());
        tally.add("figures", figures.observations().size());
      }
      case Outgoing.Mappings mappings -> {
        api.map(source.key(), source.code(), mappings.mappings());
        tally.add("mappings", mappings.mappings().size());
      }
    }
  }

  private boolean isRunning() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }
}
