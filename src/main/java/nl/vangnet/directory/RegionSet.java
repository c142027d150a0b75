package nl.vangnet.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One division of a country into regions, valid from `validFrom` until the day before `validTo`
/// (open when null). Sets of one `kind` follow each other in time: Noord-Holland/Flevoland is two
/// acute care networks but, since 2023, one ROAZ (field notes 2.2, ESC-13). Known kinds:
/// `acute-care-network` (eleven, the default of the picture), `roaz`, `safety-region`; other
/// countries bring their own.
public record RegionSet(
    String code,
    CountryCode country,
    String kind,
    String name,
    LocalDate validFrom,
    @Nullable LocalDate validTo,
    String source) {
  /// Whether this set is in force on `day`.
  public boolean isValidOn(LocalDate day) {
    return !day.isBefore(validFrom) && (validTo == null || day.isBefore(validTo));
  }
}
