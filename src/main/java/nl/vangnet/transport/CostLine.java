package nl.vangnet.transport;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What something in a case cost, in cents of a euro, and who pays (TRA-09). `withdrawn` says why a
/// wrong line no longer counts, null while it does.
public record CostLine(
    long id,
    String caseNumber,
    Kind kind,
    long cents,
    String payer,
    String note,
    By by,
    Instant at,
    @Nullable String withdrawn) {
  /// What was paid for.
  public enum Kind {
    /// The ride.
    TRANSPORT,
    /// Care in the other country.
    TREATMENT,
    /// Something else, such as an escort's way back.
    OTHER
  }
}
