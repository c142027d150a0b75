package nl.vangnet.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Bell;
import nl.vangnet.access.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The rules in force: read here and nowhere else. In force at a moment is the version that began
/// last at or before it; of two that began together, the later decision.
@Service
public class Rules {
  private static final Duration GRACE = Duration.ofMinutes(2);
  private static final Comparator<Rule> LATEST =
      Comparator.comparing(Rule::validFrom).thenComparing(Rule::version);

  private final RuleStore store;
  private final AuditTrail trail;
  private final Bell bell;
  private final Clock clock;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable List<Rule> versions;
  private volatile Map<String, List<Rule>> byKey = Map.of();

  Rules(RuleStore store, AuditTrail trail, Bell bell, Clock clock) {
    this.store = store;
    this.trail = trail;
    this.bell = bell;
    this.clock = clock;
    bell.listen("rules", payload -> reload());
  }

  /// The scale levels of intensive care, fewest beds first (CAP-29, CAP-30, CAP-31, CAP-33).
  public List<ScaleLevel> icuLevels(Instant at) {
    return inForce(at).stream()
        .filter(r -> r.key().startsWith(RuleName.LEVEL_START))
        .flatMap(r -> ScaleLevel.of(r).stream())
        .sorted(Comparator.comparingInt(ScaleLevel::beds))
        .toList();
  }

  /// The beds of intensive care that the first wave reached: a benchmark, not a level (CAP-32).
  public int firstWaveIcuBeds(Instant at) {
    return number(RuleName.FIRST_WAVE, at);
  }

  /// The kind of region set that the picture uses by default ("acute-care-network").
  public String regionSetKind(Instant at) {
    return value(RuleName.REGION_SET_KIND, at);
  }

  /// The longest that a correction may hold, in hours.
  public int longestCorrectionHours(Instant at) {
    return number(RuleName.LONGEST_CORRECTION, at);
  }

  /// How long a message that could not be read is kept, in days.
  public int keptMessageDays(Instant at) {
    return number(RuleName.KEPT_MESSAGES, at);
  }

  /// After how many minutes without a message a source is silent.
  public int silentMinutes(Instant at) {
    return number(RuleName.SILENT, at);
  }

  /// The time of the day at which the picture is frozen for the day report (CAP-15).
  public LocalTime reportFreeze(Instant at) {
    return LocalTime.parse(value(RuleName.REPORT_FREEZE, at));
  }

  /// The clock of the daily rounds: opening, hospitals, regions and the nation (CAP-01, SPR-04,
  /// SPR-05).
  public RoundHours roundHours(Instant at) {
    return new RoundHours(
        time(RuleName.ROUND_OPENS, at),
        time(RuleName.ROUND_HOSPITAL_DUE, at),
        time(RuleName.ROUND_REGION_DUE, at),
        time(RuleName.ROUND_OPTIONS_DUE, at),
        minutes(value(RuleName.ROUND_REMINDERS, at)),
        number(RuleName.ROUND_ESCALATE, at));
  }

  /// The days on which rounds are held (CAP-14).
  public RoundDays roundDays(Instant at) {
    return RoundDays.parse(value(RuleName.ROUND_CALENDAR, at));
  }

  /// The bank holidays as they are counted.
  public Holidays holidays(Instant at) {
    return Holidays.of(value(RuleName.HOLIDAYS_LIBERATION, at), value(RuleName.HOLIDAYS_EXTRA, at));
  }

  /// How plausibility findings come and go (CAP-23).
  public FindingTimes findingTimes(Instant at) {
    var toRegion = Duration.ofHours(number(RuleName.FINDING_TO_REGION, at));
    var toSteward = Duration.ofHours(number(RuleName.FINDING_TO_STEWARD, at));
    return new FindingTimes(
        number(RuleName.FINDING_LOOK_BACK, at),
        toRegion,
        toSteward.compareTo(toRegion) < 0 ? toRegion : toSteward);
  }

  /// From where on figures are doubted (CAP-23).
  public FindingLimits findingLimits(Instant at) {
    var refusals =
        Weights.of(value(RuleName.FINDING_REFUSALS, at), RuleName.FINDING_REFUSALS.otherwise());
    var jump = Weights.of(value(RuleName.FINDING_JUMP, at), RuleName.FINDING_JUMP.otherwise());
    return new FindingLimits(
        Duration.ofMinutes(number(RuleName.FINDING_HOLD, at)),
        new FindingLimits.Jump(
            Math.max(1, (int) jump.get("beds")),
            (int) jump.get("percent"),
            Math.max(1, (int) jump.get("usual")),
            (int) jump.get("trend-days"),
            (int) jump.get("part")),
        new FindingLimits.Refusals(
            Math.max(1, (int) refusals.get("least")),
            (int) refusals.get("percent"),
            Duration.ofDays((long) refusals.get("days"))));
  }

  private LocalTime time(RuleName name, Instant at) {
    return LocalTime.parse(value(name, at));
  }

  private static List<Integer> minutes(String value) {
    return value.equals("none")
        ? List.of()
        : Arrays.stream(value.split(" ", -1)).map(Integer::valueOf).toList();
  }

  /// All versions of all rules, by key, newest first.
  public List<Rule> list() {
    return versions();
  }

  /// The one version per key that is in force at a moment, by key.
  public List<Rule> inForce(Instant at) {
    var found = new LinkedHashMap<String, Rule>();
    for (var rule : versions()) {
      if (!rule.validFrom().isAfter(at)) {
        found.merge(rule.key(), rule, (a, b) -> LATEST.compare(a, b) >= 0 ? a : b);
      }
    }
    return List.copyOf(found.values());
  }

  /// What the product knows about the rule with this key.
  public Optional<RuleName> findName(String key) {
    return RuleName.find(key);
  }

  /// Publishes the next version of a rule, or a new level of intensive care. Needs EDIT_SETTINGS.
  @Transactional
  public RuleOutcome publish(Actor by, Decision decision) {
    by.require(Permission.EDIT_SETTINGS, "rule:" + decision.key());
    var now = clock.instant();
    var refused = refusal(decision, now);
    if (refused != null) {
      return new RuleOutcome.Refused(refused);
    }
    var version = store.insert(decision, now, by.id());
    trail.record(
        by,
        "policy.rule",
        "rule:" + decision.key(),
        null,
        Map.of(
            "version", Integer.toString(version),
            "value", decision.value(),
            "validFrom", decision.validFrom().toString(),
            "decidedBy", decision.decidedBy()));
    bell.ring("rules", decision.key());
    reloadAfterCommit();
    return new RuleOutcome.Published(
        new Rule(
            decision.key(),
            version,
            decision.value(),
            decision.validFrom(),
            decision.decidedBy(),
            decision.source()));
  }

  private static RuleOutcome.@Nullable Reason refusal(Decision decision, Instant now) {
    var name = RuleName.find(decision.key()).orElse(null);
    if (name == null) {
      return RuleOutcome.Reason.KEY_UNKNOWN;
    }
    if (!name.kind().accepts(decision.value(), name.least(), name.most())) {
      return RuleOutcome.Reason.VALUE_MALFORMED;
    }
    if (decision.validFrom().isBefore(now.minus(GRACE))) {
      return RuleOutcome.Reason.VALID_FROM_PAST;
    }
    if (decision.decidedBy().isEmpty()) {
      return RuleOutcome.Reason.DECIDED_BY_MISSING;
    }
    return decision.source().isEmpty() ? RuleOutcome.Reason.GROUND_MISSING : null;
  }

  /// The text of a rule where it is asked for: the most special version in force.
  String text(RuleName name, Where where, Instant at) {
    var known = byKey();
    var region = where.region() == null ? "" : "@" + where.region();
    var phase = where.phase().isEmpty() ? "" : "#" + where.phase();
    for (var suffix : new LinkedHashSet<>(List.of(region + phase, region, phase, ""))) {
      var found = inForce(known.getOrDefault(name.key() + suffix, List.of()), at);
      if (found != null) {
        return found;
      }
    }
    return name.otherwise();
  }

  static Set<String> words(String value) {
    return value.equals("none") ? Set.of() : Set.of(value.split(" ", -1));
  }

  private String value(RuleName name, Instant at) {
    var found = inForce(byKey().getOrDefault(name.key(), List.of()), at);
    return found == null ? name.otherwise() : found;
  }

  private static @Nullable String inForce(List<Rule> versions, Instant at) {
    @Nullable Rule found = null;
    for (var rule : versions) {
      if (!rule.validFrom().isAfter(at) && (found == null || LATEST.compare(rule, found) > 0)) {
        found = rule;
      }
    }
    return found == null ? null : found.value();
  }

  private int number(RuleName name, Instant at) {
    return Integer.parseInt(value(name, at));
  }

  private List<Rule> versions() {
    var known = versions;
    return known != null ? known : reload();
  }

  private Map<String, List<Rule>> byKey() {
    versions();
    return byKey;
  }

  private void reloadAfterCommit() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              reload();
            }
          });
    } else {
      reload();
    }
  }

  private List<Rule> reload() {
    loading.lock();
    try {
      var read = List.copyOf(store.list());
      byKey = read.stream().collect(Collectors.groupingBy(Rule::key));
      versions = read;
      return read;
    } finally {
      loading.unlock();
    }
  }
}
