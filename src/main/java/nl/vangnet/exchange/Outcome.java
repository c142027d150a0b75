package nl.vangnet.exchange;

import java.util.Locale;

/// What became of a message; every message received has exactly one outcome.
public enum Outcome {
  /// Understood and applied.
  ACCEPTED,
  /// The same message came before; not applied again.
  DUPLICATE,
  /// Understood, and nothing for the count of beds.
  NOT_RELEVANT,
  /// Not understood, or only in part: kept, shown with the place of the fault, can be replayed.
  UNREADABLE,
  /// Not taken: unknown sender, wrong version, too large.
  REFUSED;

  /// The stable code in interfaces, tables and metrics.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The outcome with this code.
  public static Outcome of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
