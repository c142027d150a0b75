package nl.vangnet.access;

import java.time.ZoneId;
import java.util.Locale;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.OrganisationId;
import org.jspecify.annotations.Nullable;

/// What an administrator fills in for a source system; see `SourceSystem` for the meaning.
public record SourceDetails(
    String code,
    String name,
    CountryCode country,
    OrganisationId organisation,
    @Nullable String sendingApplication,
    @Nullable String sendingFacility,
    @Nullable String certificate,
    ZoneId zone) {
  public SourceDetails {
    code = code.strip().toLowerCase(Locale.ROOT);
    name = name.strip();
    sendingApplication = blankToNull(sendingApplication);
    sendingFacility = blankToNull(sendingFacility);
    certificate = blankToNull(certificate);
    if (certificate != null) {
      certificate = certificate.replace(":", "").toLowerCase(Locale.ROOT);
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
