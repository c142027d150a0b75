package nl.vangnet.access;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import nl.vangnet.directory.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The append-only trail of who did what, when, for which organisation and from where (NEN 7513).
@Service
public class AuditTrail {
  private final AuditStore store;
  private final Clock clock;

  AuditTrail(AuditStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Records one act in the current transaction. `action` is a stable code such as
  /// "capacity.correct"; `subject` names what was touched ("line:31"); `facts` hold values without
  /// any personal data of patients.
  public void record(
      Actor actor,
      String action,
      String subject,
      @Nullable OrganisationId organisation,
      Map<String, String> facts) {
    insert(
        actor.id(),
        actor.name(),
        actor.role().name(),
        action,
        subject,
        organisation,
        facts,
        actor.role() == Role.SOURCE ? "mllp" : "system");
  }

  /// Records what somebody without an account tried.
  void recordVisitor(String action, String subject, Map<String, String> facts) {
    insert("visitor", "", "VISITOR", action, subject, null, facts, "unknown");
  }

  /// A part of the trail, newest first: events with an id below `before` (`Long.MAX_VALUE` for the
  /// first page), at most `limit`. Needs SEE_AUDIT.
  public List<AuditEvent> list(Actor reader, AuditFilter filter, long before, int limit) {
    reader.require(Permission.SEE_AUDIT, "audit trail");
    return store.list(filter, before, limit);
  }

  /// The action codes that occur in the trail. Needs SEE_AUDIT.
  public List<String> actions(Actor reader) {
    reader.require(Permission.SEE_AUDIT, "audit trail");
    return store.actions();
  }

  private void insert(
      String actorId,
      String actorName,
      String role,
      String action,
      String subject,
      @Nullable OrganisationId organisation,
      Map<String, String> facts,
      String elsewhere) {
    var origin = RequestOrigin.find();
    store.insert(
        new AuditEvent(
            0,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            actorId,
            actorName,
            role,
            action,
            subject,
            organisation,
            origin.map(RequestOrigin::remote).orElse(elsewhere),
            origin.map(RequestOrigin::requestId).orElse(null),
            facts));
  }
}
