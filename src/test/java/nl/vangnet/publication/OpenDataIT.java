package nl.vangnet.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.testing.DocExamples;
import nl.vangnet.testing.World;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/// The open data as a program meets it (COM-13): protected, kept with every revision, cheap to ask
/// again.
class OpenDataIT extends PublicationDay {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> DATASETS =
      List.of("national-daily", "region-daily", "reporting-status");

  private static List<Map<String, String>> rows(String csv) throws IOException {
    try (var parser =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new java.io.StringReader(csv))) {
      return parser.getRecords().stream().map(r -> r.toMap()).toList();
    }
  }

  private List<Map<String, String>> today(String dataset) throws IOException {
    return rows(csv(dataset + "/" + day + ".csv")).stream()
        .filter(r -> "icu".equals(r.get("category")))
        .toList();
  }

  private Map<String, String> region(String code) throws IOException {
    return today("region-daily").stream()
        .filter(r -> code.equals(r.get("region")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRegionWithTwoSitesShowsNothingAndCannotBeWorkedOut() throws Exception {
    figures();
    release();
    assertThat(today("national-daily").getFirst())
        .containsEntry("occupied", "224")
        .containsEntry("occupied_covid", "99")
        .containsEntry("staffed", "270")
        .containsEntry("status", "measured");
    assertThat(region("LI"))
        .containsEntry("status", "suppressed")
        .containsEntry("occupied", "")
        .containsEntry("occupied_covid", "")
        .containsEntry("occupied_other", "")
        .containsEntry("staffed", "");
    var shown = 0;
    for (var column : List.of("occupied", "occupied_covid", "occupied_other", "staffed")) {
      var away = 0;
      for (var code : List.of("BR", "ZW")) {
        away += "".equals(region(code).get(column)) ? 1 : 0;
      }
      assertThat(away)
          .as("%s: the nation minus the other two would give Limburg", column)
          .isPositive();
      shown += 2 - away;
    }
    assertThat(shown).as("no more stays away than it takes").isEqualTo(3);
    assertThat(today("reporting-status").stream().filter(r -> "LI".equals(r.get("region"))))
        .singleElement()
        .satisfies(
            r -> assertThat(r).containsEntry("sites", "2").containsEntry("sites_reporting", "2"));
  }

  @Test
  void aSmallCountStaysAway() throws Exception {
    figures();
    figures("ZW", 1, 19, 26);
    release();
    assertThat(region("ZW"))
        .as("three times one covid patient")
        .containsEntry("occupied_covid", "")
        .containsEntry("status", "suppressed");
    assertThat(today("national-daily").getFirst()).containsEntry("occupied_covid", "69");
  }

  @Test
  void noSiteIsNamedAnywhereInPublic() {
    figures();
    release();
    var text = new StringBuilder();
    for (var dataset : DATASETS) {
      text.append(csv(dataset + ".csv")).append(csv(dataset + ".json"));
    }
    text.append(visitor().get("/openbaar").text()).append(visitor().get("/open-data").text());
    for (var site : everySite()) {
      assertThat(text.toString()).doesNotContain(site.name()).doesNotContain("\"" + site.code());
    }
  }

  @Test
  void aFigureThatIsCorrectedLaterKeepsTheOldOneBesideIt() throws Exception {
    figures();
    release();
    var before = csv("national-daily/" + day + ".csv");
    figures("BR", 13, 21, 34);
    edition("14:00", "Vier bedden per ziekenhuis vergeten in Brabant");
    time("14:02");
    data.release();
    assertThat(today("national-daily").getFirst()).containsEntry("occupied", "240");
    assertThat(csv("national-daily/" + day + ".csv?revision=1")).isEqualTo(before).contains("224");
    assertThat(csv("national-daily/" + day + ".csv?revision=2"))
        .isEqualTo(csv("national-daily/" + day + ".csv"));
    assertThat(csv("national-daily.csv"))
        .contains(day + ",icu,240")
        .doesNotContain(day + ",icu,224");
    var first = JSON.readTree(csv("national-daily/" + day + ".json?revision=1"));
    var now = JSON.readTree(csv("national-daily/" + day + ".json"));
    assertThat(first.get("revision").asInt()).isEqualTo(1);
    assertThat(now.get("revision").asInt()).isEqualTo(2);
    assertThat(first.get("released_at").asString()).isLessThan(now.get("released_at").asString());
    assertThat(visitor().get("/open-data").text())
        .as("who reads the page sees that the day was corrected, and finds what stood there")
        .contains("/open-data/v1/national-daily/" + day + ".csv?revision=1");
    assertThat(visitor().get("/openbaar").words()).contains("gecorrigeerd");
    assertThat(visitor().get("/open-data/v1/national-daily/" + day + ".csv?revision=3").status())
        .isEqualTo(404);
    assertThat(visitor().get("/open-data/v1/national-daily/" + day + ".csv?revision=x").status())
        .isEqualTo(400);
    assertThatThrownBy(() -> jdbc.update("update publication.release set content = '[]'"))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("append-only");
  }

  @Test
  void aCorrectionThatIsTakenBackIsARevisionToo() throws Exception {
    figures();
    time("12:31");
    reports.freezeByItself(day);
    var picture = reports.snapshots(day).getFirst().id();
    reports.publish(World.NATIONAL, day, picture, "");
    data.release();
    figures("BR", 13, 21, 34);
    edition("14:00", "Nageteld");
    data.release();
    assertThat(today("national-daily").getFirst()).containsEntry("occupied", "240");
    time("15:00");
    reports.publish(World.NATIONAL, day, picture, "De eerste telling klopte toch");
    assertThat(data.release()).isPositive();
    assertThat(data.release()).as("once").isZero();
    assertThat(today("national-daily").getFirst()).containsEntry("occupied", "224");
    assertThat(csv("national-daily/" + day + ".csv?revision=2")).contains("240");
    assertThat(csv("national-daily/" + day + ".csv?revision=3")).contains("224");
  }

  @Test
  void whoHasItAlreadyIsToldSo() {
    figures();
    release();
    var web = visitor();
    for (var address :
        List.of(
            "region-daily.csv",
            "region-daily.json",
            "region-daily/" + day + ".csv",
            "region-daily/" + day + ".json",
            "region-daily/schema.json",
            "datapackage.json")) {
      var first = web.get("/open-data/v1/" + address);
      assertThat(first.status()).as(address).isEqualTo(200);
      assertThat(first.header("ETag")).as(address).matches("\"[0-9a-f]{32}\"");
      assertThat(first.header("Cache-Control"))
          .as(address)
          .contains("max-age=60")
          .contains("public");
      assertThat(first.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(first.header("Set-Cookie")).as("nothing is kept of a reader").isEmpty();
      var again =
          web.get("/open-data/v1/" + address, Map.of("If-None-Match", first.header("ETag")));
      assertThat(again.status()).as(address).isEqualTo(304);
      assertThat(again.bytes()).isEmpty();
      assertThat(web.get("/open-data/v1/" + address, Map.of("If-None-Match", "\"x\"")).status())
          .isEqualTo(200);
    }
    var csv = web.get("/open-data/v1/region-daily.csv");
    assertThat(
            web.get(
                    "/open-data/v1/region-daily.csv",
                    Map.of("If-Modified-Since", csv.header("Last-Modified")))
                .status())
        .isEqualTo(304);
    figures("BR", 14, 17, 34);
    edition("13:40", "Brabant telde later");
    data.release();
    assertThat(
            web.get("/open-data/v1/region-daily.csv", Map.of("If-None-Match", csv.header("ETag")))
                .status())
        .as("a correction is seen at once")
        .isEqualTo(200);
  }

  @Test
  void tableSchemaCsvAndJsonSayTheSame() throws Exception {
    figures();
    release();
    for (var dataset : DATASETS) {
      var csv = rows(csv(dataset + ".csv"));
      var json = JSON.readTree(csv(dataset + ".json"));
      var objects = new ArrayList<Map<String, String>>();
      for (var object : json.get("rows")) {
        var row = new LinkedHashMap<String, String>();
        object
            .properties()
            .forEach(
                p -> row.put(p.getKey(), p.getValue().isNull() ? "" : p.getValue().asString()));
        objects.add(row);
      }
      assertThat(objects).as(dataset).isEqualTo(csv).isNotEmpty();
      var fields = new ArrayList<String>();
      for (var field : JSON.readTree(csv(dataset + "/schema.json")).get("fields")) {
        fields.add(field.get("name").asString());
        assertThat(field.get("description").asString()).isNotBlank();
      }
      assertThat(List.copyOf(csv.getFirst().keySet())).as(dataset).isEqualTo(fields);
      assertThat(json.get("disclosure").asString()).isIn("open", "protected");
    }
    assertThat(JSON.readTree(csv("datapackage.json")).get("resources").size())
        .isEqualTo(DATASETS.size());
  }

  @Test
  void whatDoesNotExistIsSaidPlainly() {
    var web = visitor();
    assertThat(web.get("/open-data/v1/site-daily.csv").status()).isEqualTo(404);
    var program = web.get("/open-data/v1/site-daily.csv", Map.of("Accept", "*/*"));
    assertThat(program.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(program.text()).contains("\"status\":404");
    assertThat(web.get("/open-data/v1/region-daily/2019-02-03.csv").status()).isEqualTo(404);
    assertThat(web.get("/open-data/v1/region-daily/gisteren.csv").status()).isEqualTo(400);
    assertThat(web.get("/open-data/v1/region-daily/2026-02-30.json").status()).isEqualTo(400);
  }

  @Test
  void theExamplesOfTheDocumentHold() throws Exception {
    figures();
    release();
    assertThat(
            DocExamples.play("publication.md", "public", port, "", Map.of("day", day.toString())))
        .isEqualTo(3);
  }
}
