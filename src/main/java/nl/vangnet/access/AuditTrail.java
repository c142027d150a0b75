package nl.vangnet.access;

import java.util.Map;
import nl.vangnet.directory.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The append-only trail of who did what, when, for which organisation and from where (NEN 7513).
@Service
public class AuditTrail {
  AuditTrail() {}

  /// Records one act in the current transaction. `action` is a stable code such as
  /// "capacity.correct"; `subject` names what was touched ("line:31"); `facts` hold values without
  /// any personal data of patients.
  public void record(
      Actor actor,
      String action,
      String subject,
      @Nullable OrganisationId organisation,
      Map<String, String> facts) {}
}
