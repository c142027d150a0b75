package nl.vangnet.fhir;

import static nl.vangnet.fhir.FhirHospitals.codes;
import static nl.vangnet.fhir.FhirHospitals.places;
import static nl.vangnet.fhir.FhirHospitals.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.testing.AppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The FHIR door over HTTP, as a hospital's system meets it.
@AppTest
class FhirDoorIT { // IDX-01, CAP-18
  private static final Actor STEWARD =
      new Actor("person:9002", "Gegevens", Role.STEWARD, new Scope.Everywhere());
  private static final String AT = "2026-03-01T08:30:00+01:00";

  @Autowired ApplicationContext app;
  @Autowired LivePicture pictures;
  @Autowired FhirDesk desk;
  @Autowired FhirJson fhirJson;
  @LocalServerPort int port;
  private FhirHospitals door;

  @BeforeEach
  void open() {
    door = new FhirHospitals(app, port);
  }

  private String line(FhirHospitals.Hospital hospital, Variable variable) {
    var site = pictures.read(hospital.site().id());
    return site == null
        ? "no lines"
        : site.lines().stream()
            .map(l -> {
              var measured = l.figure(variable).measured();
              return l.line().category()
                  + "/"
                  + l.line().cohort()
                  + " "
                  + (measured == null
                      ? "never"
                      : measured.value() == null
                          ? "unknown: " + measured.unknownReason()
                          : measured.value() + " by " + measured.method());
            })
            .collect(Collectors.joining(", "));
  }

  @Test
  void anybodyMayReadWhatIsOffered() throws Exception {
    var answer = door.send("GET", "/fhir/metadata", null, null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
    assertThat(answer.body().path("fhirVersion").asString()).isEqualTo("4.0.1");
    var offered = new ArrayList<String>();
    answer
        .body()
        .path("rest")
        .path(0)
        .path("resource")
        .forEach(r ->
            r.path("interaction")
                .forEach(
                    i -> offered.add(r.path("type").asString() + " " + i.path("code").asString())));
    assertThat(offered)
        .contains("MeasureReport create", "Location update", "Subscription delete")
        .doesNotContain("Measure create");
  }

  @Test
  void aReportOfALineIsRecordedAndUnknownStaysUnknown() throws Exception { // CAP-18
    var own = door.open("NL");
    var answer =
        door.send(
            "POST",
            "/fhir/MeasureReport",
            own.key(),
            report(
                own.site(),
                "ICV",
                "icu",
                "covid",
                AT,
                "staffed",
                "12",
                "occupied",
                "?temp-unknown"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(places(answer.body()))
        .containsExactly(
            "recorded at MeasureReport.group[0].population[0]",
            "recorded at MeasureReport.group[0].population[1]");
    assertThat(line(own, Variable.STAFFED)).isEqualTo("icu/covid 12 by REPORTED");
    assertThat(line(own, Variable.OCCUPIED)).isEqualTo("icu/covid unknown: temp-unknown");

    var read = door.send("GET", "/fhir/MeasureReport/" + answer.id(), own.key(), null);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.header("ETag")).isEqualTo("W/\"1\"");
    assertThat(read.body().path("group").path(0).path("population").path(0).path("count").asInt())
        .isEqualTo(12);

    var again =
        door.send(
            "POST",
            "/fhir/MeasureReport",
            own.key(),
            report(
                own.site(),
                "ICV",
                "icu",
                "covid",
                AT,
                "staffed",
                "12",
                "occupied",
                "?temp-unknown"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(codes(again.body())).startsWith("duplicate");
    assertThat(again.id()).isEqualTo(answer.id());
  }

  @Test
  void momentsWithoutSecondsAreReadAndKeptWithThem() throws Exception {
    var own = door.open("NL");
    var body =
        report(own.site(), "ICV", "icu", "covid", "2026-03-01T08:30+01:00", "staffed", "12")
            .replace(
                "\"population\":[{",
                "\"population\":[{\"extension\":[{\"url\":\""
                    + Canonical.OBSERVED
                    + "\",\"valueDateTime\":\"2026-03-01T08:12+01:00\"}],");
    var answer = door.send("POST", "/fhir/MeasureReport", own.key(), body);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    var kept = door.send("GET", "/fhir/MeasureReport/" + answer.id(), own.key(), null).body();
    assertThat(kept.path("date").asString()).isEqualTo("2026-03-01T08:30:00+01:00");
    assertThat(kept.path("period").path("end").asString()).isEqualTo("2026-03-01T08:30:00+01:00");
    assertThat(kept.toString()).contains("2026-03-01T08:12:00+01:00");
  }

  @Test
  void noBrokenResourceEverFails() throws Exception { // IDX-07
    var own = door.open("NL");
    var good =
        report(
                own.site(),
                "ICV",
                "icu",
                "covid",
                AT,
                "staffed",
                "12",
                "occupied",
                "?temp-unknown",
                "closed",
                "0")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var words =
        java.util.List.of(
            "null", "[]", "{}", "-1", "1e99", "\"\"", "true", "\"2026-02-30\"", "\"x\"", "[{}]");
    var random = new java.util.Random(11);
    for (var round = 0; round < 150; round++) {
      var text = new String(good, java.nio.charset.StandardCharsets.UTF_8);
      var colons = text.chars().filter(c -> c == ':').count();
      var at = 0;
      for (var n = random.nextInt((int) colons); n >= 0; n--) {
        at = text.indexOf(':', at) + 1;
      }
      var rest = text.substring(at);
      var end = rest.replaceFirst("^\\s*(?:\"[^\"]*\"|[\\[{][^,]*|[^,}\\]]*)", "").length();
      var broken =
          round % 3 == 0
              ? text.substring(0, at)
                  + words.get(random.nextInt(words.size()))
                  + rest.substring(rest.length() - end)
              : round % 3 == 1
                  ? text.substring(0, at)
                      + rest.substring(Math.min(rest.length(), 1 + random.nextInt(9)))
                  : text.replace("\"12\"", "\"" + (char) random.nextInt(0x3000) + "\"")
                      .replaceFirst(
                          "20[0-9-]{8}T[0-9:.+]*",
                          "20" + random.nextInt(99) + "-0" + random.nextInt(9));
      var answer = door.send("POST", "/fhir/MeasureReport", own.key(), broken);
      assertThat(answer.status())
          .as("round " + round + ": " + broken + "\n" + answer.raw().body())
          .isIn(200, 201, 400, 403, 422);
      assertThat(answer.body().path("resourceType").asString()).isEqualTo("OperationOutcome");
    }
  }

  @Test
  void everyRefusedPopulationIsNamedAndTheOthersStand() throws Exception { // IDX-07
    var own = door.open("NL");
    var answer =
        door.send(
            "POST",
            "/fhir/MeasureReport",
            own.key(),
            report(
                own.site(),
                "ICV",
                "icu",
                "covid",
                AT,
                "staffed",
                "-3",
                "occupied",
                "7",
                "beds",
                "4",
                "closed",
                "1.5"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(places(answer.body()))
        .contains(
            "unknown-variable at MeasureReport.group[0].population[2].code",
            "count-missing at MeasureReport.group[0].population[3].count",
            "negative-value at MeasureReport.group[0].population[0].count",
            "recorded at MeasureReport.group[0].population[1]");
    assertThat(line(own, Variable.STAFFED)).isEqualTo("icu/covid never");
    assertThat(line(own, Variable.OCCUPIED)).isEqualTo("icu/covid 7 by REPORTED");
  }

  @Test
  void nobodyWritesForAnotherHospital() throws Exception { // SPR-03
    var own = door.open("NL");
    var other = door.open("NL");
    var answer =
        door.send(
            "POST",
            "/fhir/MeasureReport",
            own.key(),
            report(other.site(), "ICV", "icu", "covid", AT, "staffed", "12"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(places(answer.body())).containsExactly("not-allowed at MeasureReport.subject");
    assertThat(line(other, Variable.STAFFED)).isEqualTo("no lines");
  }

  @Test
  void withoutAKeyOrWithAWrongOneNothingIsTakenIn() throws Exception {
    var body = report(door.open("NL").site(), "ICV", "icu", "covid", AT, "staffed", "12");
    var without = door.send("GET", "/fhir/Location", null, null);
    assertThat(without.status()).isEqualTo(401);
    assertThat(without.body().path("resourceType").asString()).isEqualTo("OperationOutcome");
    var wrong = door.send("POST", "/fhir/MeasureReport", "vk_none", body);
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(codes(wrong.body())).containsExactly("unknown-key");
  }

  @Test
  void oversightReadsAndNeverWrites() throws Exception {
    var oversight = new Actor("person:9003", "Toezicht", Role.OVERSIGHT, new Scope.Everywhere());
    var site = door.open("NL").site();
    var resource =
        fhirJson
            .read(
                report(site, "ICV", "icu", "covid", AT, "staffed", "12")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .resource();
    var ask =
        new Ask(
            "http://x/fhir", "POST", "MeasureReport", "", java.util.Map.of(), resource, "", "", "");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> desk.answer(oversight, ask, 1))
        .isInstanceOf(nl.vangnet.access.NotAllowed.class);
    assertThat(
            desk.answer(
                    oversight,
                    Ask.read("http://x/fhir", "MeasureReport", "", java.util.Map.of(), ""),
                    0)
                .status())
        .isEqualTo(200);
  }

  @Test
  void whatCannotBeReadIsRefusedWithItsPlace() throws Exception { // IDX-07
    var own = door.open("NL");
    var broken = door.send("POST", "/fhir/MeasureReport", own.key(), "{\"resourceType\":\"Meas");
    assertThat(broken.status()).isEqualTo(400);
    assertThat(codes(broken.body())).containsExactly("unreadable-json");
    var text =
        door.send("POST", "/fhir/MeasureReport", own.key(), "hello", "Content-Type", "text/plain");
    assertThat(text.status()).isEqualTo(415);
    var xml = door.send("GET", "/fhir/Location", own.key(), null, "Accept", "application/fhir+xml");
    assertThat(xml.status()).isEqualTo(406);
    var other =
        door.send("POST", "/fhir/MeasureReport", own.key(), "{\"resourceType\":\"Organization\"}");
    assertThat(codes(other.body())).containsExactly("other-type");
    var deep =
        door.send(
            "POST",
            "/fhir/MeasureReport",
            own.key(),
            "{\"resourceType\":\"MeasureReport\",\"x\":" + "[".repeat(300) + "]".repeat(300) + "}");
    assertThat(deep.status()).isEqualTo(400);
    var unknown = door.send("GET", "/fhir/Patient", own.key(), null);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(codes(unknown.body())).containsExactly("unknown-type");
    var parameter = door.send("GET", "/fhir/Location?colour=red", own.key(), null);
    assertThat(parameter.status()).isEqualTo(400);
    assertThat(door.send("DELETE", "/fhir/Location/site-1", own.key(), null).status())
        .isEqualTo(405);
    assertThat(door.send("GET", "/fhir/Location/site-9/x/y", own.key(), null).status())
        .isEqualTo(404);
  }

  @Test
  void aHugeBodyOrBundleIsRefused() throws Exception {
    var own = door.open("NL");
    var huge =
        door.send(
            "POST",
            "/fhir/MeasureReport",
            own.key(),
            "{\"resourceType\":\"MeasureReport\",\"measure\":\""
                + "x".repeat(8 * 1024 * 1024)
                + "\"}");
    assertThat(huge.status()).isEqualTo(413);
    var entry = "{\"request\":{\"method\":\"GET\",\"url\":\"Measure/capacity\"}}";
    var many =
        door.send(
            "POST",
            "/fhir",
            own.key(),
            "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
                + IntStream.range(0, 501).mapToObj(i -> entry).collect(Collectors.joining(","))
                + "]}");
    assertThat(many.status()).isEqualTo(413);
    assertThat(places(many.body())).containsExactly("too-many at Bundle.entry");
  }

  @Test
  void nothingAboutPatientsIsTakenIn() throws Exception {
    var own = door.open("NL");
    var contained =
        report(own.site(), "ICV", "icu", "covid", AT, "staffed", "12")
            .replace(
                "\"status\":\"complete\"",
                "\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":[{\"family\":\"Jansen\"}]}],"
                    + "\"status\":\"complete\"");
    var answer = door.send("POST", "/fhir/MeasureReport", own.key(), contained);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(places(answer.body()))
        .containsExactly("personal-data at MeasureReport.contained[0]");
    assertThat(answer.raw().body()).doesNotContain("Jansen");
    var referred =
        report(own.site(), "ICV", "icu", "covid", AT, "staffed", "12")
            .replace(
                "\"status\":\"complete\"",
                "\"status\":\"complete\",\"evaluatedResource\":[{\"reference\":\"Patient/17\"}]");
    assertThat(codes(door.send("POST", "/fhir/MeasureReport", own.key(), referred).body()))
        .containsExactly("personal-data");
    assertThat(line(own, Variable.STAFFED)).isEqualTo("no lines");
  }

  @Test
  void aConditionalCreateHappensOnce() throws Exception {
    var own = door.open("NL");
    var body =
        report(own.site(), "ICV", "icu", "covid", AT, "staffed", "12")
            .replace(
                "\"status\":\"complete\"",
                "\"identifier\":[{\"system\":\"urn:x\",\"value\":\""
                    + own.site().code()
                    + "-1\"}],"
                    + "\"status\":\"complete\"");
    var condition = "identifier=urn:x|" + own.site().code() + "-1";
    var first =
        door.send("POST", "/fhir/MeasureReport", own.key(), body, "If-None-Exist", condition);
    assertThat(first.status()).isEqualTo(201);
    var second =
        door.send(
            "POST",
            "/fhir/MeasureReport",
            own.key(),
            body.replace("\"count\":12", "\"count\":99"),
            "If-None-Exist",
            condition);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(line(own, Variable.STAFFED)).isEqualTo("icu/covid 12 by REPORTED");
  }

  @Test
  void aCorrectedReportReplacesTheEarlierAndBothFiguresStayInTheRecord() throws Exception {
    var own = door.open("NL");
    var id = "daily-" + own.site().code();
    var body = report(own.site(), "ICV", "icu", "covid", AT, "staffed", "12");
    var first = door.send("PUT", "/fhir/MeasureReport/" + id, own.key(), body);
    assertThat(first.status()).isEqualTo(201);
    var second =
        door.send(
            "PUT",
            "/fhir/MeasureReport/" + id,
            own.key(),
            body.replace("\"count\":12", "\"count\":11"),
            "If-Match",
            "W/\"1\"");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("ETag")).isEqualTo("W/\"2\"");
    assertThat(line(own, Variable.STAFFED)).isEqualTo("icu/covid 11 by REPORTED");
    var late =
        door.send(
            "PUT",
            "/fhir/MeasureReport/" + id,
            own.key(),
            body.replace("\"count\":12", "\"count\":5"),
            "If-Match",
            "W/\"1\"");
    assertThat(late.status()).isEqualTo(412);
    assertThat(line(own, Variable.STAFFED)).isEqualTo("icu/covid 11 by REPORTED");
    var stranger = door.open("NL");
    assertThat(
            door.send(
                    "PUT",
                    "/fhir/MeasureReport/" + id,
                    stranger.key(),
                    report(stranger.site(), "ICV", "icu", "covid", AT, "staffed", "1"))
                .status())
        .isEqualTo(409);
  }

  @Test
  void thePictureIsReadAsAReportOfTheSiteItsRegionAndItsCountry() throws Exception {
    var own = door.open("DK");
    door.send(
        "POST",
        "/fhir/MeasureReport",
        own.key(),
        report(
            own.site(),
            "ICV",
            "icu",
            "covid",
            java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC).withNano(0).toString(),
            "staffed",
            "12",
            "occupied",
            "7"));
    door.send(
        "POST",
        "/fhir/MeasureReport",
        own.key(),
        report(
            own.site(),
            "B4",
            "ward",
            "other",
            java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC).withNano(0).toString(),
            "staffed",
            "20",
            "occupied",
            "?unknown"));
    JsonNode report = MissingNode.getInstance();
    for (var i = 0; i < 100; i++) {
      report =
          door.send("GET", "/fhir/MeasureReport/site-" + own.site().id(), own.key(), null).body();
      if (report.path("group").size() == 4) {
        break;
      }
      Thread.sleep(50);
    }
    assertThat(count(report, "numICUBeds")).isEqualTo("12");
    assertThat(count(report, "numICUBedsOcc")).isEqualTo("7");
    assertThat(count(report, "numICUBedsAvail")).isEqualTo("5");
    assertThat(count(report, "numbeds")).isEqualTo("32");
    assertThat(count(report, "numBedsOcc")).isEqualTo("absent: unknown, known part 7");
    assertThat(count(report, "numVentUse")).isEqualTo("absent: unsupported");
    var country =
        door.send("GET", "/fhir/MeasureReport?subject=Location/country-DK", own.key(), null).body();
    assertThat(count(country.path("entry").path(0).path("resource"), "numICUBeds")).isEqualTo("12");
    var past =
        door.send(
            "GET",
            "/fhir/MeasureReport?subject=Location/site-" + own.site().id() + "&period=2020-04-07",
            own.key(),
            null);
    assertThat(count(past.body().path("entry").path(0).path("resource"), "numICUBeds"))
        .isEqualTo("absent: unknown");
  }

  private static String count(JsonNode report, String code) {
    for (var group : report.path("group")) {
      for (var population : group.path("population")) {
        if (population.path("code").path("coding").path(0).path("code").asString().equals(code)) {
          if (population.has("count")) {
            return population.path("count").asString();
          }
          var words = new StringBuilder("absent: ");
          for (var extension : population.path("_count").path("extension")) {
            words.append(
                extension.has("valueCode")
                    ? extension.path("valueCode").asString()
                    : ", known part " + extension.path("valueInteger").asString());
          }
          return words.toString();
        }
      }
    }
    return "no population";
  }

  @Test
  void aBatchAnswersEachEntryAndATransactionAllOrNone() throws Exception {
    var own = door.open("NL");
    var good = report(own.site(), "ICV", "icu", "covid", AT, "staffed", "12");
    var bad = report(own.site(), "ICV", "icu", "nobody", AT, "occupied", "7");
    var bundle =
        """
        {"resourceType":"Bundle","type":"%s","entry":[
          {"request":{"method":"POST","url":"MeasureReport"},"resource":%s},
          {"request":{"method":"POST","url":"MeasureReport"},"resource":%s},
          {"request":{"method":"GET","url":"Location/site-%s"}}]}
        """;
    var all =
        door.send(
            "POST",
            "/fhir",
            own.key(),
            bundle.formatted("transaction", good, bad, own.site().id()));
    assertThat(all.status()).isEqualTo(422);
    assertThat(places(all.body()))
        .contains("unknown-cohort at Bundle.entry[1].resource.group[0].population[0]");
    assertThat(line(own, Variable.STAFFED)).isEqualTo("no lines");

    var each =
        door.send(
            "POST", "/fhir", own.key(), bundle.formatted("batch", good, bad, own.site().id()));
    assertThat(each.status()).isEqualTo(200);
    assertThat(each.body().path("type").asString()).isEqualTo("batch-response");
    var statuses = new ArrayList<String>();
    each.body()
        .path("entry")
        .forEach(e -> statuses.add(e.path("response").path("status").asString()));
    assertThat(statuses).containsExactly("201", "422", "200");
    assertThat(line(own, Variable.STAFFED)).isEqualTo("icu/covid 12 by REPORTED");
  }

  @Test
  void theDirectoryIsSearchedByPagesWithoutLosingAny() throws Exception {
    var own = door.open("LU", "LU-A");
    door.open("LU", "LU-B");
    door.open("LU", "LU-C");
    var found = new ArrayList<String>();
    var next = "/fhir/Organization?address-country=LU&_count=2";
    while (!next.isEmpty()) {
      var page = door.send("GET", next, own.key(), null).body();
      assertThat(page.path("total").asInt()).isEqualTo(3);
      page.path("entry").forEach(e -> found.add(e.path("resource").path("name").asString()));
      next = "";
      for (var link : page.path("link")) {
        if (link.path("relation").asString().equals("next")) {
          next = link.path("url").asString().replaceFirst("http://[^/]+", "");
        }
      }
    }
    assertThat(found).containsExactly("Ziekenhuis LU-A", "Ziekenhuis LU-B", "Ziekenhuis LU-C");
    var site =
        door.send(
                "GET",
                "/fhir/Location?identifier=https://vangnet.nl/fhir/NamingSystem/site-code/LU%7CLU-B",
                own.key(),
                null)
            .body();
    assertThat(site.path("total").asInt()).isEqualTo(1);
    assertThat(
            site.path("entry")
                .path(0)
                .path("resource")
                .path("physicalType")
                .path("coding")
                .path(0)
                .path("code")
                .asString())
        .isEqualTo("si");
  }

  @Test
  void aBedThatASourceClosesCountsAsClosed() throws Exception { // CAP-18
    var own = door.open("NL");
    door.send(
        "POST",
        "/fhir/MeasureReport",
        own.key(),
        report(own.site(), "B4", "ward", "other", AT, "staffed", "20", "occupied", "9"));
    var directory = app.getBean(nl.vangnet.directory.Directory.class);
    var unit = directory.snapshot().findUnit(own.site().id(), "B4").orElseThrow();
    var bed =
        """
        {"resourceType":"Location","identifier":[{"system":"https://vangnet.nl/fhir/NamingSystem/bed-code","value":"B4^3^1"}],
         "operationalStatus":{"system":"http://terminology.hl7.org/CodeSystem/v2-0116","code":"%s"},
         "physicalType":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/location-physical-type","code":"bd"}]},
         "partOf":{"reference":"Location/unit-%s"}}
        """;
    var closed = door.send("POST", "/fhir/Location", own.key(), bed.formatted("K", unit.id()));
    assertThat(closed.status()).isEqualTo(201);
    assertThat(line(own, Variable.CLOSED)).isEqualTo("ward/other 1 by BED_STATUS");
    var found =
        door.send(
                "GET",
                "/fhir/Location?operational-status=C&partof=Location/unit-" + unit.id(),
                own.key(),
                null)
            .body();
    assertThat(found.path("total").asInt()).isEqualTo(1);
    var open =
        door.send("PUT", "/fhir/Location/" + closed.id(), own.key(), bed.formatted("U", unit.id()));
    assertThat(open.status()).isEqualTo(200);
    assertThat(line(own, Variable.CLOSED)).isEqualTo("ward/other 0 by BED_STATUS");
    var ward =
        door.send(
            "PUT",
            "/fhir/Location/unit-" + unit.id(),
            own.key(),
            "{\"resourceType\":\"Location\",\"operationalStatus\":{\"code\":\"C\"}}");
    assertThat(ward.status()).isEqualTo(200);
    assertThat(line(own, Variable.CLOSED)).isEqualTo("ward/other 20 by REPORTED");
    var stranger = door.open("NL");
    assertThat(
            door.send("POST", "/fhir/Location", stranger.key(), bed.formatted("C", unit.id()))
                .status())
        .isEqualTo(403);
  }

  @Test
  void theStewardAddsAHospitalInOneTransaction() throws Exception { // IDX-04
    var bundle =
        """
        {"resourceType":"Bundle","type":"transaction","entry":[
          {"fullUrl":"urn:uuid:2","request":{"method":"POST","url":"Location"},"resource":
            {"resourceType":"Location","name":"Nieuw Noord","identifier":[{"system":"https://vangnet.nl/fhir/NamingSystem/site-code/NL","value":"ZZN-L"}],
             "physicalType":{"coding":[{"code":"si"}]},"managingOrganization":{"reference":"urn:uuid:1"},
             "address":{"city":"Assen"},"position":{"latitude":53.0,"longitude":6.56}}},
          {"fullUrl":"urn:uuid:1","request":{"method":"POST","url":"Organization"},"resource":
            {"resourceType":"Organization","name":"Nieuw Ziekenhuis","identifier":[
              {"system":"https://vangnet.nl/fhir/NamingSystem/organisation-code/NL","value":"ZZN"},
              {"system":"http://fhir.nl/fhir/NamingSystem/agb-z","value":"06999917"}]}}]}
        """;
    var answer =
        desk.bundle(
            STEWARD,
            "http://x/fhir",
            (org.hl7.fhir.r4.model.Bundle)
                fhirJson.read(bundle.getBytes(java.nio.charset.StandardCharsets.UTF_8)).resource(),
            1);
    assertThat(answer.getEntry()).hasSize(2);
    var directory = app.getBean(nl.vangnet.directory.Directory.class);
    var site = directory.snapshot().findSite(CountryCode.NL, "ZZN-L").orElseThrow();
    assertThat(site.name()).isEqualTo("Nieuw Noord");
    assertThat(directory.snapshot().findOrganisation(site.organisation()).orElseThrow().agb())
        .isEqualTo("06999917");
  }

  @Test
  void everyMessageIsAccountedFor() throws Exception { // CAP-18
    var own = door.open("NL");
    door.send(
        "POST",
        "/fhir/MeasureReport",
        own.key(),
        report(own.site(), "ICV", "icu", "covid", AT, "staffed", "12", "occupied", "7"));
    door.send("POST", "/fhir/MeasureReport", own.key(), "{");
    door.send(
        "POST",
        "/fhir/MeasureReport",
        own.key(),
        report(own.site(), "ICV", "nothing", "covid", AT, "staffed", "12"));
    var counts = door.send("GET", "/api/v1/fhir/received", own.key(), null).body();
    var told = new ArrayList<String>();
    counts
        .path("counts")
        .forEach(c ->
            told.add(
                c.path("outcome").asString()
                    + " "
                    + c.path("code").asString()
                    + " "
                    + c.path("messages").asInt()
                    + " with "
                    + c.path("taken").asInt()));
    assertThat(told)
        .containsExactlyInAnyOrder(
            "accepted  1 with 2",
            "unreadable unreadable-json 1 with 0",
            "refused nothing-recorded 1 with 0");
  }
}
