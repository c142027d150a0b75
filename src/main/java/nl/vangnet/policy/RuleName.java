package nl.vangnet.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A rule that the product knows: its key, the kind of its value, the bounds of a number, what
/// holds while no version is in force, and whether it may differ per region and per phase. The key
/// of such a version carries them: `transfer.parallel-offers@BR#2d`.
public record RuleName(
    String key, RuleKind kind, int least, int most, String otherwise, boolean varies) {
  RuleName(String key, RuleKind kind, int least, int most, String otherwise) {
    this(key, kind, least, most, otherwise, false);
  }

  static final RuleName LONGEST_CORRECTION =
      new RuleName("correction.longest-hours", RuleKind.HOURS, 1, 336, "72");
  static final RuleName KEPT_MESSAGES =
      new RuleName("intake.kept-days", RuleKind.DAYS, 1, 365, "30");
  static final RuleName SILENT =
      new RuleName("census.silent-minutes", RuleKind.MINUTES, 5, 1440, "30");
  static final RuleName REGION_SET_KIND =
      new RuleName("picture.region-set-kind", RuleKind.WORD, 0, 0, "acute-care-network");
  static final RuleName FIRST_WAVE =
      new RuleName("ic.benchmark.eerste-golf", RuleKind.BEDS, 1, 99_999, "2400");
  static final RuleName ROUND_OPENS = new RuleName("round.opens", RuleKind.TIME, 0, 0, "06:00");
  static final RuleName ROUND_HOSPITAL_DUE =
      new RuleName("round.hospital-due", RuleKind.TIME, 0, 0, "08:30");
  static final RuleName ROUND_REGION_DUE =
      new RuleName("round.region-due", RuleKind.TIME, 0, 0, "10:00");
  static final RuleName ROUND_OPTIONS_DUE =
      new RuleName("round.options-due", RuleKind.TIME, 0, 0, "12:00");
  static final RuleName ROUND_CALENDAR =
      new RuleName(
          "round.calendar", RuleKind.CALENDAR, 0, 0, "mon tue wed thu fri sat sun holidays");
  static final RuleName ROUND_REMINDERS =
      new RuleName("round.reminders", RuleKind.OFFSETS, 0, 0, "45 10");
  static final RuleName ROUND_ESCALATE =
      new RuleName("round.escalate-after", RuleKind.MINUTES, 0, 240, "10");
  static final RuleName HOLIDAYS_EXTRA =
      new RuleName("holidays.extra", RuleKind.DATES, 0, 0, "none");
  static final RuleName HOLIDAYS_LIBERATION =
      new RuleName("holidays.liberation-day", RuleKind.WORD, 0, 0, "lustrum");
  static final RuleName REPORT_FREEZE = new RuleName("report.freeze", RuleKind.TIME, 0, 0, "12:30");
  static final RuleName FINDING_HOLD =
      new RuleName("finding.hold-minutes", RuleKind.MINUTES, 0, 1440, "30");
  static final RuleName FINDING_JUMP =
      new RuleName(
          "finding.jump", RuleKind.WEIGHTS, 0, 0, "beds=5 percent=30 usual=8 trend-days=7 part=50");
  static final RuleName FINDING_REFUSALS =
      new RuleName("finding.refusals", RuleKind.WEIGHTS, 0, 0, "least=3 percent=50 days=14");
  static final RuleName FINDING_LOOK_BACK =
      new RuleName("finding.look-back-days", RuleKind.DAYS, 14, 120, "42");
  static final RuleName FINDING_TO_REGION =
      new RuleName("finding.to-region-hours", RuleKind.HOURS, 1, 168, "24");
  static final RuleName FINDING_TO_STEWARD =
      new RuleName("finding.to-steward-hours", RuleKind.HOURS, 2, 336, "72");
  static final String LEVEL_START = "ic.level.";

  private static final List<RuleName> FIXED =
      List.of(
          FIRST_WAVE,
          REGION_SET_KIND,
          LONGEST_CORRECTION,
          KEPT_MESSAGES,
          SILENT,
          REPORT_FREEZE,
          FINDING_HOLD,
          FINDING_JUMP,
          FINDING_REFUSALS,
          FINDING_LOOK_BACK,
          FINDING_TO_REGION,
          FINDING_TO_STEWARD,
          ROUND_OPENS,
          ROUND_HOSPITAL_DUE,
          ROUND_REGION_DUE,
          ROUND_OPTIONS_DUE,
          ROUND_CALENDAR,
          ROUND_REMINDERS,
          ROUND_ESCALATE,
          HOLIDAYS_EXTRA,
          HOLIDAYS_LIBERATION);
  private static final Pattern VARIED =
      Pattern.compile("([a-z.-]+)(?:@[A-Z][A-Z-]{0,9})?(?:#(?:1a|1b|2a|2b|2c|2d|3))?");
  private static final Pattern LEVEL = Pattern.compile("ic\\.level\\.[a-z][a-z0-9-]{1,39}");

  /// The rule with this key; any `ic.level.<word>` is a level of intensive care.
  static Optional<RuleName> find(String key) {
    if (LEVEL.matcher(key).matches()) {
      return Optional.of(new RuleName(key, RuleKind.LEVEL, 0, 0, "off"));
    }
    var base = VARIED.matcher(key);
    var plain = base.matches() ? base.group(1) : key;
    return Stream.of(FIXED, TransferRuleNames.ALL, TransportRuleNames.ALL, AlertRuleNames.ALL)
        .flatMap(List::stream)
        .filter(r -> r.key().equals(plain) && (plain.equals(key) || r.varies()))
        .findFirst()
        .map(r -> new RuleName(key, r.kind(), r.least(), r.most(), r.otherwise(), r.varies()));
  }
}
