package nl.vangnet.plausibility;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Measured;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// Builds the records of lines that the rules look at. Days end at half past eight of `NOW`'s day,
/// and the value now is that of the last day unless `now` says otherwise.
final class Records {
  static final Instant NOW = Instant.parse("2021-02-03T10:00:00Z");
  static final Instant LAST_DAY = Instant.parse("2021-02-03T07:30:00Z");
  static final String SOURCE = "source:ehr";

  private final LineId line;
  private Instant lastDay = LAST_DAY;
  private Instant moment = NOW;
  private final Map<Variable, Figure> now = new EnumMap<>(Variable.class);
  private final Map<Variable, List<LineRecord.Day>> days = new EnumMap<>(Variable.class);
  private final List<LineRecord.Reading> readings = new ArrayList<>();

  private final Map<LineRecord.Stretch, Integer> atOnce = new HashMap<>();

  private Records(int line) {
    this.line = new LineId(line);
  }

  static Records line(int id) {
    return new Records(id);
  }

  /// Values of successive days, the last at the last day; null is a day of which nothing is known.
  Records days(Variable variable, Method method, @Nullable Integer... values) {
    var list = new ArrayList<LineRecord.Day>();
    for (var i = 0; i < values.length; i++) {
      var at = lastDay.minus(Duration.ofDays(values.length - 1L - i));
      list.add(new LineRecord.Day(at, values[i], method, at.minusSeconds(600)));
    }
    days.put(variable, list);
    return now(variable, method, list.getLast().value());
  }

  Records now(Variable variable, Method method, @Nullable Integer value) {
    return now(variable, method, value, Age.FRESH, moment.minusSeconds(240));
  }

  Records now(
      Variable variable, Method method, @Nullable Integer value, Age age, Instant observedAt) {
    now.put(
        variable,
        new Figure(
            variable,
            new Measured(
                value,
                value == null ? "?" : null,
                method,
                SOURCE,
                observedAt,
                observedAt,
                observedAt,
                1,
                null),
            List.of(),
            value,
            value == null ? Age.UNKNOWN : age));
    return this;
  }

  Records reading(Variable variable, Method method, String source, int minutesAgo, int value) {
    readings.add(
        new LineRecord.Reading(
            variable, NOW.minus(Duration.ofMinutes(minutesAgo)), value, method, source));
    readings.sort((a, b) -> a.at().compareTo(b.at()));
    return this;
  }

  /// How much of the step from the last day to now was made at once.
  Records atOnce(Variable variable, int beds) {
    return atOnce(new LineRecord.Stretch(variable, lastDay, moment), beds);
  }

  Records atOnce(LineRecord.Stretch stretch, int beds) {
    atOnce.put(stretch, beds);
    return this;
  }

  /// Ends the days and the present at other moments.
  Records until(Instant lastDay, Instant moment) {
    this.lastDay = lastDay;
    this.moment = moment;
    return this;
  }

  LineRecord build() {
    return new LineRecord(line, "icu", now, days, readings, atOnce);
  }
}
