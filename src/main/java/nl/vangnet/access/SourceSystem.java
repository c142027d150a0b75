package nl.vangnet.access;

import java.time.ZoneId;
import java.util.Set;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.OrganisationId;
import org.jspecify.annotations.Nullable;

/// A system that sends figures or messages for one organisation. MLLP senders are recognised by
/// `sendingApplication` (MSH-3) and `sendingFacility` (MSH-4), both null when the system does not
/// speak HL7 v2; `certificate` is the lower-case SHA-256 fingerprint (hex) that a TLS client must
/// show, null when none is asked. `zone` is the zone of time stamps without one.
public record SourceSystem(
    long id,
    String code,
    String name,
    CountryCode country,
    OrganisationId organisation,
    @Nullable String sendingApplication,
    @Nullable String sendingFacility,
    @Nullable String certificate,
    ZoneId zone,
    boolean active) {
  /// The actor that this system is.
  public Actor actor() {
    return new Actor("source:" + code, name, Role.SOURCE, new Scope.InOrganisation(organisation));
  }

  /// The formats that this system speaks, for the screens.
  public Set<String> doors() {
    return sendingApplication == null ? Set.of("json") : Set.of("json", "hl7v2");
  }
}
