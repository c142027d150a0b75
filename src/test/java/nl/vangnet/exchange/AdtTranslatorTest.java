package nl.vangnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.capacity.CensusEvent;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What each trigger event means to the census (CAP-08).
class AdtTranslatorTest {
  private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");
  private static final OrganisationId ORGANISATION = new OrganisationId(7);
  private static final Sender SENDER =
      new Sender(
          new SourceSystem(
              31,
              "ehr",
              "EHR",
              CountryCode.NL,
              ORGANISATION,
              "EHR",
              "A",
              null,
              ZoneId.of("Europe/Amsterdam"),
              true),
          List.of(site(4, "NOORD"), site(9, "ZUID")));
  private static final Pseudonyms PSEUDONYMS =
      new Pseudonyms("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
  private static final LocationMap MAP =
      new LocationMap(
          Map.of(
              pattern("IC", null, null, null), target(4, 11),
              pattern("IC", "2", null, null), target(4, 12),
              pattern("3B", null, null, null), target(9, 13),
              pattern(null, null, null, "PUL"), target(9, 14)));

  private static Site site(long id, String code) {
    return new Site(
        new SiteId(id),
        ORGANISATION,
        CountryCode.NL,
        code,
        code,
        "",
        ProviderType.HOSPITAL,
        SiteClass.GENERAL,
        true,
        null);
  }

  private static LocationMap.Pattern pattern(
      @Nullable String poc, @Nullable String room, @Nullable String bed, @Nullable String service) {
    return new LocationMap.Pattern(31, poc, room, bed, service);
  }

  private static LocationMap.Target target(long site, int line) {
    return new LocationMap.Target(new SiteId(site), new LineId(line));
  }

  private static String message(String event, String... segments) {
    return "MSH|^~\\&|EHR|A|V|L|20260301101500||ADT^"
        + event
        + "|77|P|2.4\r"
        + "EVN|"
        + event
        + "|20260301101600\r"
        + String.join("\r", segments)
        + "\r";
  }

  private static String pv1(String patientClass, String location, String visit) {
    return "PV1|1|" + patientClass + "|" + location + "|".repeat(16) + visit;
  }

  private static Translation translate(String text) {
    return new AdtTranslator(PSEUDONYMS)
        .translate(Hl7Message.read(text), SENDER, MAP, "31.ab", NOW);
  }

  private static String show(String text) {
    return show(translate(text));
  }

  private static String show(Translation translation) {
    return switch (translation) {
      case Translation.Moves(var events, var status, var at, var note) ->
          events.stream().map(AdtTranslatorTest::show).collect(Collectors.joining("; "))
              + (status == null
                  ? ""
                  : "bed "
                      + status.locationCode()
                      + " closed="
                      + status.closed()
                      + " line "
                      + status.line())
              + (note.isEmpty() ? "" : " (" + note + ")");
      case Translation.NotRelevant(var reason) -> "not relevant: " + reason;
      case Translation.Failed(var fault, var events, var location) ->
          fault.cause()
              + " "
              + fault.where()
              + events.stream().map(e -> "; " + show(e)).collect(Collectors.joining());
    };
  }

  private static String show(CensusEvent event) {
    var place = event.place();
    return event.kind()
        + " "
        + stayName(event.stay())
        + " site "
        + event.site()
        + (place == null ? "" : " line " + place.line() + " at " + place.locationCode());
  }

  private static String stayName(String pseudonym) {
    for (var name : List.of("visit:V1", "visit:V2", "patient:P1^MRN", "patient:P2^MRN")) {
      if (PSEUDONYMS.of(ORGANISATION, name).equals(pseudonym)) {
        return name;
      }
    }
    return "?";
  }

  private static final String PID = "PID|1||P1^^^MRN~999^^^BSN||Naam";

  @Test
  void admitsToTheMostSpecificMappedPlace() {
    assertThat(show(message("A01", PID, pv1("I", "IC^1^3", "V1"))))
        .isEqualTo("ADMIT visit:V1 site 4 line 11 at IC^1^3");
    assertThat(show(message("A01", PID, pv1("I", "IC^2^3", "V1"))))
        .isEqualTo("ADMIT visit:V1 site 4 line 12 at IC^2^3");
    assertThat(show(message("A01", PID, "PV1|1|I|X^9|||||||PUL")))
        .isEqualTo("ADMIT patient:P1^MRN site 9 line 14 at X^9");
  }

  @Test
  void appliesAnUnknownLocationAsUnplacedAndSaysWhere() {
    assertThat(show(message("A02", PID, pv1("I", "Q7^1^1^ZUID", "V1"))))
        .isEqualTo("unknown-location PV1-3; MOVE visit:V1 site 9 line null at Q7^1^1");
  }

  @Test
  void endsTheStayAtTheOldSiteWhenItMovesToAnother() {
    var moved = pv1("I", "3B^1^1", "V1").replace("|3B^1^1|||", "|3B^1^1|||IC^1^3");
    assertThat(show(message("A02", PID, moved)))
        .isEqualTo("MOVE visit:V1 site 9 line 13 at 3B^1^1; DISCHARGE visit:V1 site 4");
  }

  @Test
  void knowsTheOtherEvents() {
    var inIcu = pv1("I", "IC^1^3", "V1");
    assertThat(show(message("A03", PID, inIcu))).isEqualTo("DISCHARGE visit:V1 site 4");
    assertThat(show(message("A04", PID, pv1("O", "POLI", "V1"))))
        .isEqualTo("not relevant: registration-unmapped-place");
    assertThat(show(message("A05", PID, inIcu))).isEqualTo("not relevant: pending-A05");
    assertThat(show(message("A07", PID, inIcu))).startsWith("MOVE visit:V1 site 4 line 11");
    assertThat(show(message("A07", PID, pv1("O", "POLI^^^NOORD", "V1"))))
        .isEqualTo("DISCHARGE visit:V1 site 4");
    assertThat(show(message("A08", PID, pv1("O", "POLI", "V1"))))
        .isEqualTo("not relevant: outpatient-unmapped-place");
    assertThat(show(message("A11", PID, inIcu))).isEqualTo("CANCEL_ADMIT visit:V1 site 4");
    assertThat(show(message("A12", PID, inIcu)))
        .isEqualTo("CANCEL_MOVE visit:V1 site 4 line 11 at IC^1^3");
    assertThat(show(message("A13", PID, inIcu)))
        .isEqualTo("CANCEL_DISCHARGE visit:V1 site 4 line 11 at IC^1^3");
    assertThat(show(message("A16", PID, inIcu))).isEqualTo("PLAN_DISCHARGE visit:V1 site 4");
    assertThat(show(message("A25", PID, inIcu)))
        .isEqualTo("CANCEL_PLANNED_DISCHARGE visit:V1 site 4");
    assertThat(show(message("A21", PID, inIcu))).isEqualTo("LEAVE visit:V1 site 4");
    assertThat(show(message("A22", PID, inIcu)))
        .isEqualTo("RETURN visit:V1 site 4 line 11 at IC^1^3");
    assertThat(show(message("A31", PID, inIcu))).isEqualTo("not relevant: event-A31");
  }

  @Test
  void swapsTwoPatients() {
    assertThat(
            show(
                message(
                    "A17",
                    PID,
                    pv1("I", "IC^2^1", "V1"),
                    "PID|2||P2^^^MRN",
                    pv1("I", "3B^4^2", "V2"))))
        .isEqualTo(
            "MOVE visit:V1 site 4 line 12 at IC^2^1; MOVE visit:V2 site 9 line 13 at 3B^4^2");
  }

  @Test
  void closesABedAndEndsMergedStays() {
    assertThat(show(message("A20", "NPU|IC^1^3|C"))).isEqualTo("bed IC^1^3 closed=true line 11");
    assertThat(show(message("A20", "NPU|IC^1^3|U"))).isEqualTo("bed IC^1^3 closed=false line 11");
    assertThat(show(message("A40", PID, "MRG|P2^^^MRN")))
        .isEqualTo("MERGED_AWAY patient:P2^MRN site 4");
    assertThat(show(message("A40", PID, "MRG|P1^^^MRN")))
        .isEqualTo("not relevant: merge-with-itself");
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(show(message("A01", PID))).isEqualTo("segment-missing PV1");
    assertThat(show(message("A01", PID, pv1("I", "", "V1")))).isEqualTo("location-missing PV1-3");
    assertThat(show(message("A03", "PID|1", pv1("I", "IC", ""))))
        .isEqualTo("identity-missing PID-3");
    assertThat(show(message("A17", PID, pv1("I", "IC", "V1")))).isEqualTo("segment-missing PV1[2]");
    assertThat(
            show(message("A03", PID, pv1("I", "IC", "V1")).replace("|20260301101600", "|gisteren")))
        .isEqualTo("bad-time EVN-2");
  }

  @Test
  void clampsAClockThatRunsAhead() {
    var ahead =
        message("A03", PID, pv1("I", "IC", "V1")).replace("20260301101600", "20260302101600");
    assertThat(show(ahead)).isEqualTo("DISCHARGE visit:V1 site 4 (clock-ahead)");
    assertThat(((Translation.Moves) translate(ahead)).at()).isEqualTo(NOW);
  }

  @Test
  void readsTimesAroundTheChangeOfTheClock() {
    var zone = ZoneId.of("Europe/Amsterdam");
    assertThat(Hl7Time.read("20260329023000", zone, NOW.plusSeconds(90_000_000)))
        .hasValue(Instant.parse("2026-03-29T01:30:00Z"));
    var secondPass = Instant.parse("2025-10-26T01:31:00Z");
    assertThat(Hl7Time.read("202510260230", zone, secondPass))
        .hasValue(Instant.parse("2025-10-26T01:30:00Z"));
    assertThat(Hl7Time.read("202510260230", zone, secondPass.minusSeconds(3600)))
        .hasValue(Instant.parse("2025-10-26T00:30:00Z"));
    assertThat(Hl7Time.read("20260301+0100", zone, NOW))
        .hasValue(Instant.parse("2026-02-28T23:00:00Z"));
    assertThat(Hl7Time.read("20261301", zone, NOW)).isEmpty();
  }

  @Test
  void findsEveryFrameHoweverTheBytesAreSplit() throws Exception {
    var random = new Random(20200407);
    for (var round = 0; round < 200; round++) {
      var sent = new java.util.ArrayList<String>();
      var bytes = new java.io.ByteArrayOutputStream();
      for (var i = 0; i < 5; i++) {
        var text = "MSH|" + "x".repeat(random.nextInt(3000)) + "\r" + i;
        sent.add(text);
        bytes.writeBytes(MllpClient.framed(text.getBytes(StandardCharsets.US_ASCII)));
        bytes.writeBytes(
            "\r\nnoise".substring(0, random.nextInt(7)).getBytes(StandardCharsets.US_ASCII));
      }
      var in =
          new java.io.ByteArrayInputStream(bytes.toByteArray()) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
              return super.read(into, from, Math.min(length, 1 + random.nextInt(40)));
            }
          };
      var reader =
          new FrameReader(
              in,
              millis -> {},
              () -> 0,
              1 << 16,
              java.time.Duration.ofHours(1),
              java.time.Duration.ofHours(1));
      for (var expected : sent) {
        assertThat(reader.next())
            .isInstanceOfSatisfying(
                FrameReader.Found.Frame.class,
                f ->
                    assertThat(new String(f.content(), StandardCharsets.US_ASCII))
                        .isEqualTo(expected));
      }
    }
  }

  @Test
  void readsCharacterSetsStrictly() {
    var text = new Hl7Text(null);
    var latin = "MSH|^~\\&|E|F|||1||ADT^A01|1|P|2.5||||||8859/1\rPID|||é\r";
    assertThat(text.decode(latin.getBytes(StandardCharsets.ISO_8859_1)).text()).isEqualTo(latin);
    var utf8 = latin.replace("8859/1", "UNICODE UTF-8");
    assertThat(text.decode(utf8.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(utf8);
    assertThat(text.decode(utf8.getBytes(StandardCharsets.UTF_16BE)).text()).isEqualTo(utf8);
    var wrong = text.decode(utf8.getBytes(StandardCharsets.ISO_8859_1)).fault();
    assertThat(java.util.Objects.requireNonNull(wrong).where()).isEqualTo("PID-3");
    var unknown =
        text.decode(latin.replace("8859/1", "KLINGON").getBytes(StandardCharsets.US_ASCII)).fault();
    assertThat(java.util.Objects.requireNonNull(unknown).where()).isEqualTo("MSH-18");
  }

  @Test
  void readsOtherSeparatorsAndEscapes() {
    var message = Hl7Message.read("MSH$*!?%$EHR$A\nEVN$A01\r\nPV1$1$I$3?T?B*4!second*9");
    var pv1 = message.find("PV1").orElseThrow();
    assertThat(message.value(pv1, 3, 1)).isEqualTo("3%B");
    assertThat(message.value(pv1, 3, 2)).isEqualTo("4");
    assertThat(message.repetitions(pv1, 3)).containsExactly("3?T?B*4", "second*9");
  }
}
