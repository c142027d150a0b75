package nl.vangnet.access;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import nl.vangnet.directory.OrganisationId;
import org.jspecify.annotations.Nullable;

/// One line of the audit trail: when, who, in which role, what, on what, for which organisation,
/// from where and in which request.
public record AuditEvent(
    long id,
    Instant at,
    String actorId,
    String actorName,
    String role,
    String action,
    String subject,
    @Nullable OrganisationId organisation,
    String remote,
    @Nullable String requestId,
    Map<String, String> facts) {
  public AuditEvent {
    facts = java.util.Collections.unmodifiableMap(new TreeMap<>(facts));
  }
}
