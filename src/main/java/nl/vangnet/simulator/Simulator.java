package nl.vangnet.simulator;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.simulator.SimulatorStatus.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Runs the simulated country beside the product and feeds it through its doors. Starts in the
/// background once the product answers, and on one node only.
@Component
@ConditionalOnBooleanProperty("vangnet.demo")
public class Simulator {
  private static final Logger log = LoggerFactory.getLogger(Simulator.class);
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration SAVE_EVERY = Duration.ofSeconds(15);
  private static final Duration CONFIRM_EVERY = Duration.ofMinutes(40);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(20);
  private static final int AT_THE_API_AT_ONCE = 6;

  private final SimulatorSettings settings;
  private final SimulatorStore store;
  private final DemoSources sources;
  private final Directory directory;
  private final JsonMapper json;
  private final Clock clock;
  private final CountryCode country;
  private final int mllpPort;
  private final Tally tally = new Tally();

  /// Guards the simulation and everything below.
  private final ReentrantLock lock = new ReentrantLock();

  private volatile Phase phase = Phase.OFF;
  private volatile int webPort = -1;
  private volatile boolean closing;
  private @Nullable Thread engine;
  private volatile @Nullable Thread filer;
  private @Nullable Simulation simulation;
  private List<Courier> couriers = List.of();
  private @Nullable ApiDoor api;
  private SimulatorStore.@Nullable Run run;
  private double hour;
  private int generation;

  Simulator(
      SimulatorSettings settings,
      SimulatorStore store,
      DemoSources sources,
      Directory directory,
      JsonMapper json,
      Clock clock,
      @Value("${vangnet.country:NL}") String country,
      @Value("${vangnet.mllp.port:2575}") int mllpPort) {
    this.settings = settings;
    this.store = store;
    this.sources = sources;
    this.directory = directory;
    this.json = json;
    this.clock = clock;
    this.country = new CountryCode(country);
    this.mllpPort = mllpPort;
  }

  /// Notes the port of the JSON API.
  @EventListener
  void heardPort(WebServerInitializedEvent event) {
    if (webPort < 0) {
      webPort = event.getWebServer().getPort();
    }
  }

  /// Begins in the background.
  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    if (settings.enabled() && settings.hospitals() > 0) {
      engine = Thread.ofVirtual().name("simulator").start(this::live);
    }
  }

  /// Stops before the doors close.
  @EventListener(ContextClosedEvent.class)
  void end() {
    closing = true;
    var started = engine;
    if (started != null) {
      try {
        // A thread that is interrupted while it asks the database breaks its connection: wait
        // first.
        if (!started.join(Duration.ofSeconds(2))) {
          started.interrupt();
          started.join(Duration.ofSeconds(6));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  // Questions -------------------------------------------------------------------------------------

  /// What is really the case now; empty before the country lives.
  public Truth truth() {
    lock.lock();
    try {
      return simulation == null ? new Truth(Map.of()) : simulation.truth();
    } finally {
      lock.unlock();
    }
  }

  /// Where the country stands.
  public SimulatorStatus status() {
    lock.lock();
    try {
      var now = clock.instant();
      var present = simulation;
      var at = run;
      if (present == null || at == null) {
        return new SimulatorStatus(
            phase,
            SimulatorStatus.NO_PACE,
            SimulatorStatus.NO_SENT,
            SimulatorStatus.NO_BEDS,
            List.of());
      }
      var day = Wave.dayOf(hour);
      var acks = new TreeMap<String, Long>();
      tally
          .all()
          .forEach((name, count) -> {
            if (!name.equals("sent") && !name.equals("figures")) {
              acks.put(name, count);
            }
          });
      var truth = present.truth();
      return new SimulatorStatus(
          phase,
          new SimulatorStatus.Pace(
              day,
              Wave.DAY_ZERO.plusDays((long) day),
              at.speed(),
              at.paused(),
              at.seed(),
              at.startedAt()),
          new SimulatorStatus.Sent(
              tally.of("sent"),
              tally.of("figures"),
              acks,
              present.emitted(),
              present.injected(),
              couriers.stream().mapToInt(Courier::waiting).sum(),
              at.historyAt() != null),
          beds(truth, present),
          couriers.stream().map(c -> hospital(c, now)).toList());
    } finally {
      lock.unlock();
    }
  }

  private static SimulatorStatus.Beds beds(Truth truth, Simulation present) {
    return new SimulatorStatus.Beds(
        truth.total("icu", Course.COVID) + truth.total("icu", Course.DELABELLED),
        truth.total("icu", Course.OTHER),
        truth.total("ward", Course.COVID) + truth.total("ward", Course.DELABELLED),
        truth.total("ward", Course.OTHER),
        truth.present().values().stream().mapToInt(Integer::intValue).sum(),
        present.transferred(),
        present.turnedAway());
  }

  private static SimulatorStatus.Hospital hospital(Courier courier, Instant now) {
    var hospital = courier.hospital();
    var place = hospital.plan().place();
    return new SimulatorStatus.Hospital(
        hospital.plan().number(),
        place.site(),
        place.name(),
        hospital.plan().dialect().version(),
        hospital.isSilent(now) ? hospital.silentUntil : null,
        courier.waiting());
  }

  // Controls --------------------------------------------------------------------------------------

  /// Stops the time of the country; what is held back still arrives.
  public void pause() {
    change(r ->
        new SimulatorStore.Run(
            r.seed(), r.startedAt(), r.speed(), true, hour, r.mapped(), r.historyAt()));
  }

  /// Lets time go on.
  public void resume() {
    change(r ->
        new SimulatorStore.Run(
            r.seed(), r.startedAt(), r.speed(), false, hour, r.mapped(), r.historyAt()));
  }

  /// Sets the speed in hours of the wave per minute, between 0.01 and 600.
  public void setSpeed(double hoursPerMinute) {
    var speed = Math.clamp(hoursPerMinute, 0.01, 600);
    change(r ->
        new SimulatorStore.Run(
            r.seed(), r.startedAt(), speed, r.paused(), hour, r.mapped(), r.historyAt()));
  }

  /// Begins anew at a wave day: all hospitals send their census again.
  public void jumpTo(int waveDay) {
    restart(r ->
        new SimulatorStore.Run(
            r.seed(),
            clock.instant(),
            r.speed(),
            false,
            24.0 * Math.clamp(waveDay, 0, Wave.END_DAY - 1),
            r.mapped(),
            r.historyAt()));
  }

  /// Begins anew with other invented beds and patients.
  public void reseed(long seed) {
    restart(r ->
        new SimulatorStore.Run(
            seed, clock.instant(), r.speed(), false, hour, r.mapped(), r.historyAt()));
  }

  /// Makes the hospital with this number fall silent; false when there is no such hospital.
  public boolean silence(int hospital, Duration length) {
    return at(hospital, s -> s.silence(hospital, length, clock.instant()));
  }

  /// Makes the hospital with this number rebuild an intensive care.
  public boolean rebuild(int hospital) {
    return at(hospital, s -> s.rebuild(hospital, clock.instant()));
  }

  /// Sends a wave of COVID patients to the hospital with this number.
  public boolean surge(int hospital, int patients) {
    return at(hospital, s -> s.surge(hospital, patients));
  }

  /// Lets a patient go where a case took him; false when nobody went, or when the country does not
  /// live here.
  public boolean follow(Moved moved) {
    lock.lock();
    try {
      var present = simulation;
      if (present == null || phase != Phase.LIVE || !present.follow(moved, clock.instant())) {
        return false;
      }
      handOver(present);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean at(int hospital, java.util.function.Consumer<Simulation> happens) {
    lock.lock();
    try {
      var present = simulation;
      if (present == null || hospital < 0 || hospital >= present.hospitals().size()) {
        return false;
      }
      happens.accept(present);
      handOver(present);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void change(java.util.function.UnaryOperator<SimulatorStore.Run> change) {
    lock.lock();
    try {
      var before = run;
      if (before != null) {
        var after = change.apply(before);
        run = after;
        store.save(after);
      }
    } finally {
      lock.unlock();
    }
  }

  private void restart(java.util.function.UnaryOperator<SimulatorStore.Run> change) {
    lock.lock();
    try {
      var before = run;
      if (before != null) {
        var after = change.apply(before);
        run = after;
        hour = after.waveHour();
        store.save(after);
        generation++;
        phase = Phase.OPENING;
      }
    } finally {
      lock.unlock();
    }
  }

  /// Pauses, delivers everything that is held back and waits until all of it is acknowledged; after
  /// this the picture must equal `truth`.
  public void drain(Duration atMost) throws InterruptedException, TimeoutException {
    pause();
    lock.lock();
    try {
      if (simulation != null) {
        simulation.settle(clock.instant());
        handOver(simulation);
      }
      couriers.forEach(c -> c.sendAtOnce(true));
    } finally {
      lock.unlock();
    }
    awaitQuiet(atMost);
    couriers.forEach(c -> c.sendAtOnce(false));
  }

  private void awaitQuiet(Duration atMost) throws InterruptedException, TimeoutException {
    var until = clock.instant().plus(atMost);
    while (couriers.stream().anyMatch(c -> c.waiting() > 0)) {
      if (clock.instant().isAfter(until)) {
        throw new TimeoutException(
            couriers.stream().mapToInt(Courier::waiting).sum()
                + " messages still wait after "
                + atMost);
      }
      Thread.sleep(20);
    }
  }

  // The engine ------------------------------------------------------------------------------------

  private void live() {
    try {
      while (!store.tryLock()) {
        phase = Phase.ELSEWHERE;
        Thread.sleep(Duration.ofSeconds(10));
      }
      try {
        while (!closing) {
          liveOnce();
        }
      } finally {
        stopCouriers();
        store.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      log.debug("the simulator ends", e);
    }
    phase = Phase.OFF;
  }

  /// Fills the country and lets it live until somebody begins it anew or something fails.
  private void liveOnce() throws InterruptedException {
    try {
      phase = Phase.OPENING;
      var started = open();
      if (started == null) {
        phase = Phase.OFF;
        Thread.sleep(RETRY_AFTER);
        return;
      }
      fill(started);
      phase = Phase.LIVE;
      fillPast();
      filer =
          Thread.ofVirtual()
              .name("simulated-rounds")
              .start(() ->
                  new RoundFiler(java.util.Objects.requireNonNull(api), clock, settings.seed())
                      .live(started.couriers()));
      tick();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      if (closing) {
        return;
      }
      phase = Phase.FAILED;
      log.warn("the simulated country stopped and begins again in {}", RETRY_AFTER, e);
      Thread.sleep(RETRY_AFTER);
    } finally {
      stopCouriers();
    }
  }

  private record Started(Simulation simulation, List<Courier> couriers, int generation) {}

  /// Opens sources, keys and location codes; null when the directory has no hospitals.
  private @Nullable Started open() throws InterruptedException, ExecutionException {
    var now = clock.instant();
    var found = store.find();
    lock.lock();
    SimulatorStore.Run at;
    int begun;
    try {
      at =
          found.orElseGet(() ->
              new SimulatorStore.Run(
                  settings.seed(),
                  now,
                  settings.speed(),
                  false,
                  24.0 * settings.startDay(),
                  0,
                  null));
      run = at;
      hour = at.waveHour();
      begun = generation;
      store.save(at);
    } finally {
      lock.unlock();
    }
    var places = Country.places(directory, country, LocalDate.ofInstant(now, ZoneOffset.UTC));
    if (places.isEmpty()) {
      log.info("no hospitals of {} in the directory: no simulated country", country);
      return null;
    }
    var plan = Country.of(places, at.seed()).limited(settings.hospitals());
    var prefix = Long.toString(now.toEpochMilli() / 100, 36).toUpperCase(Locale.ROOT);
    var fresh =
        new Simulation(
            plan,
            new Simulation.Setting(
                at.seed(),
                at.waveHour(),
                settings.scale(),
                settings.faults(),
                settings.hold(),
                prefix));
    var base = settings.baseUrl() == null ? "http://127.0.0.1:" + webPort : settings.baseUrl();
    var door = new ApiDoor(json, base);
    api = door;
    tally.clear();
    var throttle = new Throttle(clock, settings.burst());
    var opened = new ArrayList<Courier>();
    for (var hospital : fresh.hospitals()) {
      opened.add(
          new Courier(
              hospital, sources.open(hospital.plan()), door, mllpPort, throttle, tally, clock));
    }
    if (at.mapped() < opened.size()) {
      atOnce(opened, c -> door.map(c.source().key(), c.source().code(), c.hospital().mappings()));
      change(r ->
          new SimulatorStore.Run(
              r.seed(),
              r.startedAt(),
              r.speed(),
              r.paused(),
              r.waveHour(),
              opened.size(),
              r.historyAt()));
    }
    lock.lock();
    try {
      simulation = fresh;
      couriers = List.copyOf(opened);
    } finally {
      lock.unlock();
    }
    return new Started(fresh, opened, begun);
  }

  /// Sends the present patients and figures of every hospital, between the marks of a baseline.
  private void fill(Started started)
      throws InterruptedException, ExecutionException, TimeoutException {
    phase = Phase.FILLING;
    var door = java.util.Objects.requireNonNull(api);
    atOnce(
        started.couriers(),
        c -> door.baseline(c.source().key(), c.hospital().plan().place().site(), "begin"));
    started.couriers().forEach(Courier::start);
    lock.lock();
    try {
      started.simulation().populate(clock.instant());
      handOver(started.simulation());
    } finally {
      lock.unlock();
    }
    // A held-back message may come in minutes later: it must not keep the baseline open.
    var until = clock.instant().plus(Duration.ofMinutes(3));
    while (started.couriers().stream().mapToInt(Courier::due).sum() > 0) {
      if (clock.instant().isAfter(until)) {
        throw new TimeoutException("the doors did not take the first patients within 3 minutes");
      }
      Thread.sleep(50);
    }
    atOnce(
        started.couriers(),
        c -> door.baseline(c.source().key(), c.hospital().plan().place().site(), "complete"));
    log.info(
        "the simulated country lives: {} hospitals, {} patients, wave day {}",
        started.couriers().size(),
        started.simulation().truth().present().values().stream().mapToInt(Integer::intValue).sum(),
        (int) Wave.dayOf(hour));
  }

  /// Fills in the past once, in the background.
  private void fillPast() {
    var at = run;
    if (at == null || at.historyAt() != null || !settings.history()) {
      return;
    }
    var now = clock.instant();
    var day = Wave.dayOf(hour);
    var door = java.util.Objects.requireNonNull(api);
    var all = couriers;
    Thread.ofVirtual()
        .name("simulator-past")
        .start(() -> {
          try {
            for (var courier : all) {
              List<Outgoing.Observation> past;
              lock.lock();
              try {
                past = PastFigures.of(courier.hospital(), day, now, at.seed());
              } finally {
                lock.unlock();
              }
              door.observe(courier.source().key(), past);
            }
            change(r ->
                new SimulatorStore.Run(
                    r.seed(), r.startedAt(), r.speed(), r.paused(), hour, r.mapped(), now));
          } catch (IOException e) {
            log.warn("the past of the simulated country is not complete: {}", e.getMessage());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /// Lets time pass until the country begins anew.
  private void tick() throws InterruptedException {
    var begun = generation;
    var last = clock.instant();
    var saved = last;
    var confirmed = last;
    while (!closing && begun == generation) {
      Thread.sleep(TICK);
      var now = clock.instant();
      lock.lock();
      try {
        var present = simulation;
        var at = run;
        if (present == null || at == null || begun != generation) {
          return;
        }
        if (!at.paused()) {
          hour += Duration.between(last, now).toNanos() / 60e9 * at.speed();
          present.advance(hour, now, at.speed());
        }
        if (Duration.between(confirmed, now).compareTo(CONFIRM_EVERY) > 0) {
          confirmed = now;
          present.confirmFigures(now);
        }
        handOver(present);
        if (Duration.between(saved, now).compareTo(SAVE_EVERY) > 0) {
          saved = now;
          change(r ->
              new SimulatorStore.Run(
                  r.seed(), r.startedAt(), r.speed(), r.paused(), hour, r.mapped(), r.historyAt()));
        }
        last = now;
      } finally {
        lock.unlock();
      }
    }
  }

  private void handOver(Simulation from) {
    for (var outgoing : from.take()) {
      couriers.get(outgoing.hospital()).take(outgoing);
    }
  }

  private void stopCouriers() {
    List<Courier> old;
    lock.lock();
    try {
      old = couriers;
      couriers = List.of();
      simulation = null;
    } finally {
      lock.unlock();
    }
    var filing = filer;
    filer = null;
    if (filing != null) {
      filing.interrupt();
    }
    old.forEach(Courier::stop);
    var door = api;
    api = null;
    if (door != null) {
      door.close();
    }
  }

  /// A call to the API for one hospital.
  private interface Call {
    void make(Courier courier) throws IOException, InterruptedException;
  }

  private static void atOnce(List<Courier> couriers, Call call)
      throws InterruptedException, ExecutionException {
    var gate = new Semaphore(AT_THE_API_AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Future<?>>();
      for (var courier : couriers) {
        calls.add(
            threads.submit(() -> {
              gate.acquire();
              try {
                call.make(courier);
              } finally {
                gate.release();
              }
              return true;
            }));
      }
      for (var one : calls) {
        one.get();
      }
    }
  }
}
