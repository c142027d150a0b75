package nl.vangnet.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/// The pages of the reports as each role meets them (CAP-15, SPR-07).
class ReportPagesIT extends ReportsDay {
  private Web as(nl.vangnet.access.Actor actor) {
    return new Web(port).signIn(world.account(actor));
  }

  @Test
  void theNationFreezesInterpretsPublishesAndARegionRemarks() {
    figures(21, 15, 66);
    time("12:31");
    var nation = as(World.NATIONAL);
    var here = "/dagrapport/" + day;
    nation.get(here);
    assertThat(nation.post(here + "/vastleggen", Map.of()).status()).isEqualTo(303);
    assertThat(nation.get(here + "?concept=").words()).contains("oncept");
    var region = as(world.desk("BR"));
    region.get(here);
    assertThat(
            region
                .post(here + "/opmerking", Map.of("regio", "BR", "tekst", "IC <i>vol</i>"))
                .header("Location"))
        .contains("gedaan=written");
    assertThat(region.post(here + "/opmerking", Map.of("regio", "LI", "tekst", "x")).status())
        .isEqualTo(403);
    assertThat(region.post(here + "/publiceren", Map.of()).status()).isEqualTo(403);
    assertThat(region.post(here + "/duiding", Map.of("tekst", "x")).status()).isEqualTo(403);
    assertThat(region.post(here + "/vastleggen", Map.of()).status()).isEqualTo(403);
    nation.get(here + "?concept=");
    assertThat(
            nation
                .post(here + "/duiding", Map.of("tekst", "Rustig, behalve Brabant"))
                .header("Location"))
        .contains("gedaan=written");
    var reader = as(World.OVERSIGHT);
    assertThat(reader.get(here).words())
        .as("a draft is not for readers")
        .doesNotContain("Rustig, behalve Brabant");
    assertThat(reader.get(here + "?concept=").status()).isEqualTo(403);
    assertThat(reader.get(here + ".pdf").status()).isEqualTo(404);
    assertThat(nation.post(here + "/publiceren", Map.of()).header("Location"))
        .contains("gedaan=published");
    var page = reader.get(here);
    assertThat(page.words()).contains("Rustig, behalve Brabant").contains("Uitgave 1");
    assertThat(page.text()).contains("IC &lt;i&gt;vol&lt;/i&gt;").doesNotContain("IC <i>vol");
    var pdf = reader.get(here + ".pdf");
    assertThat(pdf.status()).isEqualTo(200);
    assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(pdf.header("Content-Disposition")).contains("dagrapport-" + day + "-1.pdf");
    assertThat(reader.get(here + ".csv").text()).startsWith("day;edition;area;");
    assertThat(reader.get(here + "?uitgave=1&controle=").words())
        .as("the check makes all five files anew")
        .contains("nl.pdf");
    assertThat(reader.get(here + "?uitgave=9").status()).isEqualTo(404);
    assertThat(reader.get(here + "?uitgave=x").status()).isEqualTo(400);
    assertThat(reader.get("/dagrapport/gisteren").status()).isEqualTo(400);
    assertThat(reader.get("/dagrapport?dag=" + day).header("Location")).endsWith(here);
  }

  @Test
  void theRegionSheetAndTheWeekReport() throws Exception {
    figures(21, 15, 66);
    publish();
    var reader = as(World.of(brabant));
    var sheet = reader.get("/regioblad/BR/" + day);
    assertThat(sheet.status()).isEqualTo(200);
    assertThat(sheet.words()).contains(brabant.name()).doesNotContain(limburg.name());
    assertThat(reader.get("/regioblad/BR/" + day + ".csv").text())
        .contains(day + ";BR;" + brabant.code() + ";" + brabant.name() + ";icu;total;21;30;");
    try (var paper = Loader.loadPDF(reader.get("/regioblad/BR/" + day + ".pdf").bytes())) {
      assertThat(new PDFTextStripper().getText(paper))
          .as("a name has the room that it needs")
          .contains(brabant.name() + " 21 30 9 2");
    }
    assertThat(reader.get("/regioblad/XX/" + day).status()).isEqualTo(404);
    var week = WeekReport.Week.of(day);
    assertThat(reader.get("/weekrapport/" + week).status()).isEqualTo(200);
    assertThat(reader.get("/weekrapport").status()).isEqualTo(200);
    try (var paper = Loader.loadPDF(reader.get("/weekrapport/" + week + ".pdf").bytes())) {
      assertThat(new PDFTextStripper().getText(paper)).contains(week.toString());
    }
    assertThat(reader.get("/weekrapport/" + week + ".csv").text())
        .contains(week + ";" + day + ";BR;icu;total;");
    assertThat(reader.get("/weekrapport/2021-W99").status()).isEqualTo(400);
    assertThat(reader.post("/weekrapport/" + week + "/duiding", Map.of("tekst", "x")).status())
        .isEqualTo(403);
    var nation = as(World.NATIONAL);
    nation.get("/weekrapport/" + week);
    assertThat(
            nation
                .post("/weekrapport/" + week + "/duiding", Map.of("tekst", "Week van de omslag"))
                .status())
        .isEqualTo(303);
    assertThat(reader.get("/weekrapport/" + week).words()).contains("Week van de omslag");
  }

  @Test
  void howTheDayWentIsKeptOnThePageAlsoWhenAnOwnerWasForgotten() {
    figures(21, 15, 66);
    publish();
    var nation = as(World.NATIONAL);
    var here = "/dagrapport/" + day;
    nation.get(here);
    var wrong =
        nation.post(
            here + "/evaluatie",
            Map.of("goed", "Iedereen op tijd", "actie0", "Herinnering vervroegen", "wie0", ""));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text())
        .as("nothing that was typed is lost")
        .contains("Iedereen op tijd")
        .contains("value=\"Herinnering vervroegen\"");
    assertThat(evaluations.list(day)).isEmpty();
    assertThat(
            nation
                .post(
                    here + "/evaluatie",
                    Map.of(
                        "goed", "Iedereen op tijd",
                        "actie0", "Herinnering vervroegen",
                        "wie0", "LCPS",
                        "voor0", day.plusDays(7).toString()))
                .status())
        .isEqualTo(303);
    assertThat(nation.get(here).words())
        .contains("Iedereen op tijd")
        .contains("Herinnering vervroegen")
        .contains("LCPS");
    var region = as(world.desk("BR"));
    region.get(here);
    assertThat(region.post(here + "/evaluatie", Map.of("goed", "x")).status()).isEqualTo(403);
    assertThat(
            region
                .post(here + "/evaluatie", Map.of("regio", "BR", "goed", "Alles op tijd"))
                .status())
        .isEqualTo(303);
  }
}
