package nl.vangnet.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
