package nl.vangnet.desks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A role at a desk that somebody must hold at every moment, with its shifts and the last handover
/// note. Shifts never overlap.
public record DutyRole(
    long id, String desk, String name, List<Shift> shifts, @Nullable Handover handover) {
  /// Who is responsible, from when until when, and under which number.
  public record Shift(long id, Instant from, Instant to, String who, String phone) {
    /// Whether the shift holds at a moment.
    public boolean holds(Instant at) {
      return !from.isAfter(at) && at.isBefore(to);
    }
  }

  /// What the one who leaves tells the one who comes.
  public record Handover(String text, By by, Instant at) {}

  /// Who is responsible now and what comes next. `now` is null when nobody is: then `until` is when
  /// that ends, null when nobody is planned. With somebody, `until` is when it changes and `next`
  /// null when nobody follows at once.
  public record Standing(@Nullable Shift now, @Nullable Shift next, @Nullable Instant until) {
    /// Whether nobody is responsible.
    public boolean isNobody() {
      return now == null;
    }

    /// Whether a gap begins within so long.
    public boolean gapWithin(Duration ahead, Instant at) {
      return now != null && next == null && until != null && until.isBefore(at.plus(ahead));
    }
  }

  public DutyRole {
    shifts = shifts.stream().sorted((a, b) -> a.from().compareTo(b.from())).toList();
  }

  /// Who is responsible at a moment.
  public Standing at(Instant moment) {
    var now = shifts.stream().filter(s -> s.holds(moment)).findFirst();
    if (now.isEmpty()) {
      var first = shifts.stream().filter(s -> s.from().isAfter(moment)).findFirst();
      return new Standing(null, first.orElse(null), first.map(Shift::from).orElse(null));
    }
    var next = startingAt(now.get().to());
    return new Standing(now.get(), next.orElse(null), now.get().to());
  }

  private Optional<Shift> startingAt(Instant at) {
    return shifts.stream().filter(s -> s.from().equals(at)).findFirst();
  }
}
