package nl.vangnet.reports;

/// What became of an act on a report.
public sealed interface ReportOutcome {
  /// Done; `id` is that of the new record.
  record Done(long id) implements ReportOutcome {}

  /// Refused for a reason; nothing changed.
  record Refused(Reason reason) implements ReportOutcome {}

  /// Why an act on a report is refused.
  enum Reason {
    /// A moment in the future cannot be frozen.
    MOMENT_IN_FUTURE,
    /// The past is kept for so long only.
    MOMENT_TOO_OLD,
    /// Nothing was frozen for this day.
    NOTHING_FROZEN,
    /// The frozen picture is of another day.
    OTHER_DAY,
    /// A second edition needs a reason.
    REASON_MISSING,
    /// The text is longer than is kept.
    TEXT_TOO_LONG,
    /// There is nothing in the text.
    TEXT_MISSING,
    /// No such region in force.
    REGION_UNKNOWN,
    /// The address is no e-mail address.
    EMAIL_MALFORMED,
    /// A name is missing.
    NAME_MISSING,
    /// This list or this address in it exists already.
    ALREADY_THERE,
    /// Nobody on the list can be sent to.
    NOBODY_TO_SEND_TO;

    /// The stable code.
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
