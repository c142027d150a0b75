package nl.vangnet.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One order to wake dormant beds, with every step that followed (CHN-05). The state is read from
/// the steps and never stored.
public record Activation(
    long id, Dormant dormant, int beds, String reason, By by, Clockwork clock, List<Step> steps) {
  /// When it was ordered and when the beds must be open.
  public record Clockwork(Instant orderedAt, Instant dueAt) {}

  /// One step: what, how many beds (for OPEN, else 0), a word about it, by whom and when.
  public record Step(Kind kind, int beds, String note, By by, Instant at) {}

  /// The kinds of step.
  public enum Kind {
    /// The site confirms the order.
    CONFIRM,
    /// So many more beds are open.
    OPEN,
    /// The clock ran out before all beds were open.
    LATE,
    /// It will not succeed.
    FAIL,
    /// Whoever ordered takes the order back.
    WITHDRAW,
    /// The beds sleep again.
    CLOSE
  }

  /// Where an order stands.
  public enum State {
    /// Ordered, not confirmed.
    ORDERED,
    /// Confirmed, no bed open yet.
    CONFIRMED,
    /// Some of the beds are open.
    OPENING,
    /// All ordered beds are open.
    OPEN,
    /// It failed.
    FAILED,
    /// It was taken back.
    WITHDRAWN,
    /// The beds were open and sleep again.
    CLOSED
  }

  public Activation {
    steps = List.copyOf(steps);
  }

  /// The beds that are open by this order.
  public int opened() {
    return steps.stream().filter(s -> s.kind() == Kind.OPEN).mapToInt(Step::beds).sum();
  }

  /// Where it stands.
  public State state() {
    if (has(Kind.CLOSE)) {
      return State.CLOSED;
    }
    if (has(Kind.FAIL)) {
      return State.FAILED;
    }
    if (has(Kind.WITHDRAW)) {
      return State.WITHDRAWN;
    }
    var opened = opened();
    if (opened >= beds) {
      return State.OPEN;
    }
    if (opened > 0) {
      return State.OPENING;
    }
    return has(Kind.CONFIRM) ? State.CONFIRMED : State.ORDERED;
  }

  /// Whether the clock still runs.
  public boolean isRunning() {
    return switch (state()) {
      case ORDERED, CONFIRMED, OPENING -> true;
      case OPEN, FAILED, WITHDRAWN, CLOSED -> false;
    };
  }

  /// Whether it still claims its dormant beds.
  public boolean isAwake() {
    return isRunning() || state() == State.OPEN;
  }

  /// When the last ordered bed opened; null while that is not so.
  public @Nullable Instant openedAt() {
    return opened() < beds
        ? null
        : steps.stream()
            .filter(s -> s.kind() == Kind.OPEN)
            .map(Step::at)
            .max(Instant::compareTo)
            .orElse(null);
  }

  /// Whether the agreed hours passed before all beds were open.
  public boolean isLate(Instant now) {
    var opened = openedAt();
    if (opened != null) {
      return opened.isAfter(clock.dueAt());
    }
    return isRunning() ? now.isAfter(clock.dueAt()) : has(Kind.LATE);
  }

  /// What is left of the clock, negative when it ran out.
  public Duration left(Instant now) {
    return Duration.between(now, clock.dueAt());
  }

  private boolean has(Kind kind) {
    return steps.stream().anyMatch(s -> s.kind() == kind);
  }

  /// Why this step cannot be the next one, as a stable code; empty when it can.
  Optional<String> refusal(Kind kind, int more, Instant now) {
    var state = state();
    return switch (kind) {
      case CONFIRM ->
          state == State.ORDERED
              ? Optional.empty()
              : Optional.of(isRunning() ? "confirmed-already" : "ended-already");
      case OPEN -> {
        if (state == State.ORDERED) {
          yield Optional.of("confirm-first");
        }
        if (!isRunning()) {
          yield Optional.of("ended-already");
        }
        yield more < 1
            ? Optional.of("beds-missing")
            : opened() + more > beds ? Optional.of("more-than-ordered") : Optional.empty();
      }
      case LATE ->
          !isRunning() || has(Kind.LATE)
              ? Optional.of("ended-already")
              : now.isAfter(clock.dueAt()) ? Optional.empty() : Optional.of("not-late");
      case FAIL, WITHDRAW -> isRunning() ? Optional.empty() : Optional.of("ended-already");
      case CLOSE -> state == State.OPEN ? Optional.empty() : Optional.of("not-open");
    };
  }

  Activation with(Step step) {
    var more = new java.util.ArrayList<>(steps);
    more.add(step);
    return new Activation(id, dormant, beds, reason, by, clock, more);
  }
}
