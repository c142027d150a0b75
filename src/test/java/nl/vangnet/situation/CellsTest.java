package nl.vangnet.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.vangnet.web.Languages;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CellsTest {
  private final Languages languages = new Languages();

  @Test
  void onlyCellsThatDifferAreSent() {
    var words = languages.of("nl");
    var before =
        Cells.of(
                new DemoPicture()
                    .fresh(1, "icu", "other", 11, 13)
                    .fresh(3, "icu", "other", 17, 19)
                    .overview(Baseline.NONE),
                words)
            .byId();
    var now =
        Cells.of(
                new DemoPicture()
                    .fresh(1, "icu", "other", 12, 13)
                    .fresh(3, "icu", "other", 17, 19)
                    .overview(Baseline.NONE),
                words)
            .byId();
    var changed = Cells.changed(before, now);
    assertThat(changed).containsKeys("s1.icu.occ", "r1.icu.occ", "nl.icu.occ", "nl.icu.free");
    assertThat(changed).doesNotContainKeys("s3.icu.occ", "r2.icu.occ", "nl.icu.stf");
    assertThat(changed).containsEntry("nl.icu.occ", Cell.of("29", ""));
    assertThat(Cells.changed(now, now)).isEmpty();
  }

  @Test
  void aCellThatIsGoneBecomesADash() {
    assertThat(Cells.changed(Map.of("s9.icu.occ", Cell.of("5", "")), Map.of()))
        .containsEntry("s9.icu.occ", Cell.NONE);
  }

  @Test
  void theJsonCanBeReadWhateverTheText() {
    var json =
        Cells.json(
            41,
            Map.of("a.b", new Cell("1.012", "p4", "Zeeuws \"Vlaanderen\"\n<x>", "88%")),
            List.of(3L, 12L),
            List.of("r2", "r1"));
    var read = JsonMapper.shared().readTree(json);
    assertThat(read.at("/cells/a.b/t").asString()).isEqualTo("1.012");
    assertThat(read.at("/cells/a.b/h").asString()).isEqualTo("Zeeuws \"Vlaanderen\"\n<x>");
    assertThat(read.at("/changed/1").asInt()).isEqualTo(12);
    assertThat(read.at("/order/0").asString()).isEqualTo("r2");
    assertThat(json).doesNotContain("\n");
  }

  @Test
  void bothLanguagesSayTheSame() {
    var overview = new DemoPicture().fresh(1, "icu", "other", 1180, 1250).overview(Baseline.NONE);
    assertThat(Cells.of(overview, languages.of("nl")).get("nl.icu.occ").text()).isEqualTo("1.180");
    assertThat(Cells.of(overview, languages.of("en")).get("nl.icu.occ").text()).isEqualTo("1,180");
    assertThat(Cells.of(overview, languages.of("en")).get("nl.icu.bind").text())
        .isEqualTo("staffed beds bind");
  }

  @Test
  void findsSitesWhateverTheAccentsAndTheCase() {
    var hits =
        Finder.find(
            DemoPicture.directory(),
            nl.vangnet.directory.CountryCode.NL,
            DemoPicture.SET,
            "  TÍLburg ");
    assertThat(hits).extracting(Finder.Hit::href).containsExactly("/locatie/ETZ");
    assertThat(Finder.plain("’s-Hertogenbosch Één")).isEqualTo(" s hertogenbosch een");
  }
}
