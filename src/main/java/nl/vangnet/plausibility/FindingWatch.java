package nl.vangnet.plausibility;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.SiteId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Decides when to look at which site: soon after somebody gave a figure or while figures exclude
/// each other, and every site once an hour. Every node does; what it finds is written once.
@Component
class FindingWatch {
  private static final Logger log = LoggerFactory.getLogger(FindingWatch.class);
  private static final int SITES_PER_LOOK = 30;
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMinutes(5);

  private final FindingDesk desk;
  private final LivePicture pictures;
  private final Clock clock;
  private final Map<SiteId, Instant> looked = new HashMap<>();

  FindingWatch(FindingDesk desk, LivePicture pictures, Clock clock) {
    this.desk = desk;
    this.pictures = pictures;
    this.clock = clock;
  }

  /// One look at what is due, the longest unseen first.
  @Scheduled(initialDelay = 30, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
  void look() {
    var now = clock.instant();
    for (var site : due(now)) {
      looked.put(site, now);
      try {
        desk.look(site);
      } catch (RuntimeException e) {
        log.warn("the figures of site {} were not looked at: {}", site, e.getMessage());
      }
    }
  }

  /// The sites that are due now.
  List<SiteId> due(Instant now) {
    var due = new ArrayList<SiteId>();
    for (var site : pictures.current().sites().values()) {
      var last = looked.get(site.site());
      if (last == null
          || !now.isBefore(last.plus(EVERY))
          || (!now.isBefore(last.plus(SOON)) && isWorthALook(site, last))) {
        due.add(site.site());
      }
    }
    due.sort(
        Comparator.<SiteId, Instant>comparing(s -> looked.getOrDefault(s, Instant.EPOCH))
            .thenComparing(SiteId::value));
    return due.subList(0, Math.min(due.size(), SITES_PER_LOOK));
  }

  private static boolean isWorthALook(SitePicture site, Instant last) {
    for (var line : site.lines()) {
      var occupied = line.figure(Variable.OCCUPIED).used();
      var staffed = line.figure(Variable.STAFFED).used();
      var physical = line.figure(Variable.PHYSICAL).used();
      if ((occupied != null && staffed != null && occupied > staffed)
          || (staffed != null && physical != null && staffed > physical)) {
        return true;
      }
      for (var figure : line.figures().values()) {
        var measured = figure.measured();
        if (measured != null
            && !LineRecord.isCounted(measured.method())
            && measured.receivedAt().isAfter(last)) {
          return true;
        }
      }
    }
    return false;
  }
}
