package nl.vangnet.capacity;

/// How old a figure is against the limits of its definition.
public enum Age {
  /// Younger than the fresh limit: counts in full.
  FRESH,
  /// Between the limits: counts, and is marked.
  AGEING,
  /// Older than the stale limit: kept out of totals, shown as a range, chased.
  STALE,
  /// Never reported, or reported as unknown.
  UNKNOWN
}
