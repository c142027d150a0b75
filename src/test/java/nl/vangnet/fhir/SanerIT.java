package nl.vangnet.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectoryOutcome;
import nl.vangnet.directory.Holder;
import nl.vangnet.directory.IdentifierKind;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.SharedData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// The bed reports of New Jersey as HL7 publishes them, sent as they are.
@AppTest
class SanerIT { // IDX-01
  @Autowired ApplicationContext app;
  @Autowired LivePicture pictures;
  @Autowired DirectoryDesk desk;
  @LocalServerPort int port;

  @Test
  void theExamplesOfSanerGoInAsTheyAreAndNoneOfTheirPopulationsIsLost() throws Exception {
    var reports =
        FshReports.read(Files.readString(SharedData.file("saner/ReportingExamplesNHSN.fsh")));
    assertThat(reports).hasSize(22);
    var door = new FhirHospitals(app, port);
    var jersey = door.open("US-NJ", "NJ-STATE");
    assertThat(
            desk.addIdentifier(
                new Holder.OfSite(jersey.site().id()),
                IdentifierKind.OTHER,
                "https://www.census.gov/geographies|34",
                LocalDate.of(2020, 1, 1)))
        .isInstanceOf(DirectoryOutcome.Saved.class);
    for (var report : reports) {
      var answer = door.send("POST", "/fhir/MeasureReport", jersey.key(), report.toString());
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
      assertThat(FhirHospitals.codes(answer.body()))
          .isSubsetOf("recorded", "already-known", "kept-with-report")
          .contains("recorded");
      // Every population has its outcome, the ward beside intensive care.
      assertThat(answer.body().path("issue").size()).isEqualTo(populations(report).size());
      var kept = door.send("GET", "/fhir/MeasureReport/" + answer.id(), jersey.key(), null).body();
      assertThat(populations(kept)).isEqualTo(populations(report));
    }
    // On 2020-04-14: 15,000 inpatient beds of which 2,500 ICU; occupancy not reported.
    var at = Instant.parse("2020-04-14T06:00:00Z");
    var icu = line(at, jersey, "icu");
    assertThat(icu)
        .isEqualTo("SANER staffed 2500, occupied unknown: unsupported, ventilators 2250");
    assertThat(line(at, jersey, "ward"))
        .isEqualTo("SANER staffed 12500, occupied unknown: unsupported");
  }

  @Test
  void everyCodeOfTheVocabularyHasAPlace() throws Exception { // CAP-18
    var vocabulary = Files.readString(SharedData.file("saner/MeasureVocabulary.fsh"));
    var values =
        vocabulary.substring(
            vocabulary.indexOf("CodeSystem: MeasuredValues"),
            vocabulary.indexOf("CodeSystem: MeasureGroupSystem"));
    var codes =
        Pattern.compile("(?m)^\\* #(\\w+) +\"")
            .matcher(values)
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(codes).hasSizeGreaterThan(70).contains("numTotBeds", "n95masksupply", "shortnurse");
    var door = new FhirHospitals(app, port);
    var own = door.open("US-NJ");
    var populations =
        codes.stream()
            .map(code ->
                """
                {"code":{"coding":[{"system":"%s","code":"%s"}]},"count":%d}\
                """
                    .formatted(Canonical.SANER_VALUES, code, codes.size() - codes.indexOf(code)))
            .collect(Collectors.joining(","));
    var answer = door.send("POST", "/fhir/MeasureReport", own.key(), report(own, populations));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    assertThat(FhirHospitals.codes(answer.body()))
        .hasSize(codes.size())
        .isSubsetOf("recorded", "kept-with-report");
    // Supplies and staffing alone are no figures of beds; the report is kept all the same.
    var supplies =
        door.send(
            "POST",
            "/fhir/MeasureReport",
            own.key(),
            report(
                own,
                """
                {"code":{"coding":[{"system":"%s","code":"n95masksupply"}]},"count":3}\
                """
                    .formatted(Canonical.SANER_VALUES)));
    assertThat(supplies.status()).isEqualTo(201);
    assertThat(FhirHospitals.codes(supplies.body())).containsExactly("kept-with-report");
  }

  private static String report(FhirHospitals.Hospital own, String populations) {
    return """
    {"resourceType":"MeasureReport","status":"complete","type":"summary",
     "measure":"http://hl7.org/fhir/uv/saner/Measure/CDCPatientImpactAndHospitalCapacity",
     "subject":{"identifier":{"system":"https://vangnet.nl/fhir/NamingSystem/site-code/US-NJ","value":"%s"}},
     "period":{"end":"2026-03-01T08:30:00+01:00"},"group":[{"population":[%s]}]}
    """
        .formatted(own.site().code(), populations);
  }

  @Test
  void theMapOfBedTypesIsThatOfTheStandard() throws Exception { // IDX-06
    var theirs = new ArrayList<String>();
    var element = Pattern.compile("element\\[(\\d+)]\\.code = #(\\w+)");
    var target = Pattern.compile("element\\[(\\d+)]\\.target\\.code = #(\\w+)");
    var text = Files.readString(SharedData.file("saner/ConceptMapHAVE.fsh"));
    var targets =
        target.matcher(text).results().collect(Collectors.toMap(m -> m.group(1), m -> m.group(2)));
    element
        .matcher(text)
        .results()
        .forEach(m -> theirs.add(m.group(2) + " " + targets.getOrDefault(m.group(1), "-")));
    assertThat(theirs).hasSize(14);
    var door = new FhirHospitals(app, port);
    var own = door.open("US-NJ");
    var map = door.send("GET", "/fhir/ConceptMap/bed-types", own.key(), null).body();
    var ours = new ArrayList<String>();
    for (var one : map.path("group").path(0).path("element")) {
      ours.add(
          one.path("code").asString()
              + " "
              + one.path("target").path(0).path("code").asString("-"));
    }
    assertThat(ours).isEqualTo(theirs);
  }

  private String line(Instant at, FhirHospitals.Hospital hospital, String category) {
    var site = Objects.requireNonNull(pictures.at(at, null).site(hospital.site().id()));
    for (var line : site.lines()) {
      if (line.line().category().equals(category)) {
        var words = new ArrayList<String>();
        for (var variable :
            List.of(Variable.STAFFED, Variable.OCCUPIED, Variable.FREE, Variable.VENTILATORS)) {
          var measured = line.figure(variable).measured();
          if (measured != null) {
            words.add(
                variable.code()
                    + " "
                    + (measured.value() == null
                        ? "unknown: " + measured.unknownReason()
                        : measured.value().toString()));
          }
        }
        return "SANER " + String.join(", ", words);
      }
    }
    return "no line";
  }

  /// "group/code count" or "group/code absent reason" of every population, in their order.
  private static List<String> populations(JsonNode report) {
    var found = new ArrayList<String>();
    for (var group : report.path("group")) {
      for (var population : group.path("population")) {
        found.add(
            code(group)
                + "/"
                + code(population)
                + " "
                + value(population.get("count"), population.path("_count")));
      }
    }
    return found;
  }

  private static String code(JsonNode element) {
    return element.path("code").path("coding").path(0).path("code").asString();
  }

  private static String value(@Nullable JsonNode count, JsonNode about) {
    return count == null
        ? "absent " + about.path("extension").path(0).path("valueCode").asString()
        : count.asString();
  }
}
