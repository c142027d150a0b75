package nl.vangnet.access;

/// What became of a change to a source system.
public sealed interface SourceOutcome {
  /// Done.
  record Done(SourceSystem source) implements SourceOutcome {}

  /// Refused for a reason.
  record Refused(Reason reason) implements SourceOutcome {}

  /// Why a change to a source system is refused.
  enum Reason {
    /// The code is empty, longer than 60 or holds other characters than a-z 0-9 . _ -.
    CODE_MALFORMED,
    /// Another source has this code.
    CODE_TAKEN,
    /// The name is empty or longer than 120.
    NAME_MISSING,
    /// The organisation is not in the directory.
    ORGANISATION_UNKNOWN,
    /// Only one of sending application (MSH-3) and facility (MSH-4) was given.
    SENDER_INCOMPLETE,
    /// Another active source sends as this application and facility.
    SENDER_TAKEN,
    /// The certificate fingerprint is not 64 hexadecimal digits.
    CERTIFICATE_MALFORMED
  }
}
