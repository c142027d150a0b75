package nl.vangnet.desks;

/// What became of an act on cards, rosters or work agreements.
public sealed interface DutyOutcome {
  /// Done; `id` is what was made or touched.
  record Done(long id) implements DutyOutcome {}

  /// Refused: `code` is one of "not-allowed", "field-missing", "text-too-long", "bad-address",
  /// "bad-phone", "no-such-card", "no-such-role", "no-such-shift", "no-such-agreement",
  /// "role-known", "bad-period", "shift-too-long", "overlap", "no-way-to-reach".
  record Refused(String code, String advice) implements DutyOutcome {}
}
