package nl.vangnet.situation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.Cohort;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Picture;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.policy.Rules;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// Gives the overview that a page asks for: the present one from memory, added up once per picture
/// and filter; a past one from the history.
@Service
public class Overviews {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final int KEPT = 64;
  private static final Duration SHARED_FOR = Duration.ofMillis(250);

  private final LivePicture pictures;
  private final Directory directory;
  private final Definitions definitions;
  private final Rules rules;
  private final Baselines baselines;
  private final Clock clock;
  private final CountryCode home;
  private final Map<Filter, Overview> present = new ConcurrentHashMap<>();
  private final Map<Filter, Look> looked = new ConcurrentHashMap<>();
  private final ReentrantLock building = new ReentrantLock();
  private volatile List<Made> made = List.of();
  private volatile long told;
  private final Map<Past, Seen> past = new ConcurrentHashMap<>();

  Overviews(
      LivePicture pictures,
      Directory directory,
      Definitions definitions,
      Rules rules,
      Baselines baselines,
      Clock clock,
      @Value("${vangnet.country:NL}") String home) {
    this.pictures = pictures;
    this.directory = directory;
    this.definitions = definitions;
    this.rules = rules;
    this.baselines = baselines;
    this.clock = clock;
    this.home = new CountryCode(home);
  }

  private record Past(Filter filter, Moment moment, long directory) {}

  /// An overview with the picture that it was made of, and the picture of an hour earlier.
  public record Seen(
      Overview overview, Picture picture, DirectorySnapshot directory, Baseline hourAgo) {}

  /// The country that the product is for.
  public CountryCode home() {
    return home;
  }

  /// The filter of the page as it opens: the whole of the home country in its usual regions.
  public Filter usual() {
    return Filter.all(home, usualKind(home));
  }

  /// The kind of region set that divides a country when nothing else is asked for.
  public String usualKind(CountryCode country) {
    var rule = rules.regionSetKind(clock.instant());
    var sets = directory.snapshot().regionSets(country);
    return sets.isEmpty() || sets.stream().anyMatch(s -> s.kind().equals(rule))
        ? rule
        : sets.getFirst().kind();
  }

  /// The overview for a filter at a moment.
  public Seen see(Filter filter, Moment moment) {
    var snapshot = directory.snapshot();
    var at = moment.at();
    if (at != null) {
      return seePast(filter, moment, at, snapshot);
    }
    var recent = recent(filter, snapshot);
    if (recent != null) {
      return recent;
    }
    building.lock();
    try {
      // Those who waited here find what the first of them made.
      recent = recent(filter, snapshot);
      if (recent != null) {
        return recent;
      }
      var picture = pictures.current();
      var seen =
          new Seen(present(picture, snapshot, filter), picture, snapshot, baselines.hourAgo());
      if (looked.size() >= KEPT) {
        looked.clear();
      }
      looked.put(filter, new Look(clock.instant(), seen));
      return seen;
    } finally {
      building.unlock();
    }
  }

  /// Says that browsers are about to hear of this picture: whoever asks because of it, or knows of
  /// it, is not shown an earlier one.
  void telling(Picture picture) {
    told = Math.max(told, picture.version());
  }

  /// What was seen a moment ago: pages that are asked for within a quarter of a second share one
  /// overview, unless the live stream told of a later picture; it brings each of them up to date.
  private @Nullable Seen recent(Filter filter, DirectorySnapshot snapshot) {
    var look = looked.get(filter);
    return look != null
            && look.seen().directory() == snapshot
            && look.seen().picture().version() >= told
            && clock.instant().isBefore(look.at().plus(SHARED_FOR))
        ? look.seen()
        : null;
  }

  private record Look(Instant at, Seen seen) {}

  /// The present overview of a picture for a filter.
  Overview present(Picture picture, DirectorySnapshot snapshot, Filter filter) {
    var found = present.get(filter);
    if (found != null
        && found.stamp().picture() == picture.version()
        && found.stamp().at().equals(picture.at())
        && found.stamp().directory() == snapshot.version()) {
      return found;
    }
    var set = set(snapshot, filter, clock.instant());
    var made = Overview.of(picture, snapshot, set, filter, order(), baselines.dayAgo());
    if (present.size() >= KEPT) {
      present.clear();
    }
    present.put(filter, made);
    return made;
  }

  private Seen seePast(Filter filter, Moment moment, Instant at, DirectorySnapshot snapshot) {
    var key = new Past(filter, moment, snapshot.version());
    var found = past.get(key);
    if (found != null) {
      return found;
    }
    var picture = pictures.at(at, moment.known());
    var set = set(snapshot, filter, at);
    var yesterday = baselines.before(at, Duration.ofHours(24));
    var overview = Overview.of(picture, snapshot, set, filter, order(), yesterday);
    var seen = new Seen(overview, picture, snapshot, baselines.before(at, Duration.ofHours(1)));
    // A past moment can still change: a late message may arrive. So it is kept only when it is
    // known
    // as of a moment that has gone by.
    if (moment.known() != null && moment.known().isBefore(clock.instant())) {
      if (past.size() >= KEPT / 4) {
        past.clear();
      }
      past.put(key, seen);
    }
    return seen;
  }

  /// The cells of an overview in one language, made once for all who look at it.
  public Cells cells(Overview overview, Words words) {
    var kept = made;
    for (var one : kept) {
      if (one.overview() == overview && one.words() == words) {
        return one.cells();
      }
    }
    var cells = Cells.of(overview, words);
    var next = new ArrayList<Made>();
    next.add(new Made(overview, words, cells));
    next.addAll(kept.subList(0, Math.min(kept.size(), 7)));
    made = List.copyOf(next);
    return cells;
  }

  private record Made(Overview overview, Words words, Cells cells) {}

  /// The region set of the filter in force on the day of a moment; null when there is none.
  public @Nullable RegionSet set(DirectorySnapshot snapshot, Filter filter, Instant at) {
    return snapshot
        .findRegionSet(filter.country(), filter.setKind(), LocalDate.ofInstant(at, ZONE))
        .orElse(null);
  }

  /// The bed categories, in their order.
  public List<Category> categories() {
    return definitions.categories();
  }

  /// The cohorts, in their order.
  public List<Cohort> cohorts() {
    return definitions.cohorts();
  }

  /// The bed category in force.
  public Optional<Category> findCategory(String code) {
    return definitions.findCategory(code);
  }

  private Overview.Order order() {
    var categories = new HashMap<String, Integer>();
    definitions.categories().forEach(c -> categories.put(c.code(), c.rank()));
    var cohorts = new HashMap<String, Integer>();
    definitions.cohorts().forEach(c -> cohorts.put(c.code(), c.rank()));
    return new Overview.Order(categories, cohorts);
  }
}
