package nl.vangnet.conformance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One version of the specification of one interface. A version stays at least twelve months after
/// the day on which its successor came into force (IDX-08): `endsOn` is null as long as it has
/// none. `document` names the specification and the heading in it.
public record InterfaceVersion(
    String door,
    String name,
    String version,
    LocalDate since,
    @Nullable LocalDate succeededOn,
    @Nullable LocalDate endsOn,
    String document) {
  /// The least number of months that a version stays after its successor.
  public static final int MONTHS_AFTER_SUCCESSOR = 12;

  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 21);
  private static final LocalDate DAILY = LocalDate.of(2026, 11, 22);

  /// Every interface in the order of the page. Whoever changes an interface adds its new version
  /// here and dates the old one.
  public static final List<InterfaceVersion> ALL =
      List.of(
          current("hl7", "HL7 v2 ADT (MLLP)", "1.0", FIRST, "interfaces#hl7-v2-over-mllp"),
          current("json", "JSON API /api/v1", "1.0", FIRST, "interfaces#json-api"),
          current("fhir", "FHIR R4, SANER 1.0", "1.0", DAILY, "fhir"),
          current("edxl", "EDXL-HAVE 1.0, 2.0", "1.0", DAILY, "feeds#edxl-have"),
          current("lcps", "LCPS feed", "1.0", DAILY, "feeds#lcps-feed"),
          current("form", "Excel, CSV", "1.0", DAILY, "feeds#forms"),
          current("series", "CSV series", "1.0", FIRST, "interfaces#csv-series"),
          current(
              "directory",
              "Directory CSV, JSON",
              "1.0",
              FIRST,
              "interfaces#directory-as-csv-and-json"));

  private static InterfaceVersion current(
      String door, String name, String version, LocalDate since, String document) {
    return new InterfaceVersion(door, name, version, since, null, null, document);
  }

  /// The address of its specification.
  public String specification() {
    return "/conformiteit/specificatie/" + document;
  }

  /// The paths that speak this version, as their beginnings; empty for what is not HTTP.
  public List<String> paths() {
    return switch (door) {
      case "fhir" -> List.of("/fhir");
      case "edxl" -> List.of("/api/v1/edxl-have");
      case "lcps" -> List.of("/api/v1/lcps");
      case "form" -> List.of("/api/v1/forms");
      case "series" -> List.of("/api/v1/series");
      case "directory" -> List.of("/api/v1/directory");
      case "json" -> List.of("/api/v1");
      default -> List.of();
    };
  }

  /// What every answer of a version says once it has a successor (RFC 9745, RFC 8594); nothing
  /// before.
  public Map<String, String> headers(LocalDate day) {
    if (succeededOn == null || day.isBefore(succeededOn)) {
      return Map.of();
    }
    var headers = new LinkedHashMap<String, String>();
    headers.put("Deprecation", "@" + succeededOn.atStartOfDay(ZONE).toEpochSecond());
    headers.put("Link", "</conformiteit>; rel=\"deprecation\"; type=\"text/html\"");
    if (endsOn != null) {
      headers.put(
          "Sunset",
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              endsOn.atStartOfDay(ZONE).withZoneSameInstant(ZoneOffset.UTC)));
    }
    return headers;
  }

  /// Whether a version may be switched off on a day: not before twelve months after its successor.
  public boolean mayEndOn(LocalDate day) {
    return succeededOn != null && !day.isBefore(succeededOn.plusMonths(MONTHS_AFTER_SUCCESSOR));
  }

  /// The state on a day: current, succeeded or ended.
  public String state(LocalDate day) {
    if (endsOn != null && !day.isBefore(endsOn)) {
      return "ended";
    }
    return succeededOn != null && !day.isBefore(succeededOn) ? "succeeded" : "current";
  }
}
