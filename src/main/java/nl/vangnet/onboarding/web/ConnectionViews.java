package nl.vangnet.onboarding.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Authors;
import nl.vangnet.capacity.Beside;
import nl.vangnet.capacity.BesideSums;
import nl.vangnet.capacity.LineEnd;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Precedence;
import nl.vangnet.directory.Site;
import nl.vangnet.onboarding.Connection;
import nl.vangnet.onboarding.OwnCount;
import nl.vangnet.onboarding.Stage;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// What the pages of connecting hospitals show.
final class ConnectionViews {
  private ConnectionViews() {}

  /// The country: a row per region and a row per site.
  record Overview(List<RegionRow> regions, List<SiteRow> sites, @Nullable Stage stage) {
    int total(Stage of) {
      return regions.stream().mapToInt(r -> r.count(of)).sum();
    }

    int sitesInAll() {
      return regions.stream().mapToInt(RegionRow::sites).sum();
    }
  }

  /// A region: its sites per stage, and those whose figures of intensive care and ward are fresh.
  record RegionRow(String code, String name, int sites, Map<Stage, Integer> stages, int fresh) {
    int count(Stage of) {
      return stages.getOrDefault(of, 0);
    }

    /// The share of a stage, in whole percent.
    int percent(Stage of) {
      return sites == 0 ? 0 : Math.round(100f * count(of) / sites);
    }
  }

  /// A site in the list.
  record SiteRow(
      Site site,
      String region,
      Stage stage,
      @Nullable Instant since,
      @Nullable Instant heard,
      String href) {}

  /// One site.
  record SitePage(
      Site site,
      String region,
      String href,
      Connection connection,
      List<LinePicture> lines,
      List<OwnCount> counts,
      Map<Integer, String> lineNames,
      Map<String, String> categoryNames,
      List<Precedence> rules,
      List<Beside> beside,
      List<BesideSums> sums,
      List<LineEnd> ended,
      List<Origin> origins,
      Authors authors,
      boolean mayConnect,
      boolean mayCount,
      @Nullable String fault,
      @Nullable String notice) {
    /// The name of an origin of figures.
    String origin(@Nullable String origin, Frame frame) {
      return origin == null
          ? frame.t("onboarding.origin.last")
          : origin.equals(Precedence.PEOPLE)
              ? frame.t("onboarding.origin.people")
              : authors.name(origin);
    }

    /// The name of a line.
    String line(LineId id) {
      return lineNames.getOrDefault(id.value(), "—");
    }
  }

  /// Something that figures can come from.
  record Origin(String id, String name) {}
}
