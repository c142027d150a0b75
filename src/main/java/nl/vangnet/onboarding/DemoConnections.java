package nl.vangnet.onboarding;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.vangnet.access.Actor;
import nl.vangnet.access.DemoMode;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Measured;
import nl.vangnet.capacity.Picture;
import nl.vangnet.capacity.PictureChanged;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Gives the simulated country hospitals in every stage of connection, once, when every hospital
/// has told something: in demo mode only.
@Component
class DemoConnections {
  private static final Duration HOUR_OF_COUNTING = Duration.ofHours(10);

  private final ConnectionStore store;
  private final LivePicture picture;
  private final Directory directory;
  private final DemoMode demo;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final AtomicBoolean done = new AtomicBoolean();

  DemoConnections(
      ConnectionStore store,
      LivePicture picture,
      Directory directory,
      DemoMode demo,
      TransactionOperations transactions,
      Clock clock) {
    this.store = store;
    this.picture = picture;
    this.directory = directory;
    this.demo = demo;
    this.transactions = transactions;
    this.clock = clock;
  }

  @EventListener
  void whenFiguresCame(PictureChanged changed) {
    if (demo.isOn() && !done.get() && isFilled(changed.picture()) && !done.getAndSet(true)) {
      Thread.ofVirtual().name("demo-connections").start(this::fill);
    }
  }

  /// Whether every hospital of the country has told how many beds are occupied.
  private boolean isFilled(Picture shown) {
    return hospitals().stream()
        .map(s -> shown.site(s.id()))
        .allMatch(seen ->
            seen != null
                && seen.lines().stream().anyMatch(l -> l.figure(Variable.OCCUPIED).used() != null));
  }

  private List<Site> hospitals() {
    return directory.snapshot().sites(new CountryCode("NL")).stream()
        .filter(s -> s.type() == ProviderType.HOSPITAL)
        .toList();
  }

  private void fill() {
    var hospitals = hospitals();
    transactions.executeWithoutResult(status -> {
      if (store.isEmpty()) {
        for (var i = 0; i < hospitals.size(); i++) {
          begin(hospitals.get(i), i);
        }
      }
    });
  }

  private void begin(Site site, int number) {
    var now = clock.instant();
    var path =
        switch (number % 15) {
          case 3 -> List.of(Stage.INVITED);
          case 6 -> List.of(Stage.INVITED, Stage.LINKED);
          case 9 -> List.of(Stage.INVITED, Stage.LINKED, Stage.VALIDATING);
          case 12 -> number % 2 == 0 ? List.<Stage>of() : List.of(Stage.INVITED, Stage.PAUSED);
          default -> List.of(Stage.INVITED, Stage.LINKED, Stage.VALIDATING, Stage.LIVE);
        };
    for (var i = 0; i < path.size(); i++) {
      store.addStep(
          site.id(),
          path.get(i),
          "oefenland",
          Actor.SYSTEM.id(),
          now.minus(Duration.ofDays(9L * (path.size() - i) + number % 7)));
    }
    if (path.contains(Stage.VALIDATING)) {
      var at = now.minus(Duration.ofDays(20 + number % 9));
      var author = Actor.SYSTEM.id();
      store.addTick(site.id(), Check.Item.DEFINITIONS, true, "oefenland", author, at);
      store.addTick(site.id(), Check.Item.AGREEMENT, number % 4 != 0, "oefenland", author, at);
    }
    if (!path.isEmpty() && path.getLast() == Stage.VALIDATING) {
      count(site, 3 + number % 4);
    }
  }

  /// Own counts of the past days as a careful hospital would have made them: equal to what was
  /// measured, now and then one more for a patient on the way.
  private void count(Site site, int days) {
    var today = LocalDate.ofInstant(clock.instant(), Frame.ZONE);
    for (var back = days; back >= 1; back--) {
      var day = today.minusDays(back);
      var at = day.atStartOfDay(Frame.ZONE).toInstant().plus(HOUR_OF_COUNTING);
      // A country that began today has no yesterday: then what is measured now stands in.
      var then = picture.at(at, null).site(site.id());
      var now = picture.current().site(site.id());
      if (now == null) {
        continue;
      }
      for (var line : now.lines()) {
        var measured = measured(then, line);
        if (measured != null && measured.value() != null) {
          store.addCount(
              site.id(),
              new OwnCount(
                  day,
                  line.line().id(),
                  measured.value() + (line.line().id().value() + back) % 9 / 8,
                  measured.value(),
                  measured.source(),
                  Actor.SYSTEM.id(),
                  at));
        }
      }
    }
  }

  private static @Nullable Measured measured(@Nullable SitePicture then, LinePicture now) {
    if (then != null) {
      for (var line : then.lines()) {
        var measured = line.figure(Variable.OCCUPIED).measured();
        if (line.line().id().equals(now.line().id())
            && measured != null
            && measured.value() != null) {
          return measured;
        }
      }
    }
    return now.figure(Variable.OCCUPIED).measured();
  }
}
