package nl.vangnet.plausibility;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import nl.vangnet.capacity.History;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Picture;
import nl.vangnet.capacity.Total;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transfer.AnswerBook;
import nl.vangnet.web.Frame;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What every giver sees of the others: fear that named beds are filled makes hospitals name fewer,
/// so what is free, kept back and offered stands side by side, for all to see.
@Service
public class GivingBook {
  private static final int DAYS = 14;
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final LivePicture pictures;
  private final History history;
  private final AnswerBook answers;
  private final Clock clock;
  private final Map<String, Past> past = new ConcurrentHashMap<>();

  GivingBook(LivePicture pictures, History history, AnswerBook answers, Clock clock) {
    this.pictures = pictures;
    this.history = history;
    this.answers = answers;
    this.clock = clock;
  }

  private record Past(Instant readAt, Map<SiteId, Giving.Fortnight> bySite) {}

  /// What these sites have and give of a category together; the days of the fortnight are summed
  /// over the sites.
  @Transactional(readOnly = true)
  public Giving of(Collection<Site> sites, String category) {
    var ids = sites.stream().map(Site::id).toList();
    return of(ids, category, refused(ids, category));
  }

  private Giving of(List<SiteId> ids, String category, Map<SiteId, Integer> refused) {
    var picture = pictures.current();
    return new Giving(
        given(picture, ids, category, Variable.STAFFED),
        given(picture, ids, category, Variable.OCCUPIED),
        picture.totalFree(ids, l -> l.category().equals(category)),
        given(picture, ids, category, Variable.RESERVE),
        given(picture, ids, category, Variable.OFFERED),
        sum(ids, category),
        refused.values().stream().mapToInt(Integer::intValue).sum());
  }

  /// Whether any of these sites has lines of this category.
  public boolean has(Site site, String category) {
    return !pictures
        .current()
        .lines(List.of(site.id()), l -> l.category().equals(category))
        .isEmpty();
  }

  /// Sums only lines on which somebody gave the variable: who never offered has no unknown offer.
  private static Total given(
      Picture picture, List<SiteId> sites, String category, Variable variable) {
    var sum = new Total.Adder();
    for (var line : picture.lines(sites, l -> l.category().equals(category))) {
      var figure = line.figure(variable);
      if (figure.measured() != null) {
        sum.add(figure);
      }
    }
    return sum.total();
  }

  private Giving.Fortnight sum(List<SiteId> sites, String category) {
    var known = fortnights(category);
    var days = 0;
    var free = 0;
    var offered = 0;
    for (var site : sites) {
      var one = known.getOrDefault(site, Giving.Fortnight.NONE);
      days += one.days();
      free += one.free();
      offered += one.offered();
    }
    return new Giving.Fortnight(days, free, offered);
  }

  /// How often each of these sites refused while its lines of a category declared free beds.
  private Map<SiteId, Integer> refused(List<SiteId> sites, String category) {
    var lines = new HashSet<LineId>();
    pictures
        .current()
        .lines(sites, l -> l.category().equals(category))
        .forEach(l -> lines.add(l.line().id()));
    var count = new HashMap<SiteId, Integer>();
    for (var answer : answers.since(sites, clock.instant().minus(Duration.ofDays(DAYS)))) {
      if (answer.isRefusedWhileFree() && lines.contains(answer.line())) {
        count.merge(answer.site(), 1, Integer::sum);
      }
    }
    return count;
  }

  private Map<SiteId, Giving.Fortnight> fortnights(String category) {
    var now = clock.instant();
    var known = past.get(category);
    if (known == null || known.readAt().isBefore(now.minus(KEPT))) {
      known = new Past(now, read(category, now));
      past.put(category, known);
    }
    return known.bySite();
  }

  private record Day(SiteId site, Instant at) {}

  private Map<SiteId, Giving.Fortnight> read(String category, Instant now) {
    var lines = new ArrayList<Line>();
    var site = new HashMap<LineId, SiteId>();
    for (var picture : pictures.current().sites().values()) {
      for (var line : picture.lines()) {
        if (line.line().category().equals(category)) {
          lines.add(line.line());
          site.put(line.line().id(), picture.site());
        }
      }
    }
    var today = now.atZone(Frame.ZONE).with(LocalTime.of(8, 30));
    var last = (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
    var staffed = days(lines, site, Variable.STAFFED, last);
    var occupied = days(lines, site, Variable.OCCUPIED, last);
    var offered = days(lines, site, Variable.OFFERED, last);
    var counts = new HashMap<SiteId, int[]>();
    for (var day : staffed.keySet()) {
      var taken = occupied.get(day);
      if (taken != null) {
        var count = counts.computeIfAbsent(day.site(), k -> new int[3]);
        count[0]++;
        if (Objects.requireNonNull(staffed.get(day)) > taken) {
          count[1]++;
          count[2] += offered.getOrDefault(day, 0) > 0 ? 1 : 0;
        }
      }
    }
    var found = new HashMap<SiteId, Giving.Fortnight>();
    counts.forEach((id, c) -> found.put(id, new Giving.Fortnight(c[0], c[1], c[2])));
    return found;
  }

  private Map<Day, Integer> days(
      List<Line> lines, Map<LineId, SiteId> site, Variable variable, Instant last) {
    var found = new HashMap<Day, Integer>();
    var day = Duration.ofDays(1);
    for (var held :
        history.held(lines, variable, last.minus(day.multipliedBy(DAYS - 1L)), last, day)) {
      var value = held.measured().value();
      if (value != null) {
        found.merge(
            new Day(Objects.requireNonNull(site.get(held.line())), held.at()), value, Integer::sum);
      }
    }
    return found;
  }

  /// The sites of a list that have a category, with what each gives, by name.
  @Transactional(readOnly = true)
  public Map<Site, Giving> each(Collection<Site> sites, String category) {
    var found =
        new TreeMap<Site, Giving>((a, b) -> {
          var byName = a.name().compareToIgnoreCase(b.name());
          return byName != 0 ? byName : Long.compare(a.id().value(), b.id().value());
        });
    var refused = refused(sites.stream().map(Site::id).toList(), category);
    for (var site : sites) {
      if (has(site, category)) {
        var own = Map.of(site.id(), refused.getOrDefault(site.id(), 0));
        found.put(site, of(List.of(site.id()), category, own));
      }
    }
    return found;
  }
}
