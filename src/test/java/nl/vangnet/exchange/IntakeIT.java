package nl.vangnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Census;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/// The intake from the socket to the census, on the whole application.
@AppTest
@TestPropertySource(
    properties = {"vangnet.mllp.frame-timeout=2s", "vangnet.mllp.max-connections-per-address=60"})
@ExtendWith(OutputCaptureExtension.class)
class IntakeIT {
  private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

  @Autowired MllpServer server;
  @Autowired JdbcTemplate jdbc;
  @Autowired Directory directory;
  @Autowired SourceSystems sources;
  @Autowired IntakeDesk desk;
  @Autowired Census census;
  @Autowired CapacityBook book;

  private Hospitals hospitals;
  private static int number;

  @BeforeEach
  void prepare() {
    hospitals = new Hospitals(jdbc, directory, sources);
  }

  private Hospitals.Hospital hospital() {
    return hospitals.open("EHR", "H" + ++number, AMSTERDAM);
  }

  private LineId map(Hospitals.Hospital at, String poc, String category, String cohort) {
    var outcome =
        desk.map(
            Hospitals.STEWARD,
            new IntakeDesk.NewMapping(
                at.source().id(),
                poc,
                null,
                null,
                null,
                CountryCode.NL,
                at.site().code(),
                poc,
                category,
                cohort));
    return ((IntakeDesk.MappingOutcome.Mapped) outcome).line();
  }

  private static String adt(
      Hospitals.Hospital from, String event, String id, String visit, String place) {
    return adt(from, event, id, visit, place, "20260301120000");
  }

  private static String adt(
      Hospitals.Hospital from, String event, String id, String visit, String place, String at) {
    return "MSH|^~\\&|EHR|%s|VANGNET|LZ|%s||ADT^%s|%s|P|2.5\r"
            .formatted(from.source().sendingFacility(), at, event, id)
        + "EVN|%s|%s\r".formatted(event, at)
        + "PID|1||P%s^^^MRN||Jansen-Geheim^Klaas||19510203|M|||Straatweg 7^^Ons Dorp||||||||999911120\r"
            .formatted(visit)
        + "PV1|1|I|%s|||||||||||||||||%s\r"
            .formatted(place, visit)
            .replace("|||||||||||||||||", "||||||||||||||||");
  }

  private Map<String, Long> counts(Hospitals.Hospital of) {
    var found = new TreeMap<String, Long>();
    for (var account : desk.account(Hospitals.STEWARD)) {
      if (account.source() == of.source().id()) {
        account
            .counts()
            .forEach(c ->
                found.merge(
                    c.outcome().code() + (c.cause().isEmpty() ? "" : "/" + c.cause()),
                    c.total(),
                    Long::sum));
      }
    }
    return found;
  }

  @Test
  void countsPatientsMovesDuplicatesAndDischarges() throws Exception {
    var own = hospital();
    var icu = map(own, "IC", "icu", "covid");
    var ward = map(own, "3B", "ward", "other");
    try (var client = new MllpClient(server.port())) {
      assertThat(client.send(adt(own, "A01", "1", "v1", "IC^1^2"))).contains("MSA|AA|1\r");
      assertThat(client.send(adt(own, "A01", "2", "v2", "IC^1^3"))).contains("MSA|AA|2\r");
      assertThat(client.send(adt(own, "A01", "3", "v3", "3B^7^1"))).contains("MSA|AA|3\r");
      assertThat(client.send(adt(own, "A01", "3", "v3", "3B^7^1"))).contains("MSA|AA|3\r");
      assertThat(client.send(adt(own, "A02", "4", "v2", "3B^7^2", "20260301130000")))
          .contains("MSA|AA|4\r");
      assertThat(client.send(adt(own, "A01", "5", "v4", "3B^9^1"))).contains("MSA|AA|5\r");
      assertThat(client.send(adt(own, "A03", "6", "v3", "3B^7^1", "20260301140000")))
          .contains("MSA|AA|6\r");
      assertThat(client.send(adt(own, "A08", "6", "v4", "3B^9^2", "20260301150000")))
          .contains("MSA|AA|6\r");
    }
    assertThat(census.counts(own.site().id())).containsEntry(icu, 1).containsEntry(ward, 2);
    assertThat(counts(own))
        .isEqualTo(Map.of("accepted", 6L, "accepted/control-id-reused", 1L, "duplicate", 1L));
  }

  @Test
  void readsMessagesAgainWhenTheirLocationIsMapped() throws Exception {
    var own = hospital();
    var icu = map(own, "IC", "icu", "covid");
    try (var client = new MllpClient(server.port())) {
      client.send(adt(own, "A01", "1", "v1", "IC^1^2"));
      var answer = client.send(adt(own, "A02", "2", "v1", "NIEUW^1^2", "20260301130000"));
      assertThat(answer)
          .contains("MSA|AE|2|unknown-location")
          .contains(
              "ERR||PV1^1^3|204^Unknown key identifier^HL70357|E|unknown-location|||Map this");
      assertThat(client.send(adt(own, "A02", "2", "v1", "NIEUW^1^2", "20260301130000")))
          .contains("MSA|AE|2|");
    }
    assertThat(census.counts(own.site().id()))
        .containsEntry(icu, 0)
        .containsEntry(new LineId(0), 1);
    var waiting = desk.list(Hospitals.STEWARD, own.source().id(), "", Long.MAX_VALUE, 10);
    assertThat(waiting).hasSize(1);
    var shown = desk.mask(Hospitals.STEWARD, waiting.getFirst().id()).orElseThrow();
    assertThat(shown.toString()).contains("NIEUW").doesNotContain("Jansen").doesNotContain("9999");

    var fresh = map(own, "NIEUW", "hc", "other");

    assertThat(census.counts(own.site().id()))
        .containsEntry(fresh, 1)
        .containsEntry(new LineId(0), 0);
    assertThat(counts(own)).isEqualTo(Map.of("accepted", 2L, "unreadable/unknown-location", 1L));
    assertThat(desk.list(Hospitals.STEWARD, own.source().id(), "", Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void keepsNamesNumbersAndBirthDatesOutOfDatabaseAndLog(CapturedOutput output) throws Exception {
    var own = hospital();
    map(own, "IC", "icu", "covid");
    try (var client = new MllpClient(server.port())) {
      client.send(adt(own, "A01", "1", "bezoek77", "IC^1^2"));
      client.send(adt(own, "A01", "2", "bezoek78", "WEG^1^2"));
      client.send(adt(own, "A01", "3", "bezoek79", "IC^1^2").replace("EVN|A01|2026", "EVN|A01|x"));
      client.send(adt(own, "ZZZ", "4", "bezoek80", "IC^1^2").replace("|2.5", "|1.9"));
    }
    for (var secret : List.of("Geheim", "999911120", "19510203", "bezoek77", "Ons Dorp")) {
      assertThat(output.getAll()).doesNotContain(secret);
      for (var table :
          jdbc.queryForList(
              "select quote_ident(table_schema) || '.' || quote_ident(table_name)"
                  + " from information_schema.tables where table_type = 'BASE TABLE'"
                  + " and table_schema not in ('pg_catalog', 'information_schema')",
              String.class)) {
        assertThat(
                jdbc.queryForObject(
                    "select count(*) from " + table + " t where t::text like ?",
                    Integer.class,
                    "%" + secret + "%"))
            .as(table + " holds " + secret)
            .isZero();
      }
    }
  }

  @Test
  void accountsForEveryMessageOfASimulatedHospitalAndCountsItsPatients() throws Exception {
    var text =
        Files.readString(
            SharedData.file("hl7v2/simhospital-1013-messages.hl7"), StandardCharsets.ISO_8859_1);
    var messages =
        Arrays.stream(text.split("(?=MSH\\|)")).filter(m -> m.startsWith("MSH|")).toList();
    assertThat(messages).hasSize(1013);
    var own = hospitals.open("SIMHOSP", "SFAC", ZoneId.of("Europe/London"));
    var lines = new HashMap<String, LineId>();
    lines.put("RenalWard", map(own, "RenalWard", "ward", "covid"));
    lines.put("OtherWard", map(own, "OtherWard", "ward", "other"));
    // The independent count: the last ward of each visit number, by plain string search.
    var wardOf = new HashMap<String, String>();
    var answers = new HashMap<String, Integer>();
    try (var client = new MllpClient(server.port())) {
      for (var message : messages) {
        var answer = client.send(message.replace("\n", ""));
        answers.merge(answer.replaceAll("(?s).*MSA\\|(..).*", "$1"), 1, Integer::sum);
        if (message.contains("|ADT^A01|")) {
          var visit = message.split("\rPV1\\|")[1].split("\\|")[18];
          wardOf.put(visit, message.replaceAll("(?s).*\rPV1\\|1\\|I\\|([A-Za-z]+)\\^.*", "$1"));
        }
      }
    }
    assertThat(answers).isEqualTo(Map.of("AA", 1013));
    assertThat(counts(own))
        .isEqualTo(
            Map.of("accepted", 401L, "not-relevant/type-ORU", 610L, "not-relevant/type-MDM", 2L));
    for (var ward : List.of("RenalWard", "OtherWard")) {
      var expected = (int) wardOf.values().stream().filter(ward::equals).count();
      assertThat(expected).isPositive();
      assertThat(census.counts(own.site().id())).containsEntry(lines.get(ward), expected);
    }
  }

  @Test
  void answersEveryMessageOfOldVersions() throws Exception {
    var text =
        Files.readString(
            SharedData.file("hl7v2/older-versions-mixed.hl7"), StandardCharsets.ISO_8859_1);
    var answers = new ArrayList<String>();
    try (var client = new MllpClient(server.port())) {
      for (var message : text.split("(?=MSH\\|)")) {
        if (message.startsWith("MSH|")) {
          answers.add(client.send(message.replace("\n", "\r")));
        }
      }
    }
    assertThat(answers).hasSizeGreaterThan(15).allMatch(a -> a.contains("MSA|A"));
    assertThat(answers).anyMatch(a -> a.contains("unsupported-version"));
    assertThat(answers).anyMatch(a -> a.contains("unknown-sender"));
  }

  @Test
  void refusesHostileInputWhileGoodTrafficGoesOn() throws Exception {
    var own = hospital();
    var icu = map(own, "IC", "icu", "covid");
    var attackers = new ArrayList<Thread>();
    var seen = new java.util.concurrent.ConcurrentHashMap<String, String>();
    attack(
        attackers,
        seen,
        "large",
        client -> {
          client.raw(new byte[] {0x0B});
          var junk = new byte[1 << 20];
          Arrays.fill(junk, (byte) 'x');
          for (var i = 0; i < 50; i++) {
            client.raw(junk);
          }
          return client.answer();
        });
    attack(
        attackers,
        seen,
        "slow",
        client -> {
          client.raw("\u000bMSH|^~\\&|EHR|".getBytes(StandardCharsets.US_ASCII));
          return client.answer();
        });
    attack(
        attackers,
        seen,
        "garbage",
        client -> {
          client.raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          return client.answer();
        });
    attack(
        attackers,
        seen,
        "truncated",
        client -> {
          client.raw("\u000bMSH|^~\\&|EHR|H1|||2026".getBytes(StandardCharsets.US_ASCII));
          client.halfClose();
          return client.answer() + "ended";
        });
    attack(
        attackers,
        seen,
        "restarted",
        client -> {
          client.raw("\u000bMSH|^~\\&|EHR".getBytes(StandardCharsets.US_ASCII));
          client.raw(
              MllpClient.framed(
                  adt(own, "A01", "r1", "r1", "IC^9^9").getBytes(StandardCharsets.US_ASCII)));
          return client.answer() + client.answer();
        });
    attack(
        attackers,
        seen,
        "encoding",
        client -> {
          var bytes =
              adt(own, "A01", "e1", "e1", "IC^1^1")
                  .replace("|2.5\r", "|2.5||||||UNICODE UTF-8\r")
                  .replace("Klaas", "K\u00e4t")
                  .getBytes(StandardCharsets.ISO_8859_1);
          return client.send(bytes);
        });
    try (var client = new MllpClient(server.port())) {
      for (var i = 0; i < 300; i++) {
        assertThat(client.send(adt(own, "A01", "g" + i, "g" + i, "IC^1^" + i)))
            .contains("MSA|AA|g" + i);
      }
    }
    for (var attacker : attackers) {
      assertThat(attacker.join(Duration.ofSeconds(30))).isTrue();
    }
    assertThat(seen.get("large")).contains("MSA|AR").contains("too-large");
    assertThat(seen.get("slow")).contains("MSA|AR").contains("slow-sender");
    assertThat(seen.get("garbage")).contains("MSA|AR").contains("no-frame");
    assertThat(seen.get("truncated")).isEqualTo("ended");
    assertThat(seen.get("restarted")).contains("truncated-frame").contains("MSA|AA|r1");
    assertThat(seen.get("encoding")).contains("MSA|AE|e1|wrong-encoding").contains("PID^1^5");
    assertThat(census.counts(own.site().id())).containsEntry(icu, 301);
  }

  private interface Attack {
    String by(MllpClient client) throws Exception;
  }

  private void attack(
      List<Thread> attackers, Map<String, String> seen, String name, Attack attack) {
    attackers.add(
        Thread.ofVirtual()
            .start(() -> {
              try (var client = new MllpClient(server.port())) {
                seen.put(name, attack.by(client));
              } catch (Exception e) {
                seen.put(name, "failed: " + e);
              }
            }));
  }
}
