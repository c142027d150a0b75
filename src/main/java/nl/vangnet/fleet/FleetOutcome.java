package nl.vangnet.fleet;

/// What became of a wish about the fleet.
public sealed interface FleetOutcome {
  /// It stands in the register, under this id.
  record Done(long id) implements FleetOutcome {}

  /// Refused: `code` is one of "not-allowed", "no-such-vehicle", "no-such-crew", "no-such-shift",
  /// "no-such-obstacle", "no-such-site", "code-malformed", "code-taken", "name-missing",
  /// "source-missing", "owner-unknown", "places-out-of-range", "range-out-of-range",
  /// "notice-out-of-range", "stale", "shift-backwards", "shift-too-long", "shift-overlaps",
  /// "shift-not-driven", "obstacle-backwards", "obstacle-too-long", "reason-missing",
  /// "reason-too-long", "already-ended", "minutes-out-of-range", "position-old",
  /// "position-in-the-future".
  record Refused(String code, String advice) implements FleetOutcome {}
}
