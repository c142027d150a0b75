package nl.vangnet.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.web.Languages;
import org.junit.jupiter.api.Test;

class OverviewTest {
  private static final Duration STALE = Duration.ofHours(30);

  @Test
  void pressureHasFiveStepsAndUnknown() {
    assertThat(Pressure.of(0, 0)).isEqualTo(Pressure.UNKNOWN);
    assertThat(Pressure.of(3, 0)).isEqualTo(Pressure.FULL);
    assertThat(Pressure.of(69, 100)).isEqualTo(Pressure.CALM);
    assertThat(Pressure.of(70, 100)).isEqualTo(Pressure.NORMAL);
    assertThat(Pressure.of(80, 100)).isEqualTo(Pressure.BUSY);
    assertThat(Pressure.of(899, 1000)).isEqualTo(Pressure.BUSY);
    assertThat(Pressure.of(90, 100)).isEqualTo(Pressure.VERY_BUSY);
    assertThat(Pressure.of(99, 100)).isEqualTo(Pressure.VERY_BUSY);
    assertThat(Pressure.of(100, 100)).isEqualTo(Pressure.FULL);
  }

  @Test
  void addsUpNationRegionAndSiteByCategoryAndCohort() { // CAP-17
    var overview =
        new DemoPicture()
            .fresh(1, "icu", "covid", 11, 13)
            .fresh(1, "icu", "other", 5, 9)
            .fresh(2, "icu", "covid", 7, 8)
            .fresh(3, "icu", "other", 17, 19)
            .fresh(3, "ward", "other", 31, 97)
            .overview(Baseline.NONE);
    assertThat(picture(overview.nation().of("icu"))).isEqualTo("40/49 81% BUSY | 9 free | 3/3");
    assertThat(picture(overview.nation().cohortsOf("icu").get("covid")))
        .isEqualTo("18/21 85% BUSY | 3 free | 2/2");
    assertThat(picture(overview.findRegion("br").orElseThrow().figures().of("icu")))
        .isEqualTo("23/30 76% NORMAL | 7 free | 2/2");
    assertThat(overview.headline()).containsExactly("icu", "ward");
  }

  @Test
  void staleFiguresStayOutOfTotalsAndUnknownIsNeverZero() { // CAP-21
    var overview =
        new DemoPicture()
            .fresh(1, "icu", "other", 11, 13)
            .line(2, "icu", "other", 7, 8, STALE)
            .line(3, "icu", "other", null, 19, Duration.ofMinutes(2))
            .overview(Baseline.NONE);
    var icu = overview.nation().of("icu");
    assertThat(icu.load().occupied().value()).isEqualTo(11);
    assertThat(icu.load().occupied().staleValue()).isEqualTo(7);
    assertThat(icu.load().occupied().unknown()).isEqualTo(1);
    assertThat(icu.load().percent()).as("over lines of which both count").isEqualTo(84);
    assertThat(icu.freshness().fresh()).isEqualTo(1);
    assertThat(icu.freshness().sites()).isEqualTo(3);
    var cells = Cells.of(overview, new Languages().of("nl"));
    assertThat(cells.get("nl.icu.occ").text()).isEqualTo("11–18");
    assertThat(cells.get("s3.icu.occ").text()).isEqualTo("—");
    assertThat(cells.get("s2.icu.occ"))
        .extracting(Cell::text, Cell::css)
        .containsExactly("7", "stale");
    assertThat(cells.get("nl.icu.frsl").text()).isEqualTo("1 van 3 locaties vers");
  }

  @Test
  void ranksTheFullestRegionFirstAndTheUnknownLast() {
    var overview =
        new DemoPicture()
            .line(1, "icu", "other", null, 13, Duration.ZERO)
            .fresh(3, "icu", "other", 4, 19)
            .overview(Baseline.NONE);
    assertThat(overview.regions()).extracting(r -> r.region().code()).containsExactly("LI", "BR");
  }

  @Test
  void comparesWithYesterdayOverLinesKnownAtBothMoments() {
    var yesterday =
        Baseline.of(
            new DemoPicture()
                .fresh(1, "icu", "other", 8, 13)
                .line(2, "icu", "other", 3, 8, STALE)
                .at(1));
    var overview =
        new DemoPicture()
            .fresh(1, "icu", "other", 11, 13)
            .fresh(2, "icu", "other", 7, 8)
            .overview(yesterday);
    assertThat(overview.findRegion("BR").orElseThrow().sinceYesterday()).containsEntry("icu", 3);
    assertThat(overview.findRegion("LI").orElseThrow().sinceYesterday()).isEmpty();
  }

  @Test
  void aFilterLeavesOutWhatWasNotAskedFor() {
    var filter =
        new Filter(CountryCode.NL, "acute-care-network", "icu", "other", null, SiteClass.ACADEMIC);
    var picture =
        new DemoPicture()
            .fresh(1, "icu", "other", 11, 13)
            .fresh(3, "icu", "other", 17, 19)
            .fresh(3, "icu", "covid", 2, 3)
            .at(1);
    var overview =
        Overview.of(
            picture,
            DemoPicture.directory(),
            DemoPicture.SET,
            filter,
            DemoPicture.ORDER,
            Baseline.NONE);
    assertThat(overview.sites()).extracting(r -> r.site().code()).containsExactly("MUMC");
    assertThat(overview.nation().of("icu").load().occupied().value()).isEqualTo(17);
  }

  @Test
  void namesTheLargestChangesWithTheirDirection() {
    var before =
        Baseline.of(
            new DemoPicture()
                .fresh(1, "icu", "other", 12, 13)
                .fresh(2, "icu", "other", 7, 8)
                .at(1));
    var overview =
        new DemoPicture()
            .fresh(1, "icu", "other", 11, 13)
            .fresh(2, "icu", "other", 2, 8)
            .overview(Baseline.NONE);
    var changes = Change.largest(overview, before, 5);
    assertThat(changes).extracting(c -> c.site().code()).containsExactly("AMP", "ETZ");
    assertThat(changes.getFirst().occupied().difference()).isEqualTo(-5);
    assertThat(changes.getFirst().free().difference()).isEqualTo(5);
  }

  @Test
  void saysWhoIsSilentAndSinceWhen() {
    var overview =
        new DemoPicture()
            .fresh(1, "icu", "other", 11, 13)
            .line(2, "icu", "other", 7, 8, STALE)
            .line(3, "icu", "other", null, 19, Duration.ZERO)
            .overview(Baseline.NONE);
    assertThat(Silence.of(overview))
        .extracting(s -> s.site().code())
        .containsExactly("MUMC", "AMP");
    assertThat(Silence.of(overview).getLast().since()).isEqualTo(DemoPicture.NOW.minus(STALE));
  }

  private static String picture(@org.jspecify.annotations.Nullable Sums sums) {
    if (sums == null) {
      return "nothing";
    }
    var load = sums.load();
    return load.occupied().value()
        + "/"
        + load.staffed().value()
        + " "
        + load.percent()
        + "% "
        + load.pressure()
        + " | "
        + sums.room().free().value()
        + " free | "
        + sums.freshness().fresh()
        + "/"
        + sums.freshness().sites();
  }
}
