package nl.vangnet.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.vangnet.testing.SharedData;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;

class RealDirectoryTest {
  @Test
  void theDutchTableSaysWhatTheListSays() throws IOException {
    var file = SharedData.file("nl/hospital-sites.csv");
    var places = new TreeMap<String, String>();
    try (var list = head().parse(Files.newBufferedReader(file))) {
      for (var row : list) {
        places.put(
            Double.parseDouble(row.get("lat")) + " " + Double.parseDouble(row.get("lon")),
            row.get("roaz") + " " + row.get("safety_region"));
      }
    }
    var now = DutchTable.snapshot();
    var networks =
        now.findRegionSet(CountryCode.NL, "acute-care-network", LocalDate.of(2022, 1, 1))
            .orElseThrow();
    var safety =
        now.findRegionSet(CountryCode.NL, "safety-region", LocalDate.of(2022, 1, 1)).orElseThrow();
    var ours = new TreeMap<String, String>();
    for (var site : now.sites(CountryCode.NL)) {
      var at = Objects.requireNonNull(site.coordinates());
      ours.put(
          at.latitude() + " " + at.longitude(),
          now.findRegionOf(site.id(), networks).orElseThrow().code()
              + " "
              + now.findRegionOf(site.id(), safety).orElseThrow().code());
    }
    assertThat(ours).isEqualTo(places);
  }

  @Test
  void theHospitalsOfNewJerseyBecomeACountry() throws IOException {
    var file = SharedData.file("us-nj/hospital-daily.csv");
    var seen = new TreeSet<String>();
    var text = new StringBuilder("country;organisation_code;organisation_name;site_code\n");
    try (var list = head().parse(Files.newBufferedReader(file))) {
      for (var row : list) {
        if (seen.add(row.get("hosp_id"))) {
          text.append("US-NJ;%1$s;\"%2$s\";%1$s\n".formatted(row.get(0), row.get(1)));
        }
      }
    }
    var reading = DirectoryCsv.read(text.toString().getBytes(StandardCharsets.UTF_8));
    var day = LocalDate.of(2020, 4, 4);
    var plan = ImportPlan.of(DirectorySnapshot.EMPTY, reading.rows(), day, day, "a test");
    assertThat(reading.faults()).isEmpty();
    assertThat(plan.faults()).isEmpty();
    assertThat(plan.counts().newSites()).isEqualTo(seen.size()).isEqualTo(93);
  }

  private static CSVFormat head() {
    return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
  }
}
