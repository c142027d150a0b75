package nl.vangnet.feeds;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.History;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.ObservationOutcome;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The fields of the LCPS capacity feed, out per day from the history and in per hospital and day.
/// Null is unknown; a total of which parts are unknown says of how many.
@Service
public class LcpsFeed {
  /// The moment of a day in the feed.
  public static final LocalTime MOMENT = LocalTime.NOON;

  private final History history;
  private final Definitions definitions;
  private final CapacityBook book;
  private final FeedPlaces places;
  private final AuditTrail audit;
  private final Clock clock;

  LcpsFeed(
      History history,
      Definitions definitions,
      CapacityBook book,
      FeedPlaces places,
      AuditTrail audit,
      Clock clock) {
    this.history = history;
    this.definitions = definitions;
    this.book = book;
    this.places = places;
    this.audit = audit;
    this.clock = clock;
  }

  /// One day: a value per field, null when unknown, and per field the number of lines of which the
  /// value is not known or too old to count.
  public record Day(
      LocalDate date,
      Instant at,
      Map<LcpsField, @Nullable Integer> values,
      Map<LcpsField, Integer> unknown) {}

  /// The days from `from` to `to` (included) over these sites.
  @Transactional(readOnly = true)
  public List<Day> days(List<Site> sites, LocalDate from, LocalDate to) {
    var now = clock.instant();
    var days = new TreeMap<Instant, Day>();
    for (var date = from; !date.isAfter(to); date = date.plusDays(1)) {
      var noon = date.atTime(MOMENT).atZone(FeedPlaces.ZONE).toInstant();
      if (date.atStartOfDay(FeedPlaces.ZONE).toInstant().isAfter(now)) {
        break;
      }
      var at = noon.isAfter(now) ? now : noon;
      days.put(
          at, new Day(date, at, new EnumMap<>(LcpsField.class), new EnumMap<>(LcpsField.class)));
    }
    var ids = sites.stream().map(Site::id).toList();
    for (var field : LcpsField.values()) {
      totals(ids, lines(field), field.variable(), List.copyOf(days.keySet()))
          .forEach((at, total) -> {
            var day = Objects.requireNonNull(days.get(at));
            day.values().put(field, total.value());
            day.unknown().merge(field, total.open(), Integer::sum);
          });
      if (field.cohort() != null && field.variable() == Variable.OCCUPIED) {
        notSplit(ids, field, days);
      }
    }
    return List.copyOf(days.values());
  }

  /// What is reported without a cohort cannot be given to one: it makes every cohort's total open.
  private void notSplit(List<SiteId> sites, LcpsField field, Map<Instant, Day> days) {
    totals(
            sites,
            line -> line.category().equals(field.category()) && line.cohort().equals("all"),
            field.variable(),
            List.copyOf(days.keySet()))
        .forEach((at, total) ->
            Objects.requireNonNull(days.get(at))
                .unknown()
                .merge(field, total.figures(), Integer::sum));
  }

  private static Predicate<Line> lines(LcpsField field) {
    return line ->
        line.category().equals(field.category())
            && (field.cohort() == null || field.cohort().equals(line.cohort()));
  }

  /// A total and the number of figures in it, and of those that do not count.
  record DayTotal(@Nullable Integer value, int figures, int open) {}

  /// The totals at these moments, read in stretches of whole days.
  Map<Instant, DayTotal> totals(
      List<SiteId> sites, Predicate<Line> lines, Variable variable, List<Instant> moments) {
    var totals = new TreeMap<Instant, DayTotal>();
    var begin = 0;
    for (var i = 1; i <= moments.size(); i++) {
      var goesOn =
          i < moments.size()
              && i - begin < History.MOST_POINTS - 1
              && Duration.between(moments.get(i - 1), moments.get(i)).equals(Duration.ofDays(1));
      if (!goesOn) {
        var points =
            history.series(
                sites, lines, variable, moments.get(begin), moments.get(i - 1), Duration.ofDays(1));
        for (var n = 0; n < points.size() && begin + n < i; n++) {
          var total = points.get(n).total();
          totals.put(
              moments.get(begin + n),
              new DayTotal(total.value(), total.figures(), total.stale() + total.unknown()));
        }
        begin = i;
      }
    }
    return totals;
  }

  /// One row as it came in: the site's code, the day as text, and the fields (null is unknown).
  public record Row(
      String site,
      String date,
      @Nullable String unit,
      Map<String, @Nullable BigDecimal> values,
      Map<String, Integer> unknown) {}

  /// What became of one field of a row: recorded, already-known or refused.
  public record Item(
      String place, String outcome, @Nullable String code, @Nullable String advice) {}

  /// What became of all rows.
  public record Answer(int recorded, int alreadyKnown, int refused, List<Item> items) {
    public Answer {
      items = List.copyOf(items);
    }
  }

  /// Records rows. Needs SEND_OBSERVATIONS or ENTER_FIGURES, and each site inside the scope of the
  /// sender.
  @Transactional
  public Answer take(Actor actor, CountryCode country, List<Row> rows) {
    if (!actor.has(Permission.SEND_OBSERVATIONS) && !actor.has(Permission.ENTER_FIGURES)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "lcps");
    }
    var items = new ArrayList<Item>();
    var figures = new ArrayList<Reported>();
    var figurePlaces = new ArrayList<String>();
    for (var i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var place = "rows[" + i + "]";
      var site =
          places
              .snapshot()
              .findSite(country, row.site())
              .or(() -> places.findSite(actor, row.site()));
      var at = LcpsDate.moment(row.date(), clock.instant());
      if (site.isEmpty()) {
        items.add(
            refused(place + ".LOCATIE", "unknown-site", "use the code of a site of the directory"));
        continue;
      }
      if (at.isEmpty()) {
        items.add(
            refused(place + ".DATUM", "bad-date", "write the day as 2026-11-22 or 22-11-2026"));
        continue;
      }
      row.values()
          .forEach((name, value) -> {
            var where = place + "." + name;
            var field = LcpsField.find(name);
            if (field.isEmpty()) {
              items.add(refused(where, "unknown-field", "use a field of the LCPS feed"));
              return;
            }
            var cohort = field.get().cohort() == null ? "all" : field.get().cohort();
            if (definitions.findCohort(cohort).isEmpty()) {
              if (value != null) {
                items.add(
                    refused(
                        where,
                        "unknown-cohort",
                        "let the steward publish a cohort '" + cohort + "' and send it again"));
              }
              return;
            }
            if (value != null && (value.scale() > 0 || value.precision() - value.scale() > 9)) {
              items.add(refused(where, "not-whole", "beds are counted in whole numbers"));
              return;
            }
            var unit = row.unit() == null ? field.get().unit() : row.unit();
            figures.add(
                figure(
                    site.get(),
                    unit,
                    field.get(),
                    cohort,
                    value == null ? null : value.intValueExact(),
                    "null in the LCPS feed",
                    at.get()));
            figurePlaces.add(where);
            var open = row.unknown().getOrDefault(name, 0);
            if (value != null && open > 0) {
              // A total that says of some units it does not know stays a total with a gap.
              figures.add(
                  figure(
                      site.get(),
                      unit + "-onbekend",
                      field.get(),
                      cohort,
                      null,
                      open + " lines unknown in the LCPS feed",
                      at.get()));
              figurePlaces.add(place + ".ONBEKEND." + name);
            }
          });
    }
    record(actor, figures, figurePlaces, items);
    return new Answer(
        count(items, "recorded"), count(items, "already-known"), count(items, "refused"), items);
  }

  private void record(
      Actor actor, List<Reported> figures, List<String> figurePlaces, List<Item> items) {
    var method = actor.id().startsWith("source:") ? Method.REPORTED : Method.MANUAL;
    var outcomes = book.record(actor, method, figures);
    for (var i = 0; i < outcomes.size(); i++) {
      var place = figurePlaces.get(i);
      items.add(
          switch (outcomes.get(i)) {
            case ObservationOutcome.Recorded done -> new Item(place, "recorded", null, null);
            case ObservationOutcome.AlreadyKnown known ->
                new Item(place, "already-known", null, null);
            case ObservationOutcome.Refused(var code, var advice) -> refused(place, code, advice);
          });
    }
    audit.record(
        actor,
        "feeds.take-lcps",
        "lcps",
        null,
        Map.of(
            "figures", String.valueOf(figures.size()),
            "refused", String.valueOf(count(items, "refused"))));
  }

  private static Reported figure(
      Site site,
      String unit,
      LcpsField field,
      String cohort,
      @Nullable Integer value,
      String reason,
      Instant at) {
    return new Reported(
        site.id(),
        unit,
        field.category(),
        cohort,
        field.variable(),
        value,
        value == null ? reason : null,
        at,
        null);
  }

  private static Item refused(String place, String code, String advice) {
    return new Item(place, "refused", code, advice);
  }

  private static int count(List<Item> items, String outcome) {
    return (int) items.stream().filter(i -> i.outcome().equals(outcome)).count();
  }
}
