package nl.vangnet.plausibility;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.Variable;
import nl.vangnet.policy.FindingLimits;
import nl.vangnet.transfer.GivenAnswer;
import org.jspecify.annotations.Nullable;

/// The rules themselves, one method each. Pure: they read a line's own record and answer.
final class PlausibilityRules {
  /// The variables of which a step is looked at.
  static final List<Variable> STEPPING =
      List.of(Variable.OCCUPIED, Variable.STAFFED, Variable.PHYSICAL, Variable.FREE);

  /// The share of patients that leaves a ward in a day, carefully low: a mean stay of eight days.
  static final double TURNOVER = 0.125;

  private static final int LEAST_HISTORY = 10;
  private static final int RECENTLY = 14;
  private static final int LEAST_TREND = 4;
  private static final double STEEPEST = 1.5;
  private static final Duration STEP_LOOKED_BACK = Duration.ofDays(7);
  private static final int LEAST_DAYS_SAME = 4;
  private static final int LEAST_ROUND_VALUES = 12;
  private static final int SMALLEST_ROUNDED = 10;
  private static final double ROUND_BY_CHANCE = 0.25;
  private static final int LEAST_DIGIT_VALUES = 60;
  private static final int SMALLEST_DIGITS = 20;
  private static final int LEAST_GAP = 2;
  private static final double GAP_SHARE = 0.1;

  private PlausibilityRules() {}

  /// All rules on all lines of a site, with what it answered to the question for a place.
  static List<Verdict> all(
      Collection<LineRecord> lines, List<GivenAnswer> answers, FindingLimits limits, Instant now) {
    var found = new ArrayList<Verdict>();
    for (var line : lines) {
      found.add(occupiedAboveStaffed(line, now, limits.hold()));
      found.add(staffedAbovePhysical(line, now, limits.hold()));
      for (var variable : STEPPING) {
        found.add(jump(line, variable, limits.jump(), now));
      }
      found.add(neverChanges(line));
      found.add(roundNumbers(line));
      found.add(censusAgainstReport(line));
      found.add(freeAgainstRefusals(line, answers, limits.refusals(), now));
    }
    found.add(lastDigits(lines));
    return found;
  }

  /// More patients than staffed beds.
  static Verdict occupiedAboveStaffed(LineRecord line, Instant now, Duration hold) {
    return above(
        line, Check.OCCUPIED_ABOVE_STAFFED, Variable.OCCUPIED, Variable.STAFFED, now, hold);
  }

  /// More staffed beds than beds that stand there.
  static Verdict staffedAbovePhysical(LineRecord line, Instant now, Duration hold) {
    return above(
        line, Check.STAFFED_ABOVE_PHYSICAL, Variable.STAFFED, Variable.PHYSICAL, now, hold);
  }

  private static Verdict above(
      LineRecord line, Check check, Variable more, Variable less, Instant now, Duration hold) {
    var subject = new Suspicion.Subject(check, line.line(), more);
    var high = counted(line.figure(more));
    var low = counted(line.figure(less));
    if (high == null || low == null) {
      return new Verdict.Unknown(subject);
    }
    if (high <= low) {
      return new Verdict.Fine(subject);
    }
    var since = aboveSince(line, more, less, now);
    var lasted = Duration.between(since, now);
    if (lasted.compareTo(hold) < 0) {
      return new Verdict.Unknown(subject);
    }
    return new Verdict.Doubt(
        Suspicion.of(check, line.line(), more, since, high - low, high, low, lasted.toMinutes()));
  }

  /// The moment from which the one lay above the other without a break, as far as the readings go
  /// back.
  private static Instant aboveSince(LineRecord line, Variable more, Variable less, Instant now) {
    var highs = source(line, more);
    var lows = source(line, less);
    var moments = new ArrayList<Instant>();
    highs.forEach(r -> moments.add(r.at()));
    lows.forEach(r -> moments.add(r.at()));
    moments.sort(Instant::compareTo);
    @Nullable Instant since = null;
    for (var at : moments) {
      var high = held(highs, at);
      var low = held(lows, at);
      if (high == null || low == null || high <= low) {
        since = null;
      } else if (since == null) {
        since = at;
      }
    }
    if (since != null) {
      return since;
    }
    // Without readings the excess is as old as the younger of the two values.
    var high = Objects.requireNonNull(line.figure(more).measured()).observedAt();
    var low = Objects.requireNonNull(line.figure(less).measured()).observedAt();
    var younger = high.isAfter(low) ? high : low;
    return younger.isAfter(now) ? now : younger;
  }

  private static List<LineRecord.Reading> source(LineRecord line, Variable variable) {
    var measured = line.figure(variable).measured();
    return measured == null ? List.of() : line.readings(variable, measured.source());
  }

  private static @Nullable Integer held(List<LineRecord.Reading> readings, Instant at) {
    @Nullable Integer value = null;
    for (var reading : readings) {
      if (reading.at().isAfter(at)) {
        break;
      }
      value = reading.value();
    }
    return value;
  }

  private static @Nullable Integer counted(Figure figure) {
    return figure.age() == Age.FRESH || figure.age() == Age.AGEING ? figure.used() : null;
  }

  /// A step between two days of which the line's own past knows no like, and that was made at once
  /// as far as single values are known. It stands until the value has come back more than half way,
  /// at most for a week.
  static Verdict jump(LineRecord line, Variable variable, FindingLimits.Jump limits, Instant now) {
    var subject = new Suspicion.Subject(Check.JUMP, line.line(), variable);
    if (points(line, variable, now).size() < LEAST_HISTORY + 1) {
      return new Verdict.Unknown(subject);
    }
    for (var leap : leaps(line, variable, limits, now)) {
      var atOnce = line.atOnce(leap.stretch());
      // A hundred patients who came one by one are growth, however fast.
      if (atOnce == null || atOnce * 100 >= leap.suspicion().weight() * limits.part()) {
        return new Verdict.Doubt(leap.suspicion());
      }
    }
    return new Verdict.Fine(subject);
  }

  /// A step that may be a jump, and the stretch of time in which it was made.
  record Leap(LineRecord.Stretch stretch, Suspicion suspicion) {}

  /// The steps of the last week that are far above what the line does (so many times its usual
  /// step, so many beds, such a share of the level) and beyond its trend; the newest first.
  static List<Leap> leaps(
      LineRecord line, Variable variable, FindingLimits.Jump limits, Instant now) {
    var found = new ArrayList<Leap>();
    var points = points(line, variable, now);
    for (var i = points.size() - 1; i > LEAST_HISTORY - 1; i--) {
      var before = points.get(i - 1);
      var here = points.get(i);
      if (before.at().isBefore(now.minus(STEP_LOOKED_BACK).minus(Duration.ofDays(1)))) {
        break;
      }
      var from = value(before);
      var to = value(here);
      var past = points.subList(0, i);
      var step = to - from;
      var drift = drift(past, limits.trendDays());
      var usual =
          Math.max(usualStep(past), Math.signum(drift) == Math.signum(step) ? Math.abs(drift) : 0);
      var limit =
          Math.max(
              limits.beds(),
              Math.max(limits.usual() * usual, limits.percent() / 100.0 * Math.max(from, to)));
      var foretold = from * Math.pow(trend(past, limits.trendDays()), daysBetween(before, here));
      var beyond = to - foretold;
      var last = value(points.getLast());
      var stands =
          Math.signum(last - from) == Math.signum(step)
              && Math.abs(last - from) * 2 > Math.abs(step);
      // The way back from a wrong value is no doubt: the line was there lately.
      var isNew = !isWithin(points.subList(Math.max(0, i - RECENTLY), i), to);
      if (Math.abs(step) >= limit
          && Math.abs(beyond) >= limit
          && Math.signum(beyond) == Math.signum(step)
          && stands
          && isNew) {
        found.add(
            new Leap(
                new LineRecord.Stretch(variable, before.at(), here.at()),
                Suspicion.of(
                    Check.JUMP,
                    line.line(),
                    variable,
                    before.at(),
                    Math.abs(step),
                    from,
                    to,
                    Math.round(usual),
                    i)));
      }
    }
    return found;
  }

  /// The largest change on the way from the one end of a leap to the other by these values in
  /// between, oldest first.
  static int largestStep(Suspicion leap, List<Integer> values) {
    var at = Objects.requireNonNull(leap.numbers().get("from")).intValue();
    var largest = 0;
    for (var value : values) {
      largest = Math.max(largest, Math.abs(value - at));
      at = value;
    }
    var to = Objects.requireNonNull(leap.numbers().get("to")).intValue();
    return Math.max(largest, Math.abs(to - at));
  }

  private static double daysBetween(LineRecord.Day before, LineRecord.Day here) {
    return Math.max(1, Duration.between(before.at(), here.at()).toHours() / 24.0);
  }

  /// By which factor a line grew or shrank per day of late: the median over the days of its trend,
  /// 1 when there are too few. One wrong value and the way back from it do not move it.
  private static double trend(List<LineRecord.Day> points, int days) {
    var factors = new ArrayList<Double>();
    for (var i = Math.max(1, points.size() - days); i < points.size(); i++) {
      var before = points.get(i - 1);
      var here = points.get(i);
      if (value(before) > 0 && value(here) > 0) {
        factors.add(Math.pow((double) value(here) / value(before), 1 / daysBetween(before, here)));
      }
    }
    return factors.size() < LEAST_TREND ? 1 : Math.clamp(median(factors), 1 / STEEPEST, STEEPEST);
  }

  /// Where a line went of late, in beds a day: the median of the steps of the last days.
  private static double drift(List<LineRecord.Day> points, int days) {
    var steps = new ArrayList<Double>();
    for (var i = Math.max(1, points.size() - days); i < points.size(); i++) {
      steps.add((double) value(points.get(i)) - value(points.get(i - 1)));
    }
    return steps.size() < LEAST_TREND ? 0 : median(steps);
  }

  private static double median(List<Double> values) {
    values.sort(Double::compare);
    var middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  private static boolean isWithin(List<LineRecord.Day> points, int value) {
    return points.stream().anyMatch(p -> value(p) <= value)
        && points.stream().anyMatch(p -> value(p) >= value);
  }

  /// The known days, and the value now as the last one.
  private static List<LineRecord.Day> points(LineRecord line, Variable variable, Instant now) {
    var points =
        new ArrayList<>(line.days(variable).stream().filter(d -> d.value() != null).toList());
    var figure = line.figure(variable);
    var measured = figure.measured();
    // With the corrections in force: they have an author and a reason already.
    var value = counted(figure);
    if (measured != null
        && value != null
        && (points.isEmpty() || measured.observedAt().isAfter(points.getLast().at()))) {
      points.add(new LineRecord.Day(now, value, measured.method(), measured.observedAt()));
    }
    return points;
  }

  /// The median of the absolute steps that are not nought, 1 at least; a line that mostly stands
  /// still is measured by the steps that it makes.
  private static double usualStep(List<LineRecord.Day> points) {
    var steps = new ArrayList<Double>();
    for (var i = 1; i < points.size(); i++) {
      var step = Math.abs(value(points.get(i)) - value(points.get(i - 1)));
      if (step > 0) {
        steps.add((double) step);
      }
    }
    return steps.isEmpty() ? 1 : Math.max(1, median(steps));
  }

  /// A count of patients (or of free beds) that stays the same from day to day for longer than
  /// coming and going allow; not when the line is empty or full.
  static Verdict neverChanges(LineRecord line) {
    var occupied = line.figure(Variable.OCCUPIED).measured() != null;
    var variable = occupied ? Variable.OCCUPIED : Variable.FREE;
    var subject = new Suspicion.Subject(Check.NEVER_CHANGES, line.line(), variable);
    var days = line.days(variable);
    var value = days.isEmpty() ? null : days.getLast().value();
    var now = counted(line.figure(variable));
    if (value == null || now == null) {
      return new Verdict.Unknown(subject);
    }
    var staffed = counted(line.figure(Variable.STAFFED));
    var isFull = occupied ? staffed != null && value >= staffed : value == 0;
    if (value == 0 || isFull || !now.equals(value)) {
      return new Verdict.Fine(subject);
    }
    var same = 0;
    var reports = new java.util.HashSet<Instant>();
    var counted = false;
    @Nullable Instant since = null;
    for (var i = days.size() - 1; i >= 0 && value.equals(days.get(i).value()); i--) {
      same++;
      reports.add(days.get(i).observedAt());
      counted |= LineRecord.isCounted(days.get(i).method());
      since = days.get(i).at();
    }
    // A value that nobody gave again says nothing about patterns; it is old, and chased as such.
    if (same < LEAST_DAYS_SAME || since == null || (reports.size() < 2 && !counted)) {
      return new Verdict.Fine(subject);
    }
    var oneIn = Chances.oneIn(Math.pow(Chances.unchanged(value, TURNOVER), same - 1));
    return oneIn < Chances.RARE
        ? new Verdict.Fine(subject)
        : new Verdict.Doubt(
            Suspicion.of(
                Check.NEVER_CHANGES,
                line.line(),
                variable,
                since,
                same,
                value,
                same,
                reports.size(),
                oneIn));
  }

  /// Fives and tens among the counts that somebody gave. Only values of ten and more that differ
  /// from the day before are counted: a ward that stays at twenty gives one twenty.
  static Verdict roundNumbers(LineRecord line) {
    var occupied = line.figure(Variable.OCCUPIED).measured() != null;
    var variable = occupied ? Variable.OCCUPIED : Variable.FREE;
    var subject = new Suspicion.Subject(Check.ROUND_NUMBERS, line.line(), variable);
    var values = given(line, variable, SMALLEST_ROUNDED);
    if (values.size() < LEAST_ROUND_VALUES) {
      return new Verdict.Unknown(subject);
    }
    var round = (int) values.stream().filter(d -> value(d) % 5 == 0).count();
    var oneIn = Chances.oneIn(Chances.atLeast(round, values.size(), ROUND_BY_CHANCE));
    return oneIn < Chances.RARE
        ? new Verdict.Fine(subject)
        : new Verdict.Doubt(
            Suspicion.of(
                Check.ROUND_NUMBERS,
                line.line(),
                variable,
                values.getFirst().at(),
                round,
                round,
                values.size(),
                Math.round(values.size() * 0.2),
                oneIn));
  }

  /// The last digits of all counts that a site gave, of twenty and more and changed since the day
  /// before: counted ones come up evenly.
  static Verdict lastDigits(Collection<LineRecord> lines) {
    var subject = new Suspicion.Subject(Check.LAST_DIGITS, null, Variable.OCCUPIED);
    var times = new int[10];
    var values = 0;
    @Nullable Instant since = null;
    for (var line : lines) {
      for (var day : given(line, Variable.OCCUPIED, SMALLEST_DIGITS)) {
        times[value(day) % 10]++;
        values++;
        since = since == null || day.at().isBefore(since) ? day.at() : since;
      }
    }
    if (values < LEAST_DIGIT_VALUES || since == null) {
      return new Verdict.Unknown(subject);
    }
    var expected = values / 10.0;
    var most = 0;
    var chi = 0.0;
    for (var digit = 0; digit < 10; digit++) {
      chi += (times[digit] - expected) * (times[digit] - expected) / expected;
      most = times[digit] > times[most] ? digit : most;
    }
    var oneIn = Chances.oneIn(Chances.chiSquareOfTen(chi));
    return oneIn < Chances.RARE
        ? new Verdict.Fine(subject)
        : new Verdict.Doubt(
            Suspicion.of(
                Check.LAST_DIGITS,
                null,
                Variable.OCCUPIED,
                since,
                (int) Math.round(chi),
                values,
                most,
                times[most],
                Math.round(expected),
                oneIn));
  }

  /// How often each last digit came up among the counts that `lastDigits` looks at.
  static List<Integer> digits(Collection<LineRecord> lines) {
    var times = new Integer[10];
    Arrays.fill(times, 0);
    for (var line : lines) {
      for (var day : given(line, Variable.OCCUPIED, SMALLEST_DIGITS)) {
        times[value(day) % 10]++;
      }
    }
    return List.of(times);
  }

  private static List<LineRecord.Day> given(LineRecord line, Variable variable, int least) {
    var found = new ArrayList<LineRecord.Day>();
    @Nullable Integer before = null;
    for (var day : line.days(variable)) {
      var value = day.value();
      if (value != null
          && value >= least
          && !LineRecord.isCounted(day.method())
          && !value.equals(before)) {
        found.add(day);
      }
      before = value == null ? before : value;
    }
    return found;
  }

  private static int value(LineRecord.Day day) {
    return Objects.requireNonNull(day.value());
  }

  /// The last count that somebody gave of the last two days, against the census from the messages
  /// at that very moment; two beds or a tenth may differ.
  static Verdict censusAgainstReport(LineRecord line) {
    var subject =
        new Suspicion.Subject(Check.CENSUS_AGAINST_REPORT, line.line(), Variable.OCCUPIED);
    var counts =
        line.readings().stream()
            .filter(r -> r.variable() == Variable.OCCUPIED && LineRecord.isCounted(r.method()))
            .toList();
    var reports =
        line.readings().stream()
            .filter(r -> r.variable() == Variable.OCCUPIED && !LineRecord.isCounted(r.method()))
            .toList();
    if (reports.isEmpty() || counts.isEmpty()) {
      return new Verdict.Unknown(subject);
    }
    var report = reports.getLast();
    var reported = report.value();
    var count = held(counts, report.at());
    if (reported == null || count == null) {
      return new Verdict.Unknown(subject);
    }
    var gap = Math.abs(reported - count);
    return gap <= Math.max(LEAST_GAP, GAP_SHARE * count)
        ? new Verdict.Fine(subject)
        : new Verdict.Doubt(
            Suspicion.of(
                Check.CENSUS_AGAINST_REPORT,
                line.line(),
                Variable.OCCUPIED,
                report.at(),
                gap,
                reported,
                count,
                gap));
  }

  /// Requests that were refused for want of a bed, of staff or of more than the reserve, while this
  /// line declared free beds: so many at least, and such a share of all that it answered.
  static Verdict freeAgainstRefusals(
      LineRecord line, List<GivenAnswer> answers, FindingLimits.Refusals limits, Instant now) {
    var subject = new Suspicion.Subject(Check.FREE_AGAINST_REFUSALS, line.line(), Variable.FREE);
    var from = now.minus(limits.over());
    var asked =
        answers.stream()
            .filter(a -> a.line().equals(line.line()) && !a.at().isBefore(from))
            .toList();
    if (asked.isEmpty()) {
      return new Verdict.Unknown(subject);
    }
    var against = asked.stream().filter(GivenAnswer::isRefusedWhileFree).toList();
    if (against.size() < limits.least() || against.size() * 100 < asked.size() * limits.percent()) {
      return new Verdict.Fine(subject);
    }
    var first = now;
    var declared = 0;
    for (var answer : against) {
      first = answer.at().isBefore(first) ? answer.at() : first;
      declared += Objects.requireNonNull(answer.declaredFree());
    }
    return new Verdict.Doubt(
        Suspicion.of(
            Check.FREE_AGAINST_REFUSALS,
            line.line(),
            Variable.FREE,
            first,
            against.size(),
            against.size(),
            asked.size(),
            Math.round((double) declared / against.size()),
            Math.max(1, Duration.between(first, now).toDays())));
  }
}
