package nl.vangnet.policy;

import java.util.List;

/// The rules about moving patients.
final class TransferRuleNames {
  private TransferRuleNames() {}

  private static RuleName one(String key, RuleKind kind, int least, int most, String otherwise) {
    return new RuleName(key, kind, least, most, otherwise, true);
  }

  static final RuleName PHASE = one("phase.current", RuleKind.PHASE, 0, 0, "1a");
  static final RuleName REGION_FIRST = one("transfer.region-first", RuleKind.SWITCH, 0, 0, "on");
  static final RuleName AUTO_NEXT = one("transfer.auto-next", RuleKind.SWITCH, 0, 0, "on");
  static final RuleName PARALLEL_OFFERS =
      one("transfer.parallel-offers", RuleKind.NUMBER, 1, 10, "1");
  static final RuleName OVERRIDE = one("transfer.override-authority", RuleKind.SWITCH, 0, 0, "off");
  static final RuleName FAIR_BAND = one("transfer.fair-band", RuleKind.PERCENT, 1, 100, "10");
  static final RuleName EXCLUSIONS =
      one("transfer.exclusions", RuleKind.WORDLIST, 0, 0, "dementia delirium psychiatric");
  static final RuleName CONSULT = one("transfer.consult", RuleKind.WORDLIST, 0, 0, "none");
  static final RuleName MANDATE_SEARCH =
      one("transfer.mandate.search", RuleKind.WORDLIST, 0, 0, "region national");
  static final RuleName MANDATE_NATIONAL =
      one("transfer.mandate.national-step", RuleKind.WORDLIST, 0, 0, "region national");
  static final RuleName MANDATE_ANSWER =
      one("transfer.mandate.telephone-answer", RuleKind.WORDLIST, 0, 0, "region national");
  static final RuleName STEP_SUBMITTED =
      one("transfer.step.submitted", RuleKind.MINUTES, 1, 1440, "10");
  static final RuleName STEP_REGIONAL =
      one("transfer.step.regional-search", RuleKind.MINUTES, 1, 1440, "20");
  static final RuleName STEP_NATIONAL =
      one("transfer.step.national-search", RuleKind.MINUTES, 1, 1440, "20");
  static final RuleName STEP_OFFERED =
      one("transfer.step.offered", RuleKind.MINUTES, 1, 1440, "15");
  static final RuleName STEP_ACCEPTED =
      one("transfer.step.accepted", RuleKind.MINUTES, 1, 1440, "15");
  static final RuleName STEP_TRANSPORT =
      one("transfer.step.transport-ordered", RuleKind.MINUTES, 1, 2880, "90");
  static final RuleName STEP_UNDER_WAY =
      one("transfer.step.under-way", RuleKind.MINUTES, 1, 2880, "180");
  static final RuleName STEP_ARRIVED =
      one("transfer.step.arrived", RuleKind.MINUTES, 1, 2880, "60");
  static final RuleName EMERGENCY =
      one("transfer.emergency-share", RuleKind.PERCENT, 10, 100, "50");
  static final RuleName HOLD = one("transfer.hold", RuleKind.MINUTES, 5, 1440, "30");
  static final RuleName DAILY_CAP = one("transfer.daily-cap", RuleKind.NUMBER, 1, 200, "8");
  static final RuleName OFFER_STALE = one("match.offer-stale", RuleKind.SWITCH, 0, 0, "off");
  static final RuleName MATCH_WEIGHTS =
      one(
          "match.weights",
          RuleKind.WEIGHTS,
          0,
          0,
          "drive=1 pressure=60 fairness=40 region=20 age=15 refusal=45 home=0.5 hub=20 load=6"
              + " wished=30 return=60");
  static final RuleName HUBS = one("hub.prefer", RuleKind.WORDLIST, 0, 0, "none");

  static final List<RuleName> ALL =
      List.of(
          PHASE,
          REGION_FIRST,
          AUTO_NEXT,
          PARALLEL_OFFERS,
          OVERRIDE,
          FAIR_BAND,
          EXCLUSIONS,
          CONSULT,
          MANDATE_SEARCH,
          MANDATE_NATIONAL,
          MANDATE_ANSWER,
          STEP_SUBMITTED,
          STEP_REGIONAL,
          STEP_NATIONAL,
          STEP_OFFERED,
          STEP_ACCEPTED,
          STEP_TRANSPORT,
          STEP_UNDER_WAY,
          STEP_ARRIVED,
          EMERGENCY,
          HOLD,
          DAILY_CAP,
          OFFER_STALE,
          MATCH_WEIGHTS,
          HUBS);
}
