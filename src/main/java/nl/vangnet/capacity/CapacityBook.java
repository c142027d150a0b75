package nl.vangnet.capacity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.Unit;
import nl.vangnet.directory.UnitId;
import nl.vangnet.policy.Rules;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The record of beds and places: figures in, corrections on top, lines.
@Service
public class CapacityBook {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
  private static final int LARGEST_VALUE = 100_000;
  private static final int LONGEST_TEXT = 500;

  private final Directory directory;
  private final LineBook lines;
  private final ObservationStore observations;
  private final CorrectionStore corrections;
  private final Precedences precedences;
  private final Definitions definitions;
  private final Census census;
  private final SourceSystems sources;
  private final Guard guard;
  private final AuditTrail audit;
  private final Rules rules;
  private final BedsBell bell;
  private final Clock clock;

  CapacityBook(
      Directory directory,
      LineBook lines,
      ObservationStore observations,
      CorrectionStore corrections,
      Precedences precedences,
      Definitions definitions,
      Census census,
      SourceSystems sources,
      Guard guard,
      AuditTrail audit,
      Rules rules,
      BedsBell bell,
      Clock clock) {
    this.directory = directory;
    this.lines = lines;
    this.observations = observations;
    this.corrections = corrections;
    this.precedences = precedences;
    this.definitions = definitions;
    this.census = census;
    this.sources = sources;
    this.guard = guard;
    this.audit = audit;
    this.rules = rules;
    this.bell = bell;
    this.clock = clock;
  }

  /// Records figures in one transaction, each with its own outcome, in the same order. Needs
  /// SEND_OBSERVATIONS (sources), ENTER_FIGURES (people) or IMPORT_SERIES (method IMPORTED) at the
  /// site.
  @Transactional
  public List<ObservationOutcome> record(Actor actor, Method method, List<Reported> figures) {
    var now = clock.instant();
    var snapshot = directory.snapshot();
    var vocabulary = new Vocabulary(definitions);
    var outcomes = new ArrayList<@Nullable ObservationOutcome>();
    var rows = new ArrayList<ObservationStore.Row>();
    var rowOf = new ArrayList<Integer>();
    var units = new HashMap<String, UnitId>();
    for (var figure : figures) {
      var refusal = refusal(actor, method, figure, snapshot, vocabulary, now);
      outcomes.add(refusal);
      if (refusal == null) {
        var unit =
            units.computeIfAbsent(
                figure.site() + "/" + figure.unit().strip().toUpperCase(java.util.Locale.ROOT),
                k -> unit(snapshot, figure));
        var line = lines.open(unit, figure.site(), figure.category(), figure.cohort());
        rowOf.add(outcomes.size() - 1);
        rows.add(
            new ObservationStore.Row(
                line.id(),
                figure.variable(),
                method,
                vocabulary.versionAt(figure.category(), figure.observedAt()),
                figure.value(),
                figure.value() == null ? figure.unknownReason() : null,
                figure.observedAt().isAfter(now) ? now : figure.observedAt(),
                now,
                actor.id(),
                figure.note(),
                precedences.counts(figure.site(), figure.variable(), actor.id(), method, now)));
      }
    }
    var added = Set.copyOf(observations.addReported(rows));
    var touched = new LinkedHashSet<SiteId>();
    for (var i = 0; i < rows.size(); i++) {
      var line = rows.get(i).line();
      outcomes.set(
          rowOf.get(i),
          added.contains(i + 1)
              ? new ObservationOutcome.Recorded(line)
              : new ObservationOutcome.AlreadyKnown(line));
      touched.add(figures.get(rowOf.get(i)).site());
    }
    finish(actor, method, touched, added.size(), snapshot);
    return outcomes.stream().map(java.util.Objects::requireNonNull).toList();
  }

  private void finish(
      Actor actor, Method method, Set<SiteId> touched, int added, DirectorySnapshot snapshot) {
    if (touched.isEmpty()) {
      return;
    }
    if (actor.id().startsWith("source:")) {
      sources.list().stream()
          .filter(s -> s.actor().id().equals(actor.id()))
          .findFirst()
          .ifPresent(s -> census.heard(s, clock.instant()));
    } else {
      var organisation =
          touched.size() == 1
              ? snapshot.findSite(touched.iterator().next()).map(Site::organisation).orElse(null)
              : null;
      audit.record(
          actor,
          "capacity.record",
          touched.stream().map(s -> "site:" + s).limit(20).collect(Collectors.joining(" ")),
          organisation,
          Map.of("method", method.name(), "figures", String.valueOf(added)));
    }
    bell.ring(touched);
  }

  private UnitId unit(DirectorySnapshot snapshot, Reported figure) {
    var code = figure.unit().strip();
    return snapshot
        .findUnit(figure.site(), code)
        .map(u -> u.id())
        .orElseGet(() -> directory.openUnit(figure.site(), code, code).id());
  }

  private @Nullable ObservationOutcome refusal(
      Actor actor,
      Method method,
      Reported figure,
      DirectorySnapshot snapshot,
      Vocabulary vocabulary,
      Instant now) {
    if (snapshot.findSite(figure.site()).isEmpty()) {
      return refused("unknown-site", "register the site in the directory first");
    }
    if (!mayRecord(actor, method, figure.site())) {
      return refused("not-allowed", "this sender may not give figures for this site");
    }
    if (figure.unit().isBlank() || figure.unit().length() > 60) {
      return refused("unit-missing", "name the unit with 1 to 60 characters");
    }
    if (!vocabulary.hasCategory(figure.category())) {
      return refused("unknown-category", "use one of " + vocabulary.categories());
    }
    if (!vocabulary.hasCohort(figure.cohort())) {
      return refused("unknown-cohort", "use one of " + vocabulary.cohorts());
    }
    var value = figure.value();
    if (value == null) {
      var reason = figure.unknownReason();
      if (reason == null || reason.isBlank()) {
        return refused("unknown-reason-missing", "say why the value is not known");
      }
      return tooLong(reason) || tooLong(figure.note())
          ? refused("text-too-long", "use at most " + LONGEST_TEXT + " characters")
          : null;
    }
    if (value < 0) {
      return refused("negative-value", "a number of beds is 0 or more");
    }
    if (value > LARGEST_VALUE) {
      return refused("value-too-large", "a number of beds is at most " + LARGEST_VALUE);
    }
    if (figure.observedAt().isAfter(now.plus(CLOCK_TOLERANCE))) {
      return refused(
          "observed-in-future", "the moment lies ahead of the clock (maybe the zone is missing)");
    }
    if (tooLong(figure.note())) {
      return refused("text-too-long", "use at most " + LONGEST_TEXT + " characters");
    }
    return null;
  }

  private static boolean tooLong(@Nullable String text) {
    return text != null && text.length() > LONGEST_TEXT;
  }

  private boolean mayRecord(Actor actor, Method method, SiteId site) {
    return switch (method) {
      case IMPORTED -> actor.has(Permission.IMPORT_SERIES);
      case MANUAL -> guard.may(actor, Permission.ENTER_FIGURES, site);
      case REPORTED, CENSUS, BED_STATUS ->
          guard.may(actor, Permission.SEND_OBSERVATIONS, site)
              || guard.may(actor, Permission.ENTER_FIGURES, site);
    };
  }

  private static ObservationOutcome.Refused refused(String code, String advice) {
    return new ObservationOutcome.Refused(code, advice);
  }

  /// The codes of the definitions as one call reads them.
  private static final class Vocabulary {
    private final Definitions definitions;
    private final Set<String> categories;
    private final Set<String> cohorts;

    Vocabulary(Definitions definitions) {
      this.definitions = definitions;
      this.categories =
          definitions.categories().stream().map(Category::code).collect(Collectors.toSet());
      this.cohorts = definitions.cohorts().stream().map(Cohort::code).collect(Collectors.toSet());
    }

    boolean hasCategory(String code) {
      return categories.contains(code);
    }

    boolean hasCohort(String code) {
      return cohorts.contains(code);
    }

    String categories() {
      return categories.stream().sorted().collect(Collectors.joining(", "));
    }

    String cohorts() {
      return cohorts.stream().sorted().collect(Collectors.joining(", "));
    }

    int versionAt(String category, Instant at) {
      return definitions.findCategory(category, at).map(Category::version).orElse(1);
    }
  }

  /// Says that the figures of a site still hold: every value that people or systems reported (not
  /// the counted ones) is recorded again with this moment, unless it is as young already. Needs
  /// ENTER_FIGURES at the site.
  @Transactional
  public List<ObservationOutcome> confirm(Actor actor, SiteId site, Instant observedAt) {
    guard.require(actor, Permission.ENTER_FIGURES, site);
    var snapshot = directory.snapshot();
    var again = new ArrayList<Reported>();
    for (var found : observations.latest(List.of(site))) {
      var measured = found.measured();
      var counted = measured.method() == Method.CENSUS || measured.method() == Method.BED_STATUS;
      if (counted || measured.value() == null || !measured.observedAt().isBefore(observedAt)) {
        continue;
      }
      var line = lines.find(found.line()).orElseThrow();
      snapshot
          .findUnit(line.unit())
          .ifPresent(unit ->
              again.add(
                  new Reported(
                      site,
                      unit.code(),
                      line.category(),
                      line.cohort(),
                      found.variable(),
                      measured.value(),
                      null,
                      observedAt,
                      measured.note())));
    }
    return record(actor, Method.MANUAL, again);
  }

  /// Opens a line for figures to come; the unit is made when its code is new at the site. Needs
  /// ENTER_FIGURES at the site.
  @Transactional
  public LineOutcome openLine(
      Actor actor, SiteId site, String unitCode, String unitName, String category, String cohort) {
    var snapshot = directory.snapshot();
    if (snapshot.findSite(site).isEmpty()) {
      return new LineOutcome.Refused("unknown-site", "register the site in the directory first");
    }
    if (!guard.may(actor, Permission.ENTER_FIGURES, site)) {
      return new LineOutcome.Refused("not-allowed", "you may not enter figures for this site");
    }
    var code = unitCode.strip();
    if (code.isEmpty() || code.length() > 60 || unitName.length() > 120) {
      return new LineOutcome.Refused("unit-missing", "name the unit with 1 to 60 characters");
    }
    var vocabulary = new Vocabulary(definitions);
    if (!vocabulary.hasCategory(category)) {
      return new LineOutcome.Refused("unknown-category", "use one of " + vocabulary.categories());
    }
    if (!vocabulary.hasCohort(cohort)) {
      return new LineOutcome.Refused("unknown-cohort", "use one of " + vocabulary.cohorts());
    }
    var unit =
        snapshot
            .findUnit(site, code)
            .orElseGet(() -> directory.openUnit(site, code, unitName.isBlank() ? code : unitName));
    var before = lines.of(site);
    var line = lines.open(unit.id(), site, category, cohort);
    if (before.contains(line)) {
      return new LineOutcome.Opened(line, false);
    }
    audit.record(
        actor,
        "capacity.open-line",
        "line:" + line.id(),
        snapshot.findSite(site).map(Site::organisation).orElse(null),
        Map.of("unit", code, "category", category, "cohort", cohort));
    bell.ring(List.of(site));
    return new LineOutcome.Opened(line, true);
  }

  /// Puts a correction on top of the measured value of a line's variable.
  @Transactional
  public CorrectionOutcome correct(
      Actor actor, LineId lineId, Variable variable, int amount, String reason, Instant expiresAt) {
    var now = clock.instant();
    var found = lines.find(lineId);
    if (found.isEmpty()) {
      return new CorrectionOutcome.Refused("no-such-line", "the line does not exist");
    }
    var line = found.get();
    if (!guard.may(actor, Permission.CORRECT_FIGURES, line.site())) {
      return new CorrectionOutcome.Refused(
          "not-allowed", "corrections are made by the site, its region or the national desk");
    }
    if (amount == 0) {
      return new CorrectionOutcome.Refused("amount-zero", "give the difference, for example -2");
    }
    if (Math.abs((long) amount) > LARGEST_VALUE) {
      return new CorrectionOutcome.Refused(
          "amount-too-large", "a difference is at most " + LARGEST_VALUE + " beds");
    }
    if (reason.isBlank() || tooLong(reason)) {
      return new CorrectionOutcome.Refused(
          "reason-missing", "say in a few words why the measured value is not right");
    }
    if (!expiresAt.isAfter(now)) {
      return new CorrectionOutcome.Refused(
          "expiry-not-in-future", "a correction ends at a moment in the future");
    }
    var longest = rules.longestCorrectionHours(now);
    if (expiresAt.isAfter(now.plus(Duration.ofHours(longest)))) {
      return new CorrectionOutcome.Refused(
          "expiry-too-far",
          "a correction lasts at most " + longest + " hours; renew it when needed");
    }
    var measured =
        observations.latest(List.of(line.site())).stream()
            .filter(f -> f.line().equals(lineId) && f.variable() == variable)
            .findFirst();
    if (measured.isEmpty() || measured.get().measured().value() == null) {
      return new CorrectionOutcome.Refused(
          "nothing-measured", "there is no measured value to correct; enter a figure instead");
    }
    var correction =
        corrections.add(lineId, variable, amount, reason.strip(), actor.id(), now, expiresAt);
    told(actor, "capacity.correct", line, correction);
    return new CorrectionOutcome.Done(correction);
  }

  /// Takes a correction away before it expires; it stays in the history.
  @Transactional
  public CorrectionOutcome withdraw(Actor actor, long correctionId) {
    var found = corrections.find(correctionId);
    if (found.isEmpty()) {
      return new CorrectionOutcome.Refused("no-such-correction", "the correction does not exist");
    }
    var correction = found.get();
    var line = lines.find(correction.line()).orElseThrow();
    if (!guard.may(actor, Permission.CORRECT_FIGURES, line.site())) {
      return new CorrectionOutcome.Refused(
          "not-allowed", "corrections are withdrawn by the site, its region or the national desk");
    }
    if (corrections.withdraw(correctionId, actor.id(), clock.instant())) {
      told(actor, "capacity.withdraw-correction", line, correction);
    }
    return new CorrectionOutcome.Done(correction);
  }

  private void told(Actor actor, String action, Line line, Correction correction) {
    audit.record(
        actor,
        action,
        "line:" + line.id(),
        directory.snapshot().findSite(line.site()).map(Site::organisation).orElse(null),
        Map.of(
            "variable", correction.variable().code(),
            "amount", String.valueOf(correction.amount()),
            "reason", correction.reason(),
            "expiresAt", correction.expiresAt().toString()));
    bell.ring(List.of(line.site()));
  }

  /// Every correction ever made on a line, newest first.
  @Transactional(readOnly = true)
  public List<PastCorrection> corrections(LineId line) {
    return corrections.history(line);
  }

  /// All lines of a site.
  public List<Line> lines(SiteId site) {
    return lines.of(site);
  }

  /// The line with this id.
  public Optional<Line> findLine(LineId id) {
    return lines.find(id);
  }

  /// The line of this unit, category and cohort, made when it is new.
  @Transactional
  public Line open(UnitId unit, String category, String cohort) {
    return open(
        directory
            .snapshot()
            .findUnit(unit)
            .orElseThrow(() -> new IllegalArgumentException("no unit " + unit)),
        category,
        cohort);
  }

  /// The line of a unit that may have been made in this very transaction.
  @Transactional
  public Line open(Unit unit, String category, String cohort) {
    return lines.open(unit.id(), unit.site(), category, cohort);
  }
}
