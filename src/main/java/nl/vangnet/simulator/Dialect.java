package nl.vangnet.simulator;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// How one hospital's system speaks HL7 v2: version, segment ends, character set, its names,
/// whether its time stamps carry the offset, how it names locations, and how far its clock is
/// behind.
record Dialect(
    String version,
    String segmentEnd,
    Writing writing,
    String application,
    String facility,
    boolean writesOffset,
    int locationStyle,
    Duration clockBehind) {

  /// A character set: its name in MSH-18 (empty: not named) and what it is.
  record Writing(String mshName, Charset charset) {}

  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSS", Locale.ROOT);
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx", Locale.ROOT);
  private static final List<String> VERSIONS =
      List.of("2.5", "2.4", "2.3", "2.5.1", "2.6", "2.2", "2.3.1", "2.7", "2.8");
  private static final List<String> SYSTEMS = List.of("EPD", "CHIPSOFT", "HIX", "EPIC", "NEXUS");
  private static final List<Writing> WRITINGS =
      List.of(
          new Writing("8859/1", StandardCharsets.ISO_8859_1),
          new Writing("UNICODE UTF-8", StandardCharsets.UTF_8),
          new Writing("", StandardCharsets.US_ASCII),
          new Writing("ASCII", StandardCharsets.US_ASCII));

  /// The dialect of the hospital with this site code; it does not depend on the seed.
  static Dialect of(String site) {
    var draw = Math.floorMod(mix(site), 1_000_000);
    var version = VERSIONS.get(draw % VERSIONS.size());
    var writing = WRITINGS.get(draw / 9 % WRITINGS.size());
    if (version.equals("2.2") && writing.charset().equals(StandardCharsets.UTF_8)) {
      writing = WRITINGS.get(0);
    }
    var end = List.of("\r", "\r", "\r", "\r\n", "\n").get(draw / 36 % 5);
    return new Dialect(
        version,
        end,
        writing,
        SYSTEMS.get(draw / 180 % SYSTEMS.size()),
        site.toUpperCase(Locale.ROOT),
        draw / 900 % 3 == 0,
        draw / 2_700 % 3,
        draw / 8_100 % 16 == 3 ? Duration.ofSeconds(240) : Duration.ZERO);
  }

  private static int mix(String text) {
    var h = text.hashCode() * 0x9E3779B1;
    return h ^ (h >>> 15);
  }

  /// A time stamp as this system writes it.
  String stamp(java.time.Instant at) {
    var shown = at.minus(clockBehind);
    return writesOffset ? WITH_OFFSET.format(shown.atZone(ZONE)) : LOCAL.format(shown.atZone(ZONE));
  }

  /// A day as this system writes it.
  String day(java.time.LocalDate date) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(date.atStartOfDay(ZoneOffset.UTC).toLocalDate());
  }

  /// The message type as this version writes it (MSH-9).
  String messageType(String trigger, String structure) {
    return switch (version) {
      case "2.2", "2.3" -> "ADT^" + trigger;
      default -> "ADT^" + trigger + "^" + structure;
    };
  }

  /// The location code (PV1-3.1) that this system has for a unit.
  String pointOfCare(String unit, int ordinal) {
    return switch (locationStyle) {
      case 0 -> unit;
      case 1 -> "VPK" + (1 + ordinal) + unit.replace("-", "");
      default -> Integer.toString(4000 + 10 * ordinal);
    };
  }
}
