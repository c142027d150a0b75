package nl.vangnet.policy;

import java.util.List;

/// The phases of the national scale-up plan for acute care (LNAZ, June 2020), lightest first: 1a
/// and 1b conventional, 2a to 2d scaled up, 3 crisis.
public final class Phases {
  /// All phases, lightest first.
  public static final List<String> ALL = List.of("1a", "1b", "2a", "2b", "2c", "2d", "3");

  private Phases() {}

  /// Whether `phase` is at least as heavy as `other`.
  public static boolean isAtLeast(String phase, String other) {
    return ALL.indexOf(phase) >= ALL.indexOf(other);
  }
}
