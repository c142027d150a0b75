package nl.vangnet.fhir;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One version of the specification of one interface. A version stays at least twelve months after
/// the day on which its successor came into force (IDX-08): `endsOn` is null as long as it has
/// none.
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

  private static final LocalDate FIRST = LocalDate.of(2026, 11, 21);
  private static final LocalDate DAILY = LocalDate.of(2026, 11, 22);

  /// Every interface in the order of the page. Whoever changes an interface adds its new version
  /// here and dates the old one.
  public static final List<InterfaceVersion> ALL =
      List.of(
          current("hl7", "HL7 v2 ADT (MLLP)", "1.0", FIRST, "hl7-v2-over-mllp"),
          current("json", "JSON API /api/v1", "1.0", FIRST, "json-api"),
          current("fhir", "FHIR R4, SANER 1.0", "1.0", DAILY, "fhir"),
          current("edxl", "EDXL-HAVE 1.0, 2.0", "1.0", DAILY, "edxl-have"),
          current("lcps", "LCPS feed", "1.0", DAILY, "lcps-feed"),
          current("form", "Excel, CSV", "1.0", DAILY, "forms"),
          current("series", "CSV series", "1.0", FIRST, "csv-series"),
          current("directory", "Directory CSV, JSON", "1.0", FIRST, "directory-as-csv-and-json"));

  private static InterfaceVersion current(
      String door, String name, String version, LocalDate since, String document) {
    return new InterfaceVersion(door, name, version, since, null, null, document);
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
