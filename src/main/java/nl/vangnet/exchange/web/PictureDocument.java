package nl.vangnet.exchange.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.vangnet.capacity.EffectiveFree;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Measured;
import nl.vangnet.capacity.Picture;
import nl.vangnet.capacity.Total;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// The picture as the JSON API gives it: totals of the country and its regions, and every site with
/// its lines, each figure with both truths and its provenance.
record PictureDocument(
    Instant at,
    @Nullable Instant knownAt,
    long version,
    String country,
    @Nullable String regionSet,
    List<TotalRow> totals,
    List<RegionRow> regions,
    List<SiteRow> sites) {

  /// A total of one category, cohort (null: all) and variable. It lies between `value` and
  /// `valueWithStale`; the counts are figures by age.
  record TotalRow(
      String category,
      @Nullable String cohort,
      String variable,
      @Nullable Integer value,
      @Nullable Integer valueWithStale,
      int fresh,
      int ageing,
      int stale,
      int unknown) {}

  /// One region with its totals.
  record RegionRow(String code, String name, int sites, List<TotalRow> totals) {}

  /// One site with its lines.
  record SiteRow(
      String code,
      String name,
      @Nullable String region,
      @Nullable Instant lastHeard,
      int unplaced,
      List<LineRow> lines) {}

  /// One line.
  record LineRow(
      int line,
      @Nullable String unit,
      String category,
      String cohort,
      FreeRow effectiveFree,
      boolean rebuilding,
      List<FigureRow> figures) {}

  /// The effective free beds and what binds them.
  record FreeRow(
      @Nullable Integer beds,
      @Nullable Integer atMost,
      @Nullable String binding,
      List<String> missing,
      int overload,
      String age) {}

  /// One variable: measured, corrected, used.
  record FigureRow(
      String variable,
      @Nullable Integer used,
      int correction,
      String age,
      @Nullable MeasuredRow measured) {}

  /// The measured value with its provenance.
  record MeasuredRow(
      @Nullable Integer value,
      @Nullable String unknownReason,
      String method,
      String source,
      Instant observedAt,
      Instant receivedAt,
      Instant confirmedAt,
      int definitionVersion,
      @Nullable String note) {}

  /// What to show of which picture.
  record Frame(
      String country,
      @Nullable String regionSet,
      List<Site> sites,
      List<Region> regions,
      Map<SiteId, Region> regionOf,
      Map<Long, String> unitCodes,
      @Nullable Instant knownAt) {}

  static PictureDocument of(Picture picture, Frame frame, Predicate<Line> chosen) {
    var siteRows = new ArrayList<SiteRow>();
    var all = new ArrayList<LinePicture>();
    var byRegion = new java.util.HashMap<Region, List<LinePicture>>();
    for (var site : frame.sites()) {
      var lines = picture.lines(List.of(site.id()), chosen);
      all.addAll(lines);
      var region = frame.regionOf().get(site.id());
      if (region != null) {
        byRegion.computeIfAbsent(region, r -> new ArrayList<>()).addAll(lines);
      }
      var shown = picture.site(site.id());
      siteRows.add(
          new SiteRow(
              site.code(),
              site.name(),
              region == null ? null : region.code(),
              shown == null ? null : shown.lastHeard(),
              shown == null ? 0 : shown.unplaced(),
              lines.stream().map(line -> row(line, frame)).toList()));
    }
    return new PictureDocument(
        picture.at(),
        frame.knownAt(),
        picture.version(),
        frame.country(),
        frame.regionSet(),
        totals(all),
        frame.regions().stream()
            .map(r ->
                new RegionRow(
                    r.code(),
                    r.name(),
                    (int) frame.regionOf().values().stream().filter(r::equals).count(),
                    totals(byRegion.getOrDefault(r, List.of()))))
            .toList(),
        siteRows);
  }

  private static List<TotalRow> totals(Collection<LinePicture> lines) {
    var rows = new ArrayList<TotalRow>();
    var byCategory =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    l -> l.line().category(), java.util.TreeMap::new, Collectors.toList()));
    byCategory.forEach((category, own) -> {
      rows.addAll(totals(category, null, own));
      var cohorts =
          own.stream()
              .map(l -> l.line().cohort())
              .sorted()
              .collect(Collectors.toCollection(LinkedHashSet::new));
      for (var cohort : cohorts) {
        rows.addAll(
            totals(
                category,
                cohort,
                own.stream().filter(l -> l.line().cohort().equals(cohort)).toList()));
      }
    });
    return rows;
  }

  private static List<TotalRow> totals(
      String category, @Nullable String cohort, List<LinePicture> lines) {
    var rows = new ArrayList<TotalRow>();
    for (var variable : Variable.values()) {
      var figures = new ArrayList<Figure>();
      for (var line : lines) {
        var figure = line.figures().get(variable);
        if (figure != null) {
          figures.add(figure);
        }
      }
      if (!figures.isEmpty()) {
        var sum = new Sum();
        figures.forEach(f -> sum.add(f.used(), f.age()));
        for (var i = figures.size(); i < lines.size(); i++) {
          sum.add(null, nl.vangnet.capacity.Age.UNKNOWN);
        }
        rows.add(row(category, cohort, variable.code(), sum.total()));
      }
    }
    var free = new Sum();
    lines.forEach(l -> free.add(l.free().beds(), l.free().age()));
    rows.add(row(category, cohort, "effective_free", free.total()));
    return rows;
  }

  private static TotalRow row(
      String category, @Nullable String cohort, String variable, Total total) {
    var value = total.value();
    return new TotalRow(
        category,
        cohort,
        variable,
        value,
        total.stale() == 0
            ? value
            : Integer.valueOf((value == null ? 0 : value) + total.staleValue()),
        total.fresh(),
        total.ageing(),
        total.stale(),
        total.unknown());
  }

  private static LineRow row(LinePicture picture, Frame frame) {
    var figures = new ArrayList<FigureRow>();
    picture.figures().values().forEach(f -> figures.add(row(f)));
    return new LineRow(
        picture.line().id().value(),
        frame.unitCodes().get(picture.line().unit().value()),
        picture.line().category(),
        picture.line().cohort(),
        row(picture.free()),
        picture.rebuilding(),
        figures);
  }

  private static FreeRow row(EffectiveFree free) {
    return new FreeRow(
        free.beds(),
        free.atMost(),
        free.binding() == null ? null : free.binding().code(),
        free.missing().stream().map(Variable::code).toList(),
        free.overload(),
        word(free.age()));
  }

  private static FigureRow row(Figure figure) {
    return new FigureRow(
        figure.variable().code(),
        figure.used(),
        figure.corrected(),
        word(figure.age()),
        figure.measured() == null ? null : row(figure.measured()));
  }

  static MeasuredRow row(Measured measured) {
    return new MeasuredRow(
        measured.value(),
        measured.unknownReason(),
        measured.method().name().toLowerCase(Locale.ROOT),
        measured.source(),
        measured.observedAt(),
        measured.receivedAt(),
        measured.confirmedAt(),
        measured.definitionVersion(),
        measured.note());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// Adds figures up by age, as `Total` does.
  private static final class Sum {
    private int value;
    private int staleValue;
    private final int[] counts = new int[4];

    void add(@Nullable Integer used, nl.vangnet.capacity.Age age) {
      var counted = used == null ? nl.vangnet.capacity.Age.UNKNOWN : age;
      counts[counted.ordinal()]++;
      if (used == null) {
        return;
      }
      switch (age) {
        case FRESH, AGEING -> value += used;
        case STALE -> staleValue += used;
        case UNKNOWN -> {}
      }
    }

    Total total() {
      return new Total(
          counts[0] + counts[1] == 0 ? null : value,
          staleValue,
          counts[0],
          counts[1],
          counts[2],
          counts[3]);
    }
  }
}
