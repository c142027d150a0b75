package nl.vangnet.transfer.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.transfer.TransferFigures;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Draws the figures: shares, boxes on a scale of time, bars, and balances around a middle.
@Component
class FiguresViews {
  /// Where the scale of time ends: two days. It begins at one minute; each step is a multiple.
  private static final double LONGEST = 2880;

  private static final int[] MARKS = {1, 5, 15, 60, 240, 1440};
  private static final int SHOWN = 20;

  /// What the Arizona Surge Line reached in 6,732 requests (Villarroel 2023, doi
  /// 10.3389/fpubh.2022.1028353): minutes at the quartiles.
  private static final double[] ARIZONA = {33, 59, 116};

  private final HomeRegions regions;
  private final Directory directory;

  FiguresViews(HomeRegions regions, Directory directory) {
    this.regions = regions;
    this.directory = directory;
  }

  FiguresView view(Actor actor, Frame frame, FigurePeriod period, TransferFigures figures) {
    return new FiguresView(
        period,
        scope(actor, frame),
        tiles(frame, figures),
        new FiguresView.Times(strips(frame, figures), marks(frame)),
        causes(frame, figures),
        answers(frame, figures),
        sites(frame, figures),
        balances(frame, figures),
        trips(frame, figures.trips()));
  }

  FiguresView.Scope scope(Actor actor, Frame frame) {
    return switch (actor.scope()) {
      case Scope.Everywhere() ->
          new FiguresView.Scope(frame.t("transfer.board.nation"), "national");
      case Scope.InRegion(var region) ->
          new FiguresView.Scope(
              directory.snapshot().findRegion(region).map(Region::shortName).orElse(""), "region");
      case Scope.InOrganisation(var organisation) ->
          new FiguresView.Scope(
              directory.snapshot().findOrganisation(organisation).map(o -> o.name()).orElse(""),
              "hospital");
    };
  }

  private static List<FiguresView.Tile> tiles(Frame frame, TransferFigures figures) {
    var placing = figures.placing();
    var accepted =
        figures.times().stream()
            .filter(t -> t.stretch().equals("accepted"))
            .findFirst()
            .orElseThrow();
    var unmet = figures.unmet();
    var channels = figures.channels();
    return List.of(
        new FiguresView.Tile(
            frame.t("transfer.figures.placed"),
            percent(frame, placing.placedPermille()),
            frame.t("transfer.figures.placed.made", placing.placed(), placing.decided()),
            frame.t("transfer.figures.placed.anchor")),
        new FiguresView.Tile(
            frame.t("transfer.figures.median"),
            accepted.median() == null ? null : minutes(frame, accepted.median()),
            accepted.q1() == null || accepted.q3() == null
                ? frame.t("transfer.figures.median.what")
                : frame.t(
                    "transfer.figures.median.made",
                    minutes(frame, accepted.q1()),
                    minutes(frame, accepted.q3()),
                    accepted.count()),
            frame.t("transfer.figures.median.anchor")),
        new FiguresView.Tile(
            frame.t("transfer.figures.unmet"),
            percent(frame, TransferFigures.permille(unmet, placing.decided())),
            frame.t("transfer.figures.unmet.made", unmet, placing.unfulfilled() - unmet),
            frame.t("transfer.figures.unmet.anchor")),
        new FiguresView.Tile(
            frame.t("transfer.figures.asked"),
            frame.number(placing.submitted()),
            frame.t("transfer.figures.asked.made", placing.open(), placing.arrived()),
            ""),
        new FiguresView.Tile(
            frame.t("transfer.figures.avoided"),
            channels.answers() == 0 ? null : frame.number(channels.callsAvoided()),
            frame.t("transfer.figures.avoided.made", channels.answers()),
            ""));
  }

  private static List<FiguresView.Strip> strips(Frame frame, TransferFigures figures) {
    var strips = new ArrayList<FiguresView.Strip>();
    for (var time : figures.times()) {
      var name = frame.t("transfer.figures.stretch." + time.stretch());
      var anchor =
          time.stretch().equals("accepted") ? box(ARIZONA[0], ARIZONA[1], ARIZONA[2]) : null;
      var q1 = time.q1();
      var median = time.median();
      var q3 = time.q3();
      if (q1 == null || median == null || q3 == null) {
        strips.add(new FiguresView.Strip(name, time.count(), null, "", "", anchor));
      } else {
        strips.add(
            new FiguresView.Strip(
                name,
                time.count(),
                box(q1, median, q3),
                minutes(frame, median),
                frame.t("transfer.figures.half", minutes(frame, q1), minutes(frame, q3)),
                anchor));
      }
    }
    return strips;
  }

  private static FiguresView.Box box(double q1, double median, double q3) {
    var left = at(q1);
    return new FiguresView.Box(css(left), css(Math.max(0.4, at(q3) - left)), css(at(median)));
  }

  /// Where so many minutes lie on the scale, in percent.
  private static double at(double minutes) {
    return 100 * Math.log(Math.clamp(minutes, 1, LONGEST)) / Math.log(LONGEST);
  }

  private static List<FiguresView.Mark> marks(Frame frame) {
    var marks = new ArrayList<FiguresView.Mark>();
    for (var minutes : MARKS) {
      marks.add(
          new FiguresView.Mark(
              css(at(minutes)),
              minutes == 1440
                  ? frame.t("transfer.figures.day")
                  : Texts.duration(frame, Duration.ofMinutes(minutes)),
              minutes == 1 ? "start" : "middle"));
    }
    return marks;
  }

  private static List<FiguresView.Cause> causes(Frame frame, TransferFigures figures) {
    var most = figures.unfulfilled().values().stream().mapToInt(n -> n).max().orElse(1);
    var whole = figures.placing().decided();
    var causes = new ArrayList<FiguresView.Cause>();
    figures
        .unfulfilled()
        .forEach((code, count) ->
            causes.add(
                new FiguresView.Cause(
                    cause(frame, code),
                    count,
                    known(percent(frame, TransferFigures.permille(count, whole))),
                    css(100.0 * count / most),
                    TransferFigures.isUnmet(code))));
    causes.sort(Comparator.comparing((FiguresView.Cause c) -> !c.unmet()));
    return causes;
  }

  /// The words of a cause of an end.
  static String cause(Frame frame, String code) {
    var words = frame.words();
    return words.has("transfer.end." + code)
        ? words.of("transfer.end." + code)
        : words.has("transfer.step." + code) ? words.of("transfer.step." + code) : code;
  }

  private static FiguresView.Answers answers(Frame frame, TransferFigures figures) {
    var channels = figures.channels();
    var most =
        Math.max(
            1,
            Math.max(
                Math.max(channels.screen(), channels.link()),
                Math.max(channels.system(), channels.telephone())));
    var rows = new ArrayList<FiguresView.Cause>();
    rows.add(channel(frame, "screen", channels.screen(), channels.answers(), most));
    rows.add(channel(frame, "link", channels.link(), channels.answers(), most));
    rows.add(channel(frame, "system", channels.system(), channels.answers(), most));
    rows.add(channel(frame, "telephone", channels.telephone(), channels.answers(), most));
    var overruling = figures.overruling();
    return new FiguresView.Answers(
        rows,
        channels.answers(),
        channels.callsAvoided(),
        List.of(
            new FiguresView.Choice(
                frame.t("transfer.figures.followed"),
                overruling.asked() - overruling.overruled(),
                overruling.followedAnswered(),
                overruling.followedAccepted(),
                percent(frame, overruling.followedPermille()),
                width(overruling.followedPermille())),
            new FiguresView.Choice(
                frame.t("transfer.figures.overruled"),
                overruling.overruled(),
                overruling.overruledAnswered(),
                overruling.overruledAccepted(),
                percent(frame, overruling.overruledPermille()),
                width(overruling.overruledPermille()))));
  }

  private static FiguresView.Cause channel(
      Frame frame, String code, int count, int whole, int most) {
    return new FiguresView.Cause(
        frame.t("transfer.figures.channel." + code),
        count,
        known(percent(frame, TransferFigures.permille(count, whole))),
        css(100.0 * count / most),
        code.equals("telephone"));
  }

  private FiguresView.Sites sites(Frame frame, TransferFigures figures) {
    var order = SiteOrder.of(frame.query().get("volgorde"));
    var sorted = new ArrayList<>(figures.answers());
    sorted.sort(order.by(this::name));
    var all = frame.query().containsKey("alle");
    var rows = new ArrayList<FiguresView.SiteRow>();
    for (var site : sorted.subList(0, all ? sorted.size() : Math.min(SHOWN, sorted.size()))) {
      rows.add(
          new FiguresView.SiteRow(
              name(site.site()),
              site.asked(),
              site.accepted(),
              site.refused(),
              site.refusedWhileFree(),
              site.freeWhenRefused() == null ? null : decimal(frame, site.freeWhenRefused()),
              site.expired(),
              site.lost(),
              site.minutes() == null ? null : minutes(frame, site.minutes())));
    }
    var orders = new ArrayList<FiguresView.Order>();
    for (var possible : SiteOrder.values()) {
      orders.add(
          new FiguresView.Order(
              possible.code(),
              frame.t("transfer.figures.order." + possible.code()),
              frame.with(
                  "volgorde", possible == SiteOrder.REFUSED_WHILE_FREE ? null : possible.code()),
              possible == order));
    }
    return new FiguresView.Sites(
        rows, sorted.size(), orders, rows.size() < sorted.size() ? frame.with("alle", "1") : null);
  }

  /// The name of a site, its number when the directory does not know it.
  String name(SiteId site) {
    return regions.findSite(site).map(s -> s.name()).orElse(site.toString());
  }

  private FiguresView.Balances balances(Frame frame, TransferFigures figures) {
    var most = 1;
    for (var region : figures.regions()) {
      most = Math.max(most, Math.max(region.sent(), region.received()));
    }
    var rows = new ArrayList<FiguresView.Balance>();
    var moves = 0;
    for (var region : figures.regions()) {
      moves += region.sent() + region.received() + region.within();
      rows.add(
          balance(
              regions.find(region.region()).map(Region::shortName).orElse(region.region()),
              region.sent(),
              region.received(),
              region.within(),
              most));
    }
    rows.sort(
        Comparator.comparingInt(FiguresView.Balance::balance)
            .reversed()
            .thenComparing(FiguresView.Balance::name));
    var mostAbroad = 1;
    for (var country : figures.abroad()) {
      mostAbroad = Math.max(mostAbroad, Math.max(country.sent(), country.received()));
    }
    var abroad = new ArrayList<FiguresView.Balance>();
    for (var country : figures.abroad()) {
      abroad.add(
          balance(
              country(frame, country.country().value()),
              country.sent(),
              country.received(),
              0,
              mostAbroad));
    }
    return new FiguresView.Balances(rows, abroad, moves);
  }

  /// The name of a country in the language of the page.
  static String country(Frame frame, String code) {
    return Locale.of("", code).getDisplayCountry(frame.locale());
  }

  static FiguresView.Balance balance(String name, int sent, int received, int within, int most) {
    return new FiguresView.Balance(
        name,
        sent,
        received,
        within,
        received - sent,
        css(50 - 50.0 * sent / most),
        css(50.0 * sent / most),
        css(50.0 * received / most));
  }

  private static List<FiguresView.TripRow> trips(Frame frame, List<TransferFigures.Trips> counted) {
    var rows = new ArrayList<FiguresView.TripRow>();
    var trips = 0;
    var kilometres = 0.0;
    var empty = 0.0;
    for (var kind : counted) {
      rows.add(
          trip(
              frame,
              frame.t("fleet.class." + kind.vehicle().code()),
              kind.trips(),
              kind.kilometres(),
              kind.emptyKilometres()));
      trips += kind.trips();
      kilometres += kind.kilometres();
      empty += kind.emptyKilometres();
    }
    if (rows.size() > 1) {
      rows.add(trip(frame, frame.t("transfer.figures.all"), trips, kilometres, empty));
    }
    return rows;
  }

  private static FiguresView.TripRow trip(
      Frame frame, String name, int trips, double kilometres, double empty) {
    return new FiguresView.TripRow(
        name,
        trips,
        Math.round(kilometres),
        Math.round(empty),
        trips == 0 ? "" : decimal(frame, kilometres / trips));
  }

  /// A share as people read it, null when it is not known.
  static @Nullable String percent(Frame frame, @Nullable Integer permille) {
    return permille == null ? null : decimal(frame, permille / 10.0) + " %";
  }

  private static String known(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String width(@Nullable Integer permille) {
    return permille == null ? "0%" : css(permille / 10.0);
  }

  private static String decimal(Frame frame, double value) {
    return String.format(frame.locale(), "%.1f", value);
  }

  private static String minutes(Frame frame, double minutes) {
    // Less than a minute is not no time: it is said as such, not rounded.
    return Texts.duration(
        frame, minutes < 1 ? Duration.ZERO : Duration.ofMinutes(Math.round(minutes)));
  }

  private static String css(double percent) {
    return String.format(Locale.ROOT, "%.2f%%", percent);
  }
}
