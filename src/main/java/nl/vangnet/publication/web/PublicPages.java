package nl.vangnet.publication.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.OpenToAll;
import nl.vangnet.capacity.Category;
import nl.vangnet.capacity.Cohort;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.directory.Region;
import nl.vangnet.publication.Block;
import nl.vangnet.publication.Dataset;
import nl.vangnet.publication.OpenData;
import nl.vangnet.publication.OpenRow;
import nl.vangnet.publication.PublicTexts;
import nl.vangnet.reports.DayValue;
import nl.vangnet.reports.TrendChart;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// The public site (COM-01): what we do, how it works, and the figures of today, for everyone.
/// Shows nothing that the open data does not hold.
@Controller
class PublicPages {
  private static final String WHY = "the public site is for everyone";
  private static final int DAYS = 28;

  private final OpenData data;
  private final PublicTexts texts;
  private final Definitions definitions;

  PublicPages(OpenData data, PublicTexts texts, Definitions definitions) {
    this.data = data;
    this.texts = texts;
    this.definitions = definitions;
  }

  @GetMapping("/openbaar")
  @OpenToAll(why = WHY)
  ModelAndView home(Frame frame) {
    var nation = data.table(Dataset.NATIONAL_DAILY);
    var regions = data.table(Dataset.REGION_DAILY);
    var view =
        new HomeView(
            nation
                .newest()
                .map(day ->
                    figures(
                        nation,
                        regions,
                        day,
                        corrected(data.revised(Dataset.NATIONAL_DAILY), day),
                        frame))
                .orElse(null),
            texts.find("wat").orElse(null),
            texts.find("hoe").orElse(null),
            texts.find("cijfers").orElse(null),
            texts.find("contact").orElse(null),
            texts.today());
    return new ModelAndView("publication/web/home", Map.of("frame", frame, "view", view));
  }

  private static HomeView.Figures figures(
      OpenData.Table nation,
      OpenData.Table regions,
      LocalDate day,
      java.time.@Nullable Instant corrected,
      Frame frame) {
    var kinds = new ArrayList<HomeView.Kind>();
    for (var category : List.of("icu", "ward")) {
      nation.on(day).stream()
          .filter(r -> category.equals(nation.cell(r, "category")))
          .findFirst()
          .ifPresent(r ->
              kinds.add(
                  new HomeView.Kind(
                      category,
                      beds(nation, r),
                      TrendChart.of(
                          List.of(
                              new TrendChart.Named(
                                  frame.t("publication.occupied"), days(nation, category, day))),
                          frame.words()),
                      rows(regions, category, day))));
    }
    return new HomeView.Figures(day, nation.figuresAt(), kinds, corrected);
  }

  /// When the figures of a day were put right after they were public; null when they were not.
  private static java.time.@Nullable Instant corrected(
      List<OpenData.Revised> revised, LocalDate day) {
    for (var one : revised) {
      if (one.day().equals(day)) {
        return one.last().releasedAt();
      }
    }
    return null;
  }

  private static HomeView.Beds beds(OpenData.Table table, OpenRow row) {
    return new HomeView.Beds(
        number(table.cell(row, "occupied")),
        number(table.cell(row, "occupied_covid")),
        number(table.cell(row, "occupied_other")),
        number(table.cell(row, "staffed")),
        String.valueOf(table.cell(row, "status")));
  }

  private static @Nullable Integer number(@Nullable Object cell) {
    return cell instanceof Integer value ? value : null;
  }

  private static List<DayValue> days(OpenData.Table table, String category, LocalDate last) {
    var found = new java.util.HashMap<LocalDate, DayValue>();
    for (var row : table.rows()) {
      if (category.equals(table.cell(row, "category"))) {
        var day = LocalDate.parse(String.valueOf(table.cell(row, "date")));
        var value = number(table.cell(row, "occupied"));
        found.put(
            day,
            value == null
                ? DayValue.missing(day)
                : "estimate".equals(table.cell(row, "status"))
                    ? new DayValue(
                        day,
                        value,
                        number(table.cell(row, "low")),
                        number(table.cell(row, "high")),
                        DayValue.Status.ESTIMATE)
                    : DayValue.measured(day, value));
      }
    }
    var days = new ArrayList<DayValue>();
    for (var day = last.minusDays(DAYS - 1); !day.isAfter(last); day = day.plusDays(1)) {
      days.add(found.getOrDefault(day, DayValue.missing(day)));
    }
    return days;
  }

  private static List<HomeView.Region> rows(OpenData.Table table, String category, LocalDate day) {
    var rows = new ArrayList<HomeView.Region>();
    for (var row : table.on(day)) {
      if (category.equals(table.cell(row, "category"))) {
        rows.add(
            new HomeView.Region(
                Region.shortName(String.valueOf(table.cell(row, "region_name"))),
                beds(table, row)));
      }
    }
    return rows;
  }

  @GetMapping("/openbaar/begrippen")
  @OpenToAll(why = WHY)
  ModelAndView definitions(Frame frame) {
    return new ModelAndView(
        "publication/web/definitions",
        Map.of(
            "frame",
            frame,
            "view",
            new MeaningsView(definitions.categories(), definitions.cohorts())));
  }

  @GetMapping("/openbaar/vragen")
  @OpenToAll(why = WHY)
  ModelAndView questions(Frame frame) {
    return new ModelAndView(
        "publication/web/questions",
        Map.of(
            "frame",
            frame,
            "view",
            new QuestionsView(
                texts.list(Block.Kind.QUESTION),
                texts.list(Block.Kind.CORRECTION),
                texts.find("contact").orElse(null))));
  }

  @GetMapping("/open-data")
  @OpenToAll(why = WHY)
  ModelAndView openData(Frame frame) {
    var tables = new ArrayList<OpenDataView.Offered>();
    for (var dataset : Dataset.values()) {
      tables.add(new OpenDataView.Offered(data.table(dataset), data.revised(dataset)));
    }
    return new ModelAndView(
        "publication/web/opendata",
        Map.of("frame", frame, "view", new OpenDataView(tables, OpenData.LICENCE)));
  }
}

/// What the first page of the public site shows; parts that are null are left out.
record HomeView(
    @Nullable Figures figures,
    @Nullable Block what,
    @Nullable Block how,
    @Nullable Block about,
    @Nullable Block contact,
    LocalDate today) {
  /// The figures of the newest day; `corrected` when they were put right after they were public.
  record Figures(
      LocalDate day,
      java.time.@Nullable Instant at,
      List<Kind> kinds,
      java.time.@Nullable Instant corrected) {}

  /// One kind of beds: the country, its course and its regions.
  record Kind(String category, Beds beds, @Nullable TrendChart chart, List<Region> regions) {}

  /// Published numbers; null is not known or not shown.
  record Beds(
      @Nullable Integer occupied,
      @Nullable Integer covid,
      @Nullable Integer other,
      @Nullable Integer staffed,
      String status) {
    /// How full, in percent; null when either side is not there.
    @Nullable Integer percent() {
      return occupied == null || staffed == null || staffed == 0
          ? null
          : Integer.valueOf((int) (occupied * 100L / staffed));
    }
  }

  /// One region.
  record Region(String name, Beds beds) {}
}

/// What the page of meanings shows.
record MeaningsView(List<Category> categories, List<Cohort> cohorts) {}

/// What the page of questions shows.
record QuestionsView(List<Block> questions, List<Block> corrections, @Nullable Block contact) {}

/// What the page of the open data shows.
record OpenDataView(List<Offered> tables, String licence) {
  /// One dataset and the days of it that were corrected.
  record Offered(OpenData.Table table, List<OpenData.Revised> revised) {}
}
