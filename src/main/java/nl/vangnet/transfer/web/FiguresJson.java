package nl.vangnet.transfer.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.transfer.FiguresDesk;
import nl.vangnet.transfer.TransferFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What moving patients came to, for programs.
@RestController
@Tag(name = "transfers")
class FiguresJson {
  private final FiguresDesk desk;
  private final HomeRegions regions;
  private final Clock clock;

  FiguresJson(FiguresDesk desk, HomeRegions regions, Clock clock) {
    this.desk = desk;
    this.regions = regions;
    this.clock = clock;
  }

  /// The figures of the days `from` to `to`, both counted. What is not known yet is null.
  record FiguresAnswer(
      LocalDate from,
      LocalDate to,
      Instant made,
      PlacingRow placing,
      List<TransferFigures.StepTime> times,
      List<CauseRow> causes,
      List<SiteRow> sites,
      ChannelsRow channels,
      TransferFigures.Overruling overruling,
      List<BalanceRow> regions,
      List<BalanceRow> abroad,
      List<TripsRow> trips) {}

  /// Requests handed in and what became of them; shares in permille of those that are decided.
  record PlacingRow(
      int submitted,
      int placed,
      int arrived,
      int open,
      int endedWithoutPlace,
      int unmet,
      @Nullable Integer placedPermille,
      @Nullable Integer unmetPermille) {}

  /// A cause of an end without a place; `unmet` when the need stayed.
  record CauseRow(String reason, int cases, boolean unmet) {}

  /// What a site answered.
  record SiteRow(
      String site,
      int asked,
      int accepted,
      int refused,
      int refusedWhileFree,
      @Nullable Double freeWhenRefused,
      int silent,
      int lost,
      @Nullable Double medianMinutes) {}

  /// How answers came.
  record ChannelsRow(
      int screen, int link, int system, int telephone, int callsAvoided, int askedByItself) {}

  /// Sent and received of a region or a country; `within` moved inside it.
  record BalanceRow(String code, int sent, int received, int within, int balance) {}

  /// The trips of a kind of vehicle.
  record TripsRow(String vehicle, int trips, double kilometres, double emptyKilometres) {}

  @Operation(
      summary = "What moving patients came to",
      description =
          "The last so many days (1 to 366, 28 when left out), or the days from and to, both"
              + " counted. A region sees its own requests and its sites' answers, a hospital the"
              + " nation's sums and its own answers.")
  @GetMapping("/api/v1/transfers/figures")
  @Grant(Permission.SEE_TRANSFERS)
  FiguresAnswer figures(
      Actor actor,
      @Parameter(description = "The last so many days.") @RequestParam(required = false)
          @Nullable String days,
      @Parameter(description = "The first day, 2021-02-03.") @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = "The last day, 2021-02-28.") @RequestParam(required = false)
          @Nullable String to) {
    var query = new HashMap<String, String>();
    put(query, "days", days);
    put(query, "from", from);
    put(query, "to", to);
    var now = clock.instant();
    var period = FigurePeriod.of(query, now, "from", "to");
    var figures = desk.figures(actor, period.from(), period.to());
    var placing = figures.placing();
    var channels = figures.channels();
    return new FiguresAnswer(
        period.first(),
        period.last(),
        now,
        new PlacingRow(
            placing.submitted(),
            placing.placed(),
            placing.arrived(),
            placing.open(),
            placing.unfulfilled(),
            figures.unmet(),
            placing.placedPermille(),
            TransferFigures.permille(figures.unmet(), placing.decided())),
        figures.times(),
        figures.unfulfilled().entrySet().stream()
            .map(c -> new CauseRow(c.getKey(), c.getValue(), TransferFigures.isUnmet(c.getKey())))
            .toList(),
        figures.answers().stream().map(this::row).toList(),
        new ChannelsRow(
            channels.screen(),
            channels.link(),
            channels.system(),
            channels.telephone(),
            channels.callsAvoided(),
            channels.byItself()),
        figures.overruling(),
        figures.regions().stream()
            .map(r -> new BalanceRow(r.region(), r.sent(), r.received(), r.within(), r.balance()))
            .toList(),
        figures.abroad().stream()
            .map(c -> new BalanceRow(c.country().value(), c.sent(), c.received(), 0, c.balance()))
            .toList(),
        figures.trips().stream()
            .map(t ->
                new TripsRow(t.vehicle().code(), t.trips(), t.kilometres(), t.emptyKilometres()))
            .toList());
  }

  private static void put(HashMap<String, String> query, String name, @Nullable String value) {
    if (value != null) {
      query.put(name, value);
    }
  }

  private SiteRow row(TransferFigures.SiteAnswers site) {
    return new SiteRow(
        code(site.site()),
        site.asked(),
        site.accepted(),
        site.refused(),
        site.refusedWhileFree(),
        site.freeWhenRefused(),
        site.expired(),
        site.lost(),
        site.minutes());
  }

  private String code(SiteId site) {
    return regions.findSite(site).map(Site::code).orElse("?");
  }
}
