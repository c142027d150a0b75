package nl.vangnet.onboarding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// The week in which what comes in is compared with the hospital's own count. A day agrees when
/// every line that was counted differs by at most one bed, for a patient on the move; a day that
/// was not counted breaks the row, as does one on which nothing was measured.
public record Validation(List<Day> days, int inARow) {
  /// The days on end that must agree.
  public static final int WANTED = 7;

  static final int TOLERANCE = 1;

  /// One day: the lines counted, those that agree, and the sum of the differences without sign.
  public record Day(LocalDate day, int counted, int agreeing, int difference) {
    /// Whether every line agrees.
    public boolean agrees() {
      return counted > 0 && agreeing == counted;
    }
  }

  public Validation {
    days = List.copyOf(days);
  }

  /// Whether the row is long enough.
  public boolean isDone() {
    return inARow >= WANTED;
  }

  /// Judges the counts of a site; `today` ends the row, or yesterday when today was not counted
  /// yet.
  static Validation of(Collection<OwnCount> counts, LocalDate today) {
    var byDay = new TreeMap<LocalDate, List<OwnCount>>();
    for (var count : counts) {
      byDay.computeIfAbsent(count.day(), k -> new ArrayList<>()).add(count);
    }
    var days = new ArrayList<Day>();
    byDay.forEach((day, own) -> days.add(judge(day, own)));
    var row = 0;
    var end = byDay.containsKey(today) ? today : today.minusDays(1);
    for (var day = end; agrees(days, day); day = day.minusDays(1)) {
      row++;
    }
    return new Validation(days.reversed(), row);
  }

  private static boolean agrees(List<Day> days, LocalDate day) {
    return days.stream().anyMatch(d -> d.day().equals(day) && d.agrees());
  }

  private static Day judge(LocalDate day, List<OwnCount> counts) {
    var agreeing = 0;
    var difference = 0;
    for (var count : counts) {
      var own = count.difference();
      if (own != null) {
        difference += Math.abs(own);
        if (Math.abs(own) <= TOLERANCE) {
          agreeing++;
        }
      }
    }
    return new Day(day, counts.size(), agreeing, difference);
  }
}
