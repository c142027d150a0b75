package nl.vangnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.History;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.SharedData;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/// The document of the interfaces, executed; and the series of other countries, read back day by
/// day.
@AppTest
class InterfacesDocIT {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```(hl7|json|xml|csv|fhir) send ?([^\\n]*)\\n(.*?)```\\n```answer\\n(.*?)```",
          Pattern.DOTALL);
  private static final Map<String, String> TYPES =
      Map.of(
          "json", "application/json",
          "xml", "application/xml",
          "csv", "text/csv",
          "fhir", "application/fhir+json");

  @Autowired MllpServer server;
  @Autowired JdbcTemplate jdbc;
  @Autowired Directory directory;
  @Autowired SourceSystems sources;
  @Autowired IntakeDesk desk;
  @Autowired SeriesImport series;
  @Autowired CapacityBook book;
  @Autowired History history;
  @LocalServerPort int port;

  @Test
  void everyExampleOfTheDocumentHolds() throws Exception {
    var hospitals = new Hospitals(jdbc, directory, sources);
    var own = hospitals.open("EHR", "DOC", ZoneId.of("Europe/Amsterdam"));
    jdbc.update("update directory.site set code = 'DOC' where id = ?", own.site().id().value());
    directory.refresh();
    desk.map(
        Hospitals.STEWARD,
        new IntakeDesk.NewMapping(
            own.source().id(),
            "3B",
            null,
            null,
            null,
            CountryCode.NL,
            "DOC",
            "3B",
            "ward",
            "other"));
    var key = sources.issueKey(Hospitals.ADMIN, own.source().id());
    var examples = EXAMPLE.matcher(documents());
    var found = 0;
    try (var client = new MllpClient(server.port());
        var http = HttpClient.newHttpClient()) {
      while (examples.find()) {
        found++;
        var answer =
            examples.group(1).equals("hl7")
                ? client.send(examples.group(3).replace("\n", "\r"))
                : call(
                    http,
                    key,
                    Objects.requireNonNull(TYPES.get(examples.group(1))),
                    examples.group(2),
                    examples.group(3));
        for (var line : examples.group(4).split("\n")) {
          assertThat(answer).as(examples.group()).contains(line);
        }
      }
    }
    assertThat(found).isGreaterThan(25);
  }

  /// The document of the interfaces with those of the rooms beside it.
  private static String documents() throws IOException {
    var text = new StringBuilder(Files.readString(Path.of("docs/interfaces.md")));
    var folder = Path.of("docs/interfaces");
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        for (var file : files.sorted().toList()) {
          text.append('\n').append(Files.readString(file));
        }
      }
    }
    return text.toString();
  }

  private String call(HttpClient http, String key, String type, String line, String body)
      throws IOException, InterruptedException {
    var parts = line.split(" ");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + parts[1]))
            .header("X-API-Key", key)
            .header("Content-Type", type)
            .method(
                parts[0],
                parts[0].equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void readsNewJerseyBackDayByDayExactly() throws Exception {
    var columns = new LinkedHashMap<String, String>();
    columns.put("bed_inuse_intensivecare", "icu/all/occupied");
    columns.put("bed_avail_intensivecare", "icu/all/free");
    columns.put("ventilators_inuse", "vent/icu/covid/ventilators");
    importAndCompare("us-nj/hospital-daily.csv", "US-NJ", "hosp_id", columns);
  }

  @Test
  void readsTexasBackDayByDayExactly() throws Exception {
    var columns = new LinkedHashMap<String, String>();
    columns.put("patients_all_icu", "icu/all/occupied");
    columns.put("beds_avail_icu", "icu/all/free");
    columns.put("patients_covid_ward", "ward/covid/occupied");
    importAndCompare("us-tx/trauma-region-daily.csv", "US-TX", "tsa_id", columns);
  }

  private void importAndCompare(
      String file, String country, String siteColumn, Map<String, String> columns)
      throws Exception {
    var bytes = Files.readAllBytes(SharedData.file(file));
    var rows = rows(bytes);
    var sites = new HashMap<String, Site>();
    for (var row : rows) {
      var code = row.get(siteColumn);
      if (!sites.containsKey(code)) {
        sites.put(
            code, new Hospitals(jdbc, directory, sources).site(new CountryCode(country), code));
      }
    }
    var wanted =
        new SeriesImport.Wanted(
            new CountryCode(country),
            false,
            columns.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(",")),
            siteColumn,
            "date",
            "Europe/Amsterdam",
            "12:00",
            "not-reported");
    var report = series.read(Hospitals.STEWARD, wanted, new ByteArrayInputStream(bytes));
    assertThat(report.rows()).isEqualTo(rows.size());
    assertThat(report.figures() + report.badCells()).isEqualTo((long) rows.size() * columns.size());
    var again = series.read(Hospitals.STEWARD, wanted, new ByteArrayInputStream(bytes));
    assertThat(again.recorded()).isZero();
    assertThat(again.alreadyKnown()).isEqualTo(report.recorded());
    // Read back: per site, day and column, the text of the file against the record.
    var expected = new ArrayList<String>();
    for (var row : rows) {
      columns.forEach((column, meaning) -> {
        var text = row.get(column).strip();
        if (text.isEmpty() || text.matches("\\d+(\\.0*)?")) {
          expected.add(
              row.get(siteColumn)
                  + " "
                  + row.get("date")
                  + " "
                  + variable(meaning)
                  + " "
                  + (text.isEmpty() ? "unknown" : text.replaceAll("\\..*", "")));
        }
      });
    }
    var actual = new ArrayList<String>();
    sites.forEach((code, site) -> {
      var lines =
          book.lines(site.id()).stream()
              .collect(Collectors.toMap(l -> l.id(), l -> l.category() + "/" + l.cohort()));
      for (var entry :
          history.entries(site.id(), LocalDate.of(2020, 1, 1), LocalDate.of(2022, 1, 1))) {
        actual.add(
            code
                + " "
                + LocalDate.ofInstant(entry.measured().observedAt(), ZoneId.of("Europe/Amsterdam"))
                + " "
                + lines.get(entry.line())
                + "/"
                + entry.variable().code()
                + " "
                + (entry.measured().value() == null ? "unknown" : entry.measured().value()));
      }
    });
    assertThat(report.duplicate()).isZero();
    assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).anyMatch(e -> e.endsWith("unknown")).hasSizeGreaterThan(1000);
  }

  private static String variable(String meaning) {
    var parts = List.of(meaning.split("/"));
    return String.join("/", parts.subList(parts.size() - 3, parts.size()));
  }

  private static List<CSVRecord> rows(byte[] bytes) throws IOException {
    try (var parser =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new java.io.StringReader(new String(bytes, StandardCharsets.UTF_8)))) {
      return parser.getRecords();
    }
  }
}
