package nl.vangnet.rounds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.DemoMode;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionId;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.Rules;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Keeps the day: opens the rounds, files for those who asked for it, and lets reminders go out.
/// Every node runs one; what it does is done once, whoever comes first.
@Component
class RoundKeeper implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RoundKeeper.class);
  private static final Duration TICK = Duration.ofSeconds(5);
  private static final Duration FILES_ITSELF_BEFORE = Duration.ofMinutes(1);

  private final RoundStore store;
  private final RequestBook requests;
  private final RoundBoard board;
  private final RoundForms forms;
  private final FilingDesk desk;
  private final Reminders reminders;
  private final Directory directory;
  private final Rules rules;
  private final DemoMode demo;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final CountryCode home;
  private final Map<Long, Long> recipientsAt = new HashMap<>();
  private volatile boolean running;
  private @Nullable Thread thread;

  RoundKeeper(
      RoundStore store,
      RequestBook requests,
      RoundBoard board,
      RoundForms forms,
      FilingDesk desk,
      Reminders reminders,
      Directory directory,
      Rules rules,
      DemoMode demo,
      TransactionOperations transactions,
      Clock clock,
      @Value("${vangnet.country:NL}") String home) {
    this.store = store;
    this.requests = requests;
    this.board = board;
    this.forms = forms;
    this.desk = desk;
    this.reminders = reminders;
    this.directory = directory;
    this.rules = rules;
    this.demo = demo;
    this.transactions = transactions;
    this.clock = clock;
    this.home = new CountryCode(home);
  }

  /// One look at the clock.
  void tick() {
    var now = clock.instant();
    openRounds(now);
    for (var at : board.latest()) {
      if (at.round().isOpen(now)) {
        join(at, now);
        fileByThemselves(at, now);
        reminders.send(at, now);
      }
    }
  }

  private void openRounds(Instant now) {
    var today = LocalDate.ofInstant(now, Times.ZONE);
    var holidays = rules.holidays(now);
    var days = rules.roundDays(now);
    var opened = board.latest();
    for (var request : requests.current()) {
      var known =
          opened.stream()
              .filter(b -> b.round().request().equals(request.code()))
              .anyMatch(b -> !b.round().day().isBefore(today));
      if (known || !request.active() || !request.schedule().includes(today, days, holidays)) {
        continue;
      }
      var hours = request.schedule().hours(rules.roundHours(now));
      var times = Times.on(today, hours);
      var shifted = false;
      if (demo.isOn() && now.isBefore(times.opens())) {
        // An exercise need not wait for the morning.
        times = times.openingAt(now);
      } else if (demo.isOn() && now.isAfter(times.hospitalDue())) {
        times = Times.shifted(now, today, hours);
        shifted = true;
      }
      // A day for which nobody can file any more has no round: nobody was missing.
      if (!now.isBefore(times.opens()) && now.isBefore(times.optionsDue())) {
        open(request, today, times, now, shifted);
      }
    }
  }

  private void open(DataRequest request, LocalDate day, Times times, Instant now, boolean shifted) {
    transactions.executeWithoutResult(t -> {
      var id = store.open(request, day, times, now, shifted);
      id.ifPresent(round -> {
        store.addRecipients(round, recipients(request, now));
        board.changed(round);
        log.info("the round {} of {} is open", request.code(), day);
      });
    });
  }

  /// Sites that came into the directory after the opening join the round.
  private void join(Board at, Instant now) {
    var version = directory.snapshot().version();
    var id = at.round().id();
    if (version == recipientsAt.getOrDefault(id, -1L)) {
      return;
    }
    transactions.executeWithoutResult(t -> {
      var wanted = recipients(at.request(), now);
      wanted.keySet().removeAll(at.recipients().keySet());
      if (!wanted.isEmpty() && store.addRecipients(id, wanted) > 0) {
        board.changed(id);
      }
    });
    recipientsAt.put(id, version);
  }

  private Map<SiteId, Optional<RegionId>> recipients(DataRequest request, Instant now) {
    var snapshot = directory.snapshot();
    var set =
        snapshot.findRegionSet(
            home, rules.regionSetKind(now), LocalDate.ofInstant(now, Times.ZONE));
    var found = new HashMap<SiteId, Optional<RegionId>>();
    for (var site : snapshot.sites(home)) {
      var region = set.flatMap(s -> snapshot.findRegionOf(site.id(), s));
      if (request.recipients().includes(site, region.orElse(null))) {
        found.put(site.id(), region.map(Region::id));
      }
    }
    return found;
  }

  /// Files, just before the deadline, for the hospitals that are fed by messages and asked for it;
  /// those whose figures are not fresh are left for a person (CAP-07).
  private void fileByThemselves(Board at, Instant now) {
    if (at.automatic().isEmpty()
        || now.isBefore(at.round().times().hospitalDue().minus(FILES_ITSELF_BEFORE))) {
      return;
    }
    for (var site : at.automatic()) {
      if (at.recipients().containsKey(site) && at.last(site) == null) {
        transactions.executeWithoutResult(t -> {
          var found = directory.snapshot().findSite(site);
          if (found.isEmpty()
              || !FilingDesk.canFileItself(forms.form(at.round(), at.request(), found.get()))
              || !store.filings(at.round().id(), site).isEmpty()) {
            return;
          }
          desk.file(
              Actor.SYSTEM,
              at.round().id(),
              site,
              new Submission(
                  Map.of(),
                  List.of(),
                  Map.of(),
                  Map.of(),
                  true,
                  null,
                  null,
                  Filing.Door.AUTOMATIC));
        });
      }
    }
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("round-keeper").start(this::keep);
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

  private void keep() {
    while (running) {
      try {
        tick();
      } catch (DataAccessException e) {
        log.warn("the rounds could not be read and are tried again: {}", e.getMessage());
      } catch (RuntimeException e) {
        log.error("the rounds were not kept", e);
      }
      try {
        Thread.sleep(TICK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
