package nl.vangnet.onboarding;

/// How far the connection of a site is (CAP-04).
public enum Stage {
  /// Nobody was asked yet.
  NONE,
  /// Asked to connect, with whom to call.
  INVITED,
  /// A system of theirs sends.
  LINKED,
  /// What comes in is compared with their own count for a week.
  VALIDATING,
  /// The figures count without further ado.
  LIVE,
  /// Was connected, is not now: an exception with a reason.
  PAUSED
}
