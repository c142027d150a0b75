package nl.vangnet.protocols;

/// What became of a wish about a protocol.
public sealed interface ProtocolOutcome {
  /// It was done; the edition that holds now.
  record Done(Protocol protocol) implements ProtocolOutcome {}

  /// Refused, and nothing changed: "not-allowed", "no-such-protocol", "title-missing",
  /// "kind-missing", "audience-missing", "owner-missing", "text-or-link-missing", "text-too-long",
  /// "link-malformed", "review-missing", "looks-like-bsn", "stale", "ended-already",
  /// "reason-missing".
  record Refused(String code) implements ProtocolOutcome {}
}
