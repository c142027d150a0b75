package nl.vangnet.policy;

import java.util.List;

/// The rules about vehicles, crews and driving.
final class TransportRuleNames {
  private TransportRuleNames() {}

  private static RuleName one(String key, RuleKind kind, int least, int most, String otherwise) {
    return new RuleName(key, kind, least, most, otherwise, true);
  }

  static final RuleName ROAD =
      one(
          "transport.road",
          RuleKind.WEIGHTS,
          0,
          0,
          "factor=1.3 to10=35 to30=60 to80=80 beyond=95 flight=220 train=90");
  static final RuleName MINUTES =
      one(
          "transport.minutes",
          RuleKind.WEIGHTS,
          0,
          0,
          "turnout=5 pickup=20 pickup-micu=40 dropoff=20 dropoff-micu=30 cleaning=15"
              + " cleaning-isolation=30");
  static final RuleName LONGEST_SHIFT =
      one("transport.longest-shift", RuleKind.MINUTES, 60, 1440, "600");
  static final RuleName NATIONAL_POOL =
      one(
          "transport.national-pool",
          RuleKind.WORDLIST,
          0,
          0,
          "micu picu nicu mmt helicopter bus train");
  static final RuleName LATE = one("transport.late-after", RuleKind.MINUTES, 1, 240, "10");

  static final List<RuleName> ALL = List.of(ROAD, MINUTES, LONGEST_SHIFT, NATIONAL_POOL, LATE);
}
