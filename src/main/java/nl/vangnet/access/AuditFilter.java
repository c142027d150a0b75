package nl.vangnet.access;

import java.time.Instant;
import nl.vangnet.directory.OrganisationId;
import org.jspecify.annotations.Nullable;

/// Which part of the audit trail is asked for; null means no limit. `actor` is an actor's id or a
/// part of a name, `action` the beginning of an action code, `to` is exclusive.
public record AuditFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String actor,
    @Nullable String action,
    @Nullable OrganisationId organisation) {
  /// Everything.
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);
}
