package nl.vangnet.transport.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.policy.TransferRules;
import nl.vangnet.policy.TransportRules;
import nl.vangnet.transport.CapacityNeed;
import nl.vangnet.transport.HubWhatIf;
import nl.vangnet.transport.PlanningBoard;
import nl.vangnet.transport.TripCount;
import nl.vangnet.transport.TripForecast;
import nl.vangnet.travel.Mode;
import nl.vangnet.travel.TravelTimes;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The calculator of needed transport capacity, hubs on or off, and the counter of trips (TRA-04,
/// TRA-05, TRA-08).
@Controller
class NeedPages {
  private static final int COUNTED = 14;
  private static final int AHEAD = 7;

  private final PlanningBoard board;
  private final HomeRegions regions;
  private final TravelTimes travel;
  private final TransportRules rules;
  private final TransferRules transfer;

  NeedPages(
      PlanningBoard board,
      HomeRegions regions,
      TravelTimes travel,
      TransportRules rules,
      TransferRules transfer) {
    this.board = board;
    this.regions = regions;
    this.travel = travel;
    this.rules = rules;
    this.transfer = transfer;
  }

  @GetMapping("/vervoer/behoefte")
  @Grant(Permission.SEE_TRANSPORT)
  ModelAndView need(@RequestParam Map<String, String> form, Actor actor, Frame frame) {
    var now = frame.now();
    var region = region(form, actor);
    var hospitals =
        (region == null ? regions.sites() : regions.sites(region))
            .stream()
                .filter(s -> s.type() == ProviderType.HOSPITAL && s.coordinates() != null)
                .toList();
    var counts = board.trips(midnight(now).minus(Duration.ofDays(35)), now);
    var asked = asked(form, region, mean(counts, now));
    var ruled = transfer.hubs(transfer.where(region == null ? null : region.code(), now), now);
    var chosen = chosen(form, hospitals);
    var hubs = chosen.isEmpty() ? known(ruled, hospitals) : chosen;
    var estimates = travel.estimates(now);
    var ways =
        HubWhatIf.of(
            places(hospitals),
            places(hospitals.stream().filter(s -> hubs.contains(s.code())).toList()),
            (a, b) -> estimates.between(a, b, Mode.ROAD));
    var classes =
        new ArrayList<>(new TreeSet<>(counts.stream().map(TripCount::vehicleClass).toList()));
    var days = days(counts, classes, now);
    var recent = counts.stream().filter(c -> isRecent(c.day(), now)).toList();
    var view =
        new NeedView(
            asked,
            regions.list(),
            hospitals,
            hubs,
            chosen.isEmpty() && !hubs.isEmpty(),
            ways,
            lines(asked, ways, !hubs.isEmpty(), now),
            days,
            classes,
            Math.max(1, days.stream().mapToInt(NeedView.DayCount::whole).max().orElse(1)),
            TripForecast.of(whole(counts, now), LocalDate.ofInstant(now, Frame.ZONE), AHEAD),
            recent.stream().mapToDouble(TripCount::kilometres).sum(),
            recent.stream().mapToDouble(TripCount::emptyKilometres).sum());
    return new ModelAndView("transport/web/capacity", Map.of("frame", frame, "view", view));
  }

  private @Nullable Region region(Map<String, String> form, Actor actor) {
    var code = form.get("regio");
    if (code == null && actor.scope() instanceof Scope.InRegion(var own)) {
      return regions.list().stream().filter(r -> r.id().equals(own)).findFirst().orElse(null);
    }
    return code == null || code.isBlank() ? null : regions.find(code).orElse(null);
  }

  private static Instant midnight(Instant now) {
    return LocalDate.ofInstant(now, Frame.ZONE).atStartOfDay(Frame.ZONE).toInstant();
  }

  private static boolean isRecent(LocalDate day, Instant now) {
    return day.isAfter(LocalDate.ofInstant(now, Frame.ZONE).minusDays(COUNTED));
  }

  /// The mean of the days counted before today; 12 while nothing was counted.
  private static double mean(List<TripCount> counts, Instant now) {
    var whole = whole(counts, now);
    return whole.isEmpty()
        ? 12
        : Math.round(whole.values().stream().mapToInt(Integer::intValue).average().orElseThrow());
  }

  private static Map<LocalDate, Integer> whole(List<TripCount> counts, Instant now) {
    var today = LocalDate.ofInstant(now, Frame.ZONE);
    var whole = new TreeMap<LocalDate, Integer>();
    counts.stream()
        .filter(c -> c.day().isBefore(today))
        .forEach(c -> whole.merge(c.day(), c.trips(), Integer::sum));
    return whole;
  }

  private static List<NeedView.DayCount> days(
      List<TripCount> counts, List<VehicleClass> classes, Instant now) {
    var today = LocalDate.ofInstant(now, Frame.ZONE);
    var days = new ArrayList<NeedView.DayCount>();
    for (var day = today.minusDays(COUNTED - 1L); !day.isAfter(today); day = day.plusDays(1)) {
      var of = day;
      var perClass =
          classes.stream()
              .map(c ->
                  counts.stream()
                      .filter(t -> t.day().equals(of) && t.vehicleClass() == c)
                      .mapToInt(TripCount::trips)
                      .sum())
              .toList();
      days.add(
          new NeedView.DayCount(of, perClass, perClass.stream().mapToInt(Integer::intValue).sum()));
    }
    return days;
  }

  private static NeedView.Asked asked(
      Map<String, String> form, @Nullable Region region, double mean) {
    var perDay = number(form, "perdag", mean, 0, 5_000);
    return new NeedView.Asked(
        region == null ? "" : region.code(),
        perDay,
        number(form, "extra", Math.round(perDay / 2), 0, 5_000),
        (int) number(form, "terug", 60, 0, 100),
        (int) number(form, "ic", 30, 0, 100),
        (int) number(form, "inzet", 75, 10, 100));
  }

  private static double number(
      Map<String, String> form, String field, double otherwise, double least, double most) {
    var text = form.getOrDefault(field, "").strip().replace(',', '.');
    if (!text.matches("\\d{1,5}(\\.\\d{1,2})?")) {
      return otherwise;
    }
    return Math.clamp(Double.parseDouble(text), least, most);
  }

  private static Set<String> chosen(Map<String, String> form, List<Site> hospitals) {
    var found = new HashSet<String>();
    for (var site : hospitals) {
      if (form.containsKey("hub-" + site.code())) {
        found.add(site.code());
      }
    }
    return found;
  }

  /// The hubs of the rules by the codes that the directory writes.
  private static Set<String> known(Set<String> ruled, List<Site> hospitals) {
    var found = new HashSet<String>();
    for (var site : hospitals) {
      if (ruled.stream().anyMatch(site.code()::equalsIgnoreCase)) {
        found.add(site.code());
      }
    }
    return found;
  }

  private static List<Coordinates> places(List<Site> sites) {
    return sites.stream().map(Site::coordinates).filter(Objects::nonNull).toList();
  }

  private List<NeedView.Line> lines(
      NeedView.Asked asked, HubWhatIf ways, boolean hubs, Instant now) {
    var icu = asked.icuPercent() / 100.0;
    return List.of(
        line("micu", asked, ways, hubs, icu, now),
        line("ambulance", asked, ways, hubs, 1 - icu, now));
  }

  private NeedView.Line line(
      String kind, NeedView.Asked asked, HubWhatIf ways, boolean hubs, double share, Instant now) {
    return new NeedView.Line(
        kind,
        CapacityNeed.of(ask(kind, asked, ways.spread(), asked.perDay() * share, now)),
        hubs
            ? CapacityNeed.of(
                ask(kind, asked, ways.hubs(), (asked.perDay() + asked.extra()) * share, now))
            : null);
  }

  private CapacityNeed.Ask ask(
      String kind, NeedView.Asked asked, HubWhatIf.Way way, double transfers, Instant now) {
    var minutes = rules.minutes(now);
    var suffix = kind.equals("micu") ? "-micu" : "";
    var fixed =
        minutes.get("turnout")
            + minutes.get("pickup" + suffix)
            + minutes.get("dropoff" + suffix)
            + (minutes.get("cleaning") + minutes.get("cleaning-isolation")) / 2;
    return new CapacityNeed.Ask(
        transfers,
        asked.returnPercent() / 100.0,
        way.minutes(),
        way.kilometres(),
        fixed,
        0.6,
        Math.min(480, rules.longestShift(now).toMinutes()),
        asked.usable() / 100.0,
        2);
  }
}
