package nl.vangnet.transfer;

import java.util.List;

/// What became of a wish about a case.
public sealed interface TransferOutcome {
  /// It was done; the case as it now stands.
  record Done(TransferRequest request) implements TransferOutcome {}

  /// Refused, and nothing changed: a stable code, and for a form the codes of what is missing.
  record Refused(String code, List<String> missing) implements TransferOutcome {
    public Refused {
      missing = List.copyOf(missing);
    }

    Refused(String code) {
      this(code, List.of());
    }
  }

  /// Somebody was faster: the case as it now stands.
  record Stale(TransferRequest now) implements TransferOutcome {}
}
