package nl.vangnet.reports;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import nl.vangnet.access.Actor;
import nl.vangnet.access.DemoMode;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.web.Languages;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Freezes the picture each day at the time that policy names; on every node, and once over all of
/// them. In demo mode it first freezes the days before, so that there is something to read.
@Component
class ReportClock implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ReportClock.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(15);
  private static final int MISSED_DAYS = 3;
  private static final int DEMO_DAYS = 21;
  private static final int DEMO_EDITIONS = 7;

  private final DayReports reports;
  private final DistributionLists lists;
  private final LivePicture pictures;
  private final DemoMode demo;
  private final Languages languages;
  private final Clock clock;
  private volatile boolean running;
  private volatile boolean pastIsThere;
  private @Nullable Thread thread;

  ReportClock(
      DayReports reports,
      DistributionLists lists,
      LivePicture pictures,
      DemoMode demo,
      Languages languages,
      Clock clock) {
    this.reports = reports;
    this.lists = lists;
    this.pictures = pictures;
    this.demo = demo;
    this.languages = languages;
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("report-clock").start(this::keep);
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
    return Integer.MAX_VALUE - 1000;
  }

  private void keep() {
    var next = clock.instant();
    while (running) {
      try {
        if (!clock.instant().isBefore(next)) {
          look();
          next = clock.instant().plus(LOOK_EVERY);
        }
        Thread.sleep(500);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (running) {
          log.error("the picture of the day was not frozen and is tried again", e);
          next = clock.instant().plus(LOOK_EVERY);
        }
      }
    }
  }

  /// Freezes what is due and not there yet.
  void look() {
    var today = reports.today();
    if (demo.isOn() && !pastIsThere) {
      pastIsThere = freezePast(today);
    }
    if (!demo.isOn() || pastIsThere) {
      // What was missed while the product was down is made up for from the history.
      for (var back = MISSED_DAYS; back > 0; back--) {
        if (reports.wasFrozenBefore(today.minusDays(back))) {
          reports.freezeByItself(today.minusDays(back));
        }
      }
      reports.freezeByItself(today);
    }
  }

  /// Freezes the days before today from the history; false while the history is not there yet.
  private boolean freezePast(LocalDate today) {
    if (reports.isFrozen(today.minusDays(1))) {
      return true;
    }
    if (!historyIsThere(reports.freezeAt(today.minusDays(DEMO_DAYS)))
        || !historyIsThere(reports.freezeAt(today.minusDays(1)))) {
      return false;
    }
    var by = new Actor("demo", "Oefenland", Actor.SYSTEM.role(), Actor.SYSTEM.scope());
    for (var back = DEMO_DAYS; back > 0 && running; back--) {
      var day = today.minusDays(back);
      // Older weekends stay open, as they did from the summer of 2021 on: they show as estimates.
      var weekend =
          day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
      if (!weekend || back <= DEMO_EDITIONS) {
        reports.freezeByItself(day);
      }
      if (back <= DEMO_EDITIONS) {
        reports.writePast(by, day, languages.dutch().of("reports.demo.text"));
        reports.publishPast(by, day, reports.freezeAt(day).plus(Duration.ofMinutes(75)));
      }
    }
    exerciseList();
    log.info("the reports of the past days are there");
    return true;
  }

  /// A distribution list to work with; nothing goes out until somebody sends an edition.
  private void exerciseList() {
    var by = new Actor("demo", "Oefenland", Role.NATIONAL, new Scope.Everywhere());
    var words = languages.dutch();
    if (lists.open(by, words.of("reports.demo.list"), words.of("reports.demo.list.what"))
        instanceof ReportOutcome.Done(var list)) {
      for (var organisation : List.of("VWS", "IGJ", "ZN")) {
        lists.add(
            by,
            list,
            new DistributionList.Address(
                organisation,
                words.of("reports.demo.list.name"),
                organisation.toLowerCase(Locale.ROOT) + "@oefenland.example",
                "nl"));
      }
    }
  }

  /// Whether three quarters of the lines say how many beds were occupied then.
  private boolean historyIsThere(Instant at) {
    var lines = 0;
    var known = 0;
    for (var site : pictures.at(at, null).sites().values()) {
      for (var line : site.lines()) {
        lines++;
        if (line.figure(Variable.OCCUPIED).used() != null) {
          known++;
        }
      }
    }
    return lines > 20 && known * 4 >= lines * 3;
  }
}
