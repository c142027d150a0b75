package nl.vangnet.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AreaDrawingTest {
  static final DirectorySnapshot NL = DutchTable.snapshot();
  static final LocalDate DAY = LocalDate.of(2023, 5, 6);

  @ParameterizedTest
  @ValueSource(strings = {"acute-care-network", "roaz", "safety-region"})
  void everySiteLiesInTheAreaOfItsOwnRegionAndNoOther(String kind) {
    var set = NL.findRegionSet(CountryCode.NL, kind, DAY).orElseThrow();
    var areas = AreaDrawing.areas(NL, set);
    assertThat(areas).hasSize(NL.regions(set).size());
    for (var site : NL.sites(CountryCode.NL)) {
      var own = NL.findRegionOf(site.id(), set).orElseThrow();
      var at = Objects.requireNonNull(site.coordinates());
      for (var region : NL.regions(set)) {
        assertThat(inside(at, Objects.requireNonNull(areas.get(region.id()))))
            .as("%s in %s", site.code(), region.code())
            .isEqualTo(region.equals(own));
      }
    }
  }

  @Test
  void areasFillTheOutlineWithoutOverlap() {
    var set = NL.findRegionSet(CountryCode.NL, "acute-care-network", DAY).orElseThrow();
    var areas = AreaDrawing.areas(NL, set);
    var outline = AreaDrawing.outline(NL, CountryCode.NL);
    var inCountry = 0;
    var counts = new HashMap<Integer, Integer>();
    for (var lat = 50.71; lat < 53.6; lat += 0.0317) {
      for (var lon = 3.21; lon < 7.3; lon += 0.0419) {
        var at = new Coordinates(lat, lon);
        var covered = (int) areas.values().stream().filter(rings -> inside(at, rings)).count();
        if (inside(at, outline)) {
          inCountry++;
          counts.merge(covered, 1, Integer::sum);
        } else {
          assertThat(covered).as("%s outside the country", at).isLessThanOrEqualTo(1);
        }
      }
    }
    assertThat(inCountry).isGreaterThan(2000);
    assertThat(counts.getOrDefault(1, 0)).isGreaterThan(inCountry * 99 / 100);
  }

  @Test
  void theWaddenIslandsAreDrawnAndTheOutlineIsSmall() {
    var outline = AreaDrawing.outline(NL, CountryCode.NL);
    assertThat(outline.size()).isGreaterThanOrEqualTo(8);
    assertThat(outline.stream().mapToInt(List::size).sum()).isBetween(300, 600);
    assertThat(inside(new Coordinates(53.08, 4.83), outline)).as("Texel").isTrue();
    assertThat(inside(new Coordinates(52.09, 5.12), outline)).as("Utrecht").isTrue();
    assertThat(inside(new Coordinates(51.44, 6.9), outline)).as("Essen").isFalse();
    assertThat(inside(new Coordinates(52.3, 3.4), outline)).as("North Sea").isFalse();
  }

  @Test
  void aCountryWithoutOutlineGetsAHullAroundItsSites() {
    var texas = new CountryCode("US-TX");
    var set =
        new RegionSet(
            "T", texas, "trauma-region", "T", LocalDate.of(2020, 1, 1), null, "made for this test");
    var houston = site(1, texas, 29.76, -95.37);
    var dallas = site(2, texas, 32.78, -96.80);
    var elPaso = site(3, texas, 31.76, -106.49);
    var regions =
        List.of(
            new Region(new RegionId(7), "T", "Q", "Houston"),
            new Region(new RegionId(8), "T", "E", "Dallas"));
    var snapshot =
        new DirectorySnapshot(
            1,
            List.of(),
            List.of(houston, dallas, elPaso),
            List.of(),
            List.of(set),
            regions,
            Map.of(
                "T",
                Map.of(
                    houston.id(), new RegionId(7),
                    dallas.id(), new RegionId(8))));
    var areas = AreaDrawing.areas(snapshot, set);
    assertThat(inside(new Coordinates(29.76, -95.37), ringsOf(areas, 7))).isTrue();
    assertThat(inside(new Coordinates(32.78, -96.80), ringsOf(areas, 8))).isTrue();
    assertThat(inside(new Coordinates(31.76, -106.49), AreaDrawing.outline(snapshot, texas)))
        .isTrue();
    assertThat(AreaDrawing.outline(snapshot, new CountryCode("DE"))).isEmpty();
  }

  @Test
  void aSingleRegionFillsItsCountry() {
    var malta = new CountryCode("MT");
    var set =
        new RegionSet("M", malta, "region", "M", LocalDate.of(2020, 1, 1), null, "for this test");
    var site = site(4, malta, 35.9, 14.48);
    var snapshot =
        new DirectorySnapshot(
            1,
            List.of(),
            List.of(site),
            List.of(),
            List.of(set),
            List.of(new Region(new RegionId(9), "M", "A", "A")),
            Map.of("M", Map.of(site.id(), new RegionId(9))));
    assertThat(inside(new Coordinates(35.9, 14.48), ringsOf(AreaDrawing.areas(snapshot, set), 9)))
        .isTrue();
  }

  @Test
  void writesAPictureToLookAt() throws IOException {
    var set = NL.findRegionSet(CountryCode.NL, "acute-care-network", DAY).orElseThrow();
    var svg =
        new StringBuilder("<svg xmlns='http://www.w3.org/2000/svg' width='700' height='820'>");
    var hue = 0;
    for (var rings : AreaDrawing.areas(NL, set).values()) {
      svg.append("<path fill-rule='evenodd' stroke='#333' fill='hsl(")
          .append(hue += 47)
          .append(",60%,75%)' d='");
      for (var ring : rings) {
        for (var i = 0; i < ring.size(); i++) {
          svg.append(i == 0 ? "M" : "L")
              .append((ring.get(i).longitude() - 3.2) * 165)
              .append(' ')
              .append((53.65 - ring.get(i).latitude()) * 270);
        }
        svg.append("Z");
      }
      svg.append("'/>");
    }
    for (var site : NL.sites(CountryCode.NL)) {
      var at = Objects.requireNonNull(site.coordinates());
      svg.append("<circle r='3' cx='")
          .append((at.longitude() - 3.2) * 165)
          .append("' cy='")
          .append((53.65 - at.latitude()) * 270)
          .append("'/>");
    }
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/areas-nl.svg"), svg.append("</svg>"));
  }

  private static List<List<Coordinates>> ringsOf(
      Map<RegionId, List<List<Coordinates>>> areas, long region) {
    return Objects.requireNonNull(areas.get(new RegionId(region)));
  }

  private static Site site(long id, CountryCode country, double latitude, double longitude) {
    return new Site(
        new SiteId(id),
        new OrganisationId(1),
        country,
        "S" + id,
        "S" + id,
        "",
        ProviderType.HOSPITAL,
        SiteClass.OTHER,
        false,
        new Coordinates(latitude, longitude));
  }

  /// Even-odd rule over all rings.
  static boolean inside(Coordinates at, List<List<Coordinates>> rings) {
    var inside = false;
    for (var ring : rings) {
      for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        var a = ring.get(i);
        var b = ring.get(j);
        if (a.latitude() > at.latitude() != b.latitude() > at.latitude()
            && at.longitude()
                < (b.longitude() - a.longitude())
                        * (at.latitude() - a.latitude())
                        / (b.latitude() - a.latitude())
                    + a.longitude()) {
          inside = !inside;
        }
      }
    }
    return inside;
  }
}
