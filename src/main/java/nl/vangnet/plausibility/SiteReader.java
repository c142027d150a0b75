package nl.vangnet.plausibility;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.History;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.policy.FindingLimits;
import nl.vangnet.web.Frame;
import org.springframework.stereotype.Component;

/// Reads what the rules look at from the record of a site.
@Component
class SiteReader {
  /// The hour of the day at which a day is read: when the hospitals are due.
  private static final LocalTime MARK = LocalTime.of(8, 30);

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration READINGS = Duration.ofDays(2);

  private final History history;

  SiteReader(History history) {
    this.history = history;
  }

  /// The records of all lines of a site over the last `days` days.
  List<LineRecord> read(SitePicture picture, FindingLimits limits, Instant now, int days) {
    var lines = picture.lines().stream().map(LinePicture::line).toList();
    var byDay = days(lines, PlausibilityRules.STEPPING, now, days);
    var found = new ArrayList<LineRecord>();
    for (var line : picture.lines()) {
      var id = line.line().id();
      var own = new EnumMap<Variable, List<LineRecord.Day>>(Variable.class);
      for (var variable : PlausibilityRules.STEPPING) {
        own.put(variable, byDay.getOrDefault(new Key(id, variable), List.of()));
      }
      var read =
          new LineRecord(
              id, line.line().category(), line.figures(), own, readings(line, now), Map.of());
      var atOnce = atOnce(read, limits, now);
      found.add(
          atOnce.isEmpty()
              ? read
              : new LineRecord(id, read.category(), read.now(), own, read.readings(), atOnce));
    }
    return found;
  }

  /// The largest single change within each stretch that may hold a jump.
  private Map<LineRecord.Stretch, Integer> atOnce(
      LineRecord line, FindingLimits limits, Instant now) {
    var found = new HashMap<LineRecord.Stretch, Integer>();
    for (var variable : PlausibilityRules.STEPPING) {
      for (var leap : PlausibilityRules.leaps(line, variable, limits.jump(), now)) {
        var stretch = leap.stretch();
        var values = new ArrayList<Integer>();
        for (var entry :
            history.entries(line.line(), variable, stretch.from(), stretch.to().plusMillis(1))) {
          var value = entry.measured().value();
          if (value != null) {
            values.add(value);
          }
        }
        found.put(stretch, PlausibilityRules.largestStep(leap.suspicion(), values));
      }
    }
    return found;
  }

  private record Key(LineId line, Variable variable) {}

  /// What lines held at the same hour of each of the last days, oldest first.
  private Map<Key, List<LineRecord.Day>> days(
      List<Line> lines, List<Variable> variables, Instant now, int days) {
    var last = lastMark(now);
    var found = new HashMap<Key, List<LineRecord.Day>>();
    for (var variable : variables) {
      for (var held :
          history.held(lines, variable, last.minus(DAY.multipliedBy(days - 1L)), last, DAY)) {
        var measured = held.measured();
        found
            .computeIfAbsent(new Key(held.line(), variable), k -> new ArrayList<>())
            .add(
                new LineRecord.Day(
                    held.at(), measured.value(), measured.method(), measured.observedAt()));
      }
    }
    found.values().forEach(list -> list.sort((a, b) -> a.at().compareTo(b.at())));
    return found;
  }

  /// What one line held of a variable at the hour of each of the last days; for pictures.
  List<LineRecord.Day> days(Line line, Variable variable, Instant now, int days) {
    return days(List.of(line), List.of(variable), now, days)
        .getOrDefault(new Key(line.id(), variable), List.of());
  }

  private static Instant lastMark(Instant now) {
    var today = now.atZone(Frame.ZONE).with(MARK);
    return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
  }

  /// The single values of the last two days, where a rule needs them: figures that exclude each
  /// other, and a count beside which somebody gave one.
  private List<LineRecord.Reading> readings(LinePicture line, Instant now) {
    var found = new ArrayList<LineRecord.Reading>();
    var wanted = new ArrayList<Variable>(List.of(Variable.OCCUPIED));
    if (isAbove(line, Variable.OCCUPIED, Variable.STAFFED)
        || isAbove(line, Variable.STAFFED, Variable.PHYSICAL)) {
      wanted.add(Variable.STAFFED);
      wanted.add(Variable.PHYSICAL);
    }
    for (var variable : wanted) {
      for (var entry :
          history.entries(line.line().id(), variable, now.minus(READINGS), now.plusSeconds(1))) {
        var measured = entry.measured();
        found.add(
            new LineRecord.Reading(
                variable,
                measured.observedAt(),
                measured.value(),
                measured.method(),
                measured.source()));
      }
    }
    return found;
  }

  private static boolean isAbove(LinePicture line, Variable more, Variable less) {
    var high = line.figure(more).used();
    var low = line.figure(less).used();
    return high != null && low != null && high > low;
  }
}
