package nl.vangnet.transfer.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.vangnet.directory.Site;
import nl.vangnet.files.CsvWriter;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.transfer.TransferFigures;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The figures as one long table: a row per figure, what is not known yet left empty.
@Component
class FiguresCsv {
  private static final List<String> HEAD =
      List.of("part", "code", "name", "measure", "value", "unit");

  private final HomeRegions regions;

  FiguresCsv(HomeRegions regions) {
    this.regions = regions;
  }

  String write(Frame frame, FigurePeriod period, FiguresView.Scope scope, TransferFigures figures) {
    var rows = new Rows(new ArrayList<>());
    rows.add("period", scope.code(), scope.place(), "from", period.first(), "day");
    rows.add("period", scope.code(), scope.place(), "to", period.last(), "day");
    rows.add("period", scope.code(), scope.place(), "made", frame.now(), "moment");
    var placing = figures.placing();
    rows.count("placing", "", "", "submitted", placing.submitted());
    rows.count("placing", "", "", "placed", placing.placed());
    rows.count("placing", "", "", "arrived", placing.arrived());
    rows.count("placing", "", "", "open", placing.open());
    rows.count("placing", "", "", "ended_without_place", placing.unfulfilled());
    rows.count("placing", "", "", "unmet", figures.unmet());
    rows.add("placing", "", "", "placed_share", share(placing.placedPermille()), "percent");
    rows.add(
        "placing",
        "",
        "",
        "unmet_share",
        share(TransferFigures.permille(figures.unmet(), placing.decided())),
        "percent");
    for (var time : figures.times()) {
      var name = frame.t("transfer.figures.stretch." + time.stretch());
      rows.count("time", time.stretch(), name, "count", time.count());
      rows.add("time", time.stretch(), name, "q1", tenth(time.q1()), "min");
      rows.add("time", time.stretch(), name, "median", tenth(time.median()), "min");
      rows.add("time", time.stretch(), name, "q3", tenth(time.q3()), "min");
    }
    figures
        .unfulfilled()
        .forEach((code, count) ->
            rows.count(
                "cause",
                code,
                FiguresViews.cause(frame, code),
                TransferFigures.isUnmet(code) ? "unmet" : "stopped",
                count));
    for (var site : figures.answers()) {
      answers(rows, site);
    }
    choices(frame, rows, figures);
    balances(frame, rows, figures);
    for (var kind : figures.trips()) {
      var code = kind.vehicle().code();
      var name = frame.t("fleet.class." + code);
      rows.count("trips", code, name, "trips", kind.trips());
      rows.add("trips", code, name, "kilometres", tenth(kind.kilometres()), "km");
      rows.add("trips", code, name, "empty_kilometres", tenth(kind.emptyKilometres()), "km");
    }
    return CsvWriter.write(HEAD, rows.all(), ';');
  }

  private void answers(Rows rows, TransferFigures.SiteAnswers site) {
    var known = regions.findSite(site.site());
    var code = known.map(Site::code).orElse(site.site().toString());
    var name = known.map(Site::name).orElse("");
    rows.count("site", code, name, "asked", site.asked());
    rows.count("site", code, name, "accepted", site.accepted());
    rows.count("site", code, name, "refused", site.refused());
    rows.count("site", code, name, "refused_while_free", site.refusedWhileFree());
    rows.add("site", code, name, "free_when_refused", tenth(site.freeWhenRefused()), "beds");
    rows.count("site", code, name, "silent", site.expired());
    rows.count("site", code, name, "lost", site.lost());
    rows.add("site", code, name, "answer_median", tenth(site.minutes()), "min");
  }

  private static void choices(Frame frame, Rows rows, TransferFigures figures) {
    var channels = figures.channels();
    for (var channel : List.of("screen", "link", "system", "telephone")) {
      rows.count(
          "channel",
          channel,
          frame.t("transfer.figures.channel." + channel),
          "answers",
          switch (channel) {
            case "screen" -> channels.screen();
            case "link" -> channels.link();
            case "system" -> channels.system();
            default -> channels.telephone();
          });
    }
    rows.count("channel", "", "", "calls_avoided", channels.callsAvoided());
    rows.count("channel", "", "", "asked_by_itself", channels.byItself());
    var overruling = figures.overruling();
    var followed = frame.t("transfer.figures.followed");
    rows.count(
        "choice", "followed", followed, "asked", overruling.asked() - overruling.overruled());
    rows.count("choice", "followed", followed, "answered", overruling.followedAnswered());
    rows.count("choice", "followed", followed, "accepted", overruling.followedAccepted());
    var overruled = frame.t("transfer.figures.overruled");
    rows.count("choice", "overruled", overruled, "asked", overruling.overruled());
    rows.count("choice", "overruled", overruled, "answered", overruling.overruledAnswered());
    rows.count("choice", "overruled", overruled, "accepted", overruling.overruledAccepted());
  }

  private void balances(Frame frame, Rows rows, TransferFigures figures) {
    for (var region : figures.regions()) {
      var name = regions.find(region.region()).map(r -> r.name()).orElse("");
      rows.count("region", region.region(), name, "sent", region.sent());
      rows.count("region", region.region(), name, "received", region.received());
      rows.count("region", region.region(), name, "within", region.within());
      rows.count("region", region.region(), name, "balance", region.balance());
    }
    for (var country : figures.abroad()) {
      var code = country.country().value();
      var name = FiguresViews.country(frame, code);
      rows.count("abroad", code, name, "sent", country.sent());
      rows.count("abroad", code, name, "received", country.received());
      rows.count("abroad", code, name, "homeward", country.homeward());
      rows.count("abroad", code, name, "balance", country.balance());
    }
  }

  private static @Nullable Double share(@Nullable Integer permille) {
    return permille == null ? null : Double.valueOf(permille / 10.0);
  }

  private static @Nullable Double tenth(@Nullable Double value) {
    return value == null ? null : Double.valueOf(Math.round(value * 10) / 10.0);
  }

  private record Rows(List<List<@Nullable Object>> all) {
    void count(String part, String code, String name, String measure, int count) {
      add(part, code, name, measure, count, "");
    }

    void add(
        String part,
        String code,
        String name,
        String measure,
        @Nullable Object value,
        String unit) {
      all.add(Arrays.asList(part, code, name, measure, value, unit));
    }
  }
}
