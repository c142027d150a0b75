package nl.vangnet.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import nl.vangnet.Vangnet;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.SharedData;
import nl.vangnet.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// The picture of one installation taken over by a fresh one, in every format.
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripIT { // CAP-13, IDX-06
  @Autowired ApplicationContext here;
  private ConfigurableApplicationContext there;

  @BeforeAll
  void startAFreshInstallation() {
    there =
        new SpringApplicationBuilder(Vangnet.class)
            .properties(
                Map.of(
                    "server.port", "0",
                    "vangnet.demo", "false",
                    "vangnet.mllp.enabled", "false",
                    "vangnet.database", "external",
                    "spring.datasource.url", TestDatabase.freshUrl(),
                    "spring.datasource.username", "postgres",
                    "spring.datasource.hikari.maximum-pool-size", "6",
                    "vangnet.pseudonym-key", "another-key-for-pseudonyms-0123456789",
                    "vangnet.intake-key", "another-key-for-kept-messages-012345",
                    "spring.jmx.enabled", "false"))
            .run("--vangnet.demo=false", "--server.port=0", "--vangnet.mllp.enabled=false");
  }

  @AfterAll
  void stop() {
    there.close();
  }

  private void carries(BiConsumer<Site, Site> way) {
    var ours = new Feeding(here);
    var theirs = new Feeding(there);
    var site = ours.site();
    var again = theirs.site(site.code(), site.name());
    ours.fill(site, here.getBean(Clock.class).instant().minus(5, ChronoUnit.MINUTES));
    assertThat(ours.picture(site)).hasSizeGreaterThan(80).anyMatch(l -> l.contains("unknown: "));
    way.accept(site, again);
    assertThat(theirs.picture(again)).isEqualTo(ours.picture(site));
  }

  @Test
  void edxlHave2CarriesTheWholePicture() {
    carries((from, to) -> have(HaveVersion.V2_0, from));
  }

  @Test
  void edxlHave1CarriesTheWholePicture() {
    carries((from, to) -> have(HaveVersion.V1_0, from));
  }

  private void have(HaveVersion version, Site from) {
    var text = here.getBean(HaveDesk.class).write(version, List.of(from));
    var answer =
        there.getBean(HaveDesk.class).take(Feeding.NATIONAL, text.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.refused()).as(answer.items().toString()).isZero();
    assertThat(answer.unmapped()).isZero();
    assertThat(answer.recorded()).isEqualTo(5 * Variable.values().length);
  }

  @Test
  void theListInExcelCarriesTheWholePicture() {
    carries((from, to) -> list(here.getBean(FormDesk.class).listWorkbook(List.of(from))));
  }

  @Test
  void theListInCsvCarriesTheWholePicture() {
    carries((from, to) ->
        list(here.getBean(FormDesk.class).listCsv(List.of(from)).getBytes(StandardCharsets.UTF_8)));
  }

  private void list(byte[] file) {
    var outcome =
        there.getBean(FormDesk.class).record(Feeding.NATIONAL, "list", file, FormMode.ALL, true);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ConfirmOutcome.Done.class,
            d -> assertThat(d.result().recorded()).isEqualTo(5 * Variable.values().length));
  }

  @Test
  void manySitesTravelTogether() throws Exception {
    var ours = new Feeding(here);
    var theirs = new Feeding(there);
    var from = new ArrayList<Site>();
    var to = new ArrayList<Site>();
    for (var country : List.of("NL", "NL", "NL", "BE", "NL")) {
      var site = ours.site(country, Feeding.code(), "Samen " + country + from.size());
      ours.fill(
          site, here.getBean(Clock.class).instant().minus(5 + from.size(), ChronoUnit.MINUTES));
      from.add(site);
      to.add(theirs.site(country, site.code(), site.name()));
    }
    for (var site : from) {
      ours.settle(site);
    }
    var text = here.getBean(HaveDesk.class).write(HaveVersion.V2_0, from);
    var answer =
        there.getBean(HaveDesk.class).take(Feeding.NATIONAL, text.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.refused()).as(answer.items().toString()).isZero();
    for (var i = 0; i < from.size(); i++) {
      assertThat(theirs.picture(to.get(i))).isEqualTo(ours.picture(from.get(i)));
    }
    // The same as a list changes nothing any more.
    var list = here.getBean(FormDesk.class).listWorkbook(from);
    var preview = there.getBean(FormDesk.class).look(Feeding.NATIONAL, "list", list);
    assertThat(preview.faults()).isEmpty();
    assertThat(preview.lines())
        .hasSize(25 * Variable.values().length)
        .allMatch(l -> l.change() == Preview.Change.SAME);
  }

  @Test
  void theFormAsCsvCarriesTheValuesAndUnknowns() {
    var ours = new Feeding(here);
    var theirs = new Feeding(there);
    var site = ours.site();
    var again = theirs.site(site.code(), site.name());
    ours.fill(site, here.getBean(Clock.class).instant().minus(5, ChronoUnit.MINUTES));
    var words = here.getBean(nl.vangnet.web.Languages.class).of("en");
    assertThat(
            there
                .getBean(FormDesk.class)
                .record(
                    Feeding.NATIONAL,
                    "form",
                    here.getBean(FormDesk.class)
                        .csv(words, List.of(site))
                        .getBytes(StandardCharsets.UTF_8),
                    FormMode.ALL,
                    true))
        .isInstanceOf(ConfirmOutcome.Done.class);
    assertThat(withoutMoments(theirs.picture(again))).isEqualTo(withoutMoments(ours.picture(site)));
  }

  @Test
  void theFormCarriesTheValuesAndUnknowns() {
    var ours = new Feeding(here);
    var theirs = new Feeding(there);
    var site = ours.site();
    var again = theirs.site(site.code(), site.name());
    ours.fill(site, here.getBean(Clock.class).instant().minus(5, ChronoUnit.MINUTES));
    var words = here.getBean(nl.vangnet.web.Languages.class).of("nl");
    var outcome =
        there
            .getBean(FormDesk.class)
            .record(
                Feeding.NATIONAL,
                "form",
                here.getBean(FormDesk.class).workbook(words, List.of(site)),
                FormMode.ALL,
                true);
    assertThat(outcome).isInstanceOf(ConfirmOutcome.Done.class);
    assertThat(withoutMoments(theirs.picture(again))).isEqualTo(withoutMoments(ours.picture(site)));
  }

  /// The form is of one moment, and keeps notes of closures and reserves only.
  private static List<String> withoutMoments(List<String> picture) {
    return picture.stream()
        .map(l -> l.replaceAll(" @\\S+", ""))
        .map(l -> l.contains("/offered ") ? l.replaceAll(" (null|=.*)$", "") : l)
        .toList();
  }

  @Test
  void theLcpsFeedCarriesTheTotalsAndSaysWhatIsUnknown() {
    var ours = new Feeding(here);
    var theirs = new Feeding(there);
    var first = ours.site();
    var second = ours.site();
    var again = theirs.site(first.code(), first.name());
    var day = LocalDate.of(2026, 3, 3);
    var at = day.atTime(11, 30).atZone(FeedPlaces.ZONE).toInstant();
    var figures = new ArrayList<Reported>();
    var n = 3;
    for (var site : List.of(first, second)) {
      for (var field : LcpsField.values()) {
        if ("international".equals(field.cohort())) {
          continue;
        }
        n += 4;
        var unknown = site == second && field == LcpsField.IC_BEZETTING_COVID;
        figures.add(
            new Reported(
                site.id(),
                "A",
                field.category(),
                field.cohort() == null ? "covid" : field.cohort(),
                field.variable(),
                unknown ? null : n,
                unknown ? "niet geteld" : null,
                at,
                null));
      }
    }
    here.getBean(CapacityBook.class).record(Feeding.NATIONAL, Method.MANUAL, figures);
    var from = here.getBean(LcpsFeed.class).days(List.of(first, second), day, day).getFirst();
    assertThat(from.values().get(LcpsField.IC_CAPACITEIT_TOTAAL)).isEqualTo(7 + 47);
    assertThat(from.values().get(LcpsField.IC_BEZETTING_COVID)).isEqualTo(11);
    assertThat(from.unknown().get(LcpsField.IC_BEZETTING_COVID)).isEqualTo(1);
    assertThat(from.values().get(LcpsField.IC_BEZETTING_COVID_INTERNATIONAAL)).isNull();
    Map<String, java.math.@Nullable BigDecimal> values = new LinkedHashMap<>();
    var unknown = new LinkedHashMap<String, Integer>();
    from.values()
        .forEach((field, value) ->
            values.put(field.name(), value == null ? null : java.math.BigDecimal.valueOf(value)));
    from.unknown().forEach((field, open) -> unknown.put(field.name(), open));
    var answer =
        there
            .getBean(LcpsFeed.class)
            .take(
                Feeding.NATIONAL,
                CountryCode.NL,
                List.of(new LcpsFeed.Row(again.code(), day.toString(), null, values, unknown)));
    assertThat(answer.refused()).as(answer.items().toString()).isZero();
    var to = there.getBean(LcpsFeed.class).days(List.of(again), day, day).getFirst();
    assertThat(to.values()).isEqualTo(from.values());
    assertThat(to.unknown()).isEqualTo(from.unknown());
  }

  @Test
  void theEdxlFileOfTheStandardGoesInAsItIs() throws Exception {
    var file = Files.readAllBytes(SharedData.file("edxl-have/EDXL-HAVE1.xml"));
    var theirs = new Feeding(there);
    var site = theirs.site("EDXL1", "Hospital 1");
    var desk = there.getBean(HaveDesk.class);
    var before = desk.take(Feeding.NATIONAL, file);
    assertThat(before.items())
        .extracting(i -> i.place() + " " + i.line() + " " + i.outcome() + " " + i.code())
        .containsExactly(
            "Hospital[1]/BedCapacity[1] 29 unmapped unmapped",
            "Hospital[2] 36 refused unknown-site");
    assertThat(before.items().getFirst().advice()).contains("publish category 'burn'");
    assertThat(desk.unmapped(Feeding.NATIONAL).getFirst().content())
        .isEqualTo("Burn Vacant/Available {availablecount=100}");
    var icu = there.getBean(Definitions.class).findCategory("icu").orElseThrow();
    there
        .getBean(Definitions.class)
        .publish(
            Feeding.STEWARD,
            new nl.vangnet.capacity.Category(
                "burn",
                1,
                "Brandwonden",
                "Burns",
                "Bed voor brandwonden.",
                "Bed for burns.",
                icu.needs(),
                icu.variables(),
                icu.counted(),
                icu.standing(),
                90,
                here.getBean(Clock.class).instant().minusSeconds(60),
                "test"));
    var after = desk.take(Feeding.NATIONAL, file);
    assertThat(after.recorded()).as(after.items().toString()).isEqualTo(1);
    assertThat(theirs.picture(site))
        .contains("Burn/burn/all/free 100 @2010-11-11T19:59:12.390Z null");
  }
}
