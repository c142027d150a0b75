package nl.vangnet.desks;

/// What became of an act on a bulletin.
public sealed interface BulletinOutcome {
  /// Done; `id` is the bulletin.
  record Done(long id) implements BulletinOutcome {}

  /// Refused: `code` is one of "not-allowed", "no-such-bulletin", "headline-missing",
  /// "body-missing", "text-too-long", "bad-link", "bad-minutes", "bad-hours", "no-desk",
  /// "not-yours", "passed-already", "read-first", "not-asked", "over-already", "reason-missing",
  /// "no-hospitals".
  record Refused(String code, String advice) implements BulletinOutcome {}
}
