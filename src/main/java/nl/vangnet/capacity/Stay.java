package nl.vangnet.capacity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of one stay, and the pure rules by which movements change it. A stay is folded in the
/// order in which things happened, not in which they were heard, so late and out-of-order messages
/// end in the same state as punctual ones.
record Stay(
    Phase phase,
    CensusEvent.@Nullable Place place,
    boolean departurePlanned,
    @Nullable Instant lastAt) {
  /// Before anything was heard of the stay, or after a new baseline began.
  static final Stay NONE = new Stay(Phase.NONE, null, false, null);

  /// Where a stay stands in its life.
  enum Phase {
    NONE,
    PRESENT,
    AWAY,
    GONE
  }

  /// One movement as recorded; `order` is the order of receipt. A null `kind` is a new baseline.
  record Movement(
      long order,
      String messageId,
      CensusEvent.@Nullable Kind kind,
      CensusEvent.@Nullable Place place,
      Instant occurredAt) {}

  /// Whether an event can be applied to this state without looking at the stay's history.
  boolean takes(CensusEvent event) {
    var late = lastAt != null && event.occurredAt().isBefore(lastAt);
    return !late && !cancels(event.kind());
  }

  /// Applies one event that is not late and cancels nothing.
  Stay then(CensusEvent.Kind kind, CensusEvent.@Nullable Place to, Instant at) {
    var where = to == null ? place : to;
    return switch (kind) {
      case ADMIT -> new Stay(Phase.PRESENT, where, departurePlanned, at);
      case MOVE, UPDATE ->
          phase == Phase.GONE
              ? new Stay(phase, place, false, at)
              : where == null
                  ? new Stay(phase, null, departurePlanned, at)
                  : new Stay(
                      phase == Phase.AWAY ? Phase.AWAY : Phase.PRESENT,
                      where,
                      departurePlanned,
                      at);
      case DISCHARGE, MERGED_AWAY, CANCEL_ADMIT -> new Stay(Phase.GONE, place, false, at);
      case PLAN_DISCHARGE -> new Stay(phase, place, phase != Phase.GONE, at);
      case CANCEL_PLANNED_DISCHARGE -> new Stay(phase, place, false, at);
      case LEAVE ->
          phase == Phase.PRESENT
              ? new Stay(Phase.AWAY, place, departurePlanned, at)
              : new Stay(phase, place, departurePlanned, at);
      case RETURN ->
          phase == Phase.GONE || where == null
              ? new Stay(phase, place, departurePlanned, at)
              : new Stay(Phase.PRESENT, where, departurePlanned, at);
      // A cancel whose original was never heard: its place says where the patient is.
      case CANCEL_MOVE, CANCEL_DISCHARGE ->
          where == null || (phase == Phase.GONE && kind == CensusEvent.Kind.CANCEL_MOVE)
              ? new Stay(phase, place, departurePlanned, at)
              : new Stay(Phase.PRESENT, where, departurePlanned, at);
    };
  }

  /// Folds a whole history: what was heard before the last baseline is dropped, a replayed message
  /// takes the place of its first hearing, cancels undo the last event of their kind.
  static Stay fold(List<Movement> history) {
    var heard = new LinkedHashMap<String, Movement>();
    var inOrder = new ArrayList<>(history);
    inOrder.sort(Comparator.comparingLong(Movement::order));
    for (var movement : inOrder) {
      if (movement.kind() == null) {
        heard.clear();
      } else {
        var first = heard.get(movement.messageId());
        heard.put(
            movement.messageId(),
            first == null
                ? movement
                : new Movement(
                    first.order(),
                    movement.messageId(),
                    movement.kind(),
                    movement.place(),
                    movement.occurredAt()));
      }
    }
    var happened = new ArrayList<>(heard.values());
    happened.sort(Comparator.comparing(Movement::occurredAt).thenComparingLong(Movement::order));
    return run(withoutCancelled(happened));
  }

  private static List<Movement> withoutCancelled(List<Movement> happened) {
    var stands = new ArrayList<Movement>();
    for (var movement : happened) {
      var cancelled = cancelledBy(movement.kind());
      var original = cancelled == null ? -1 : lastOf(stands, cancelled);
      if (original < 0) {
        stands.add(movement);
      } else {
        stands.remove(original);
        if (movement.kind() == CensusEvent.Kind.CANCEL_ADMIT) {
          stands.add(movement);
        } else {
          // The stay's place after the cancel, when the message names it, corrects what was undone.
          stands.add(
              new Movement(
                  movement.order(),
                  movement.messageId(),
                  CensusEvent.Kind.UPDATE,
                  movement.place(),
                  movement.occurredAt()));
        }
      }
    }
    return stands;
  }

  private static Stay run(List<Movement> movements) {
    var stay = NONE;
    for (var movement : movements) {
      var kind = movement.kind();
      if (kind != null) {
        stay = stay.then(kind, movement.place(), movement.occurredAt());
      }
    }
    return stay;
  }

  private static int lastOf(List<Movement> movements, CensusEvent.Kind kind) {
    for (var i = movements.size() - 1; i >= 0; i--) {
      if (movements.get(i).kind() == kind) {
        return i;
      }
    }
    return -1;
  }

  private static boolean cancels(CensusEvent.Kind kind) {
    return cancelledBy(kind) != null;
  }

  private static CensusEvent.@Nullable Kind cancelledBy(CensusEvent.@Nullable Kind kind) {
    if (kind == null) {
      return null;
    }
    return switch (kind) {
      case CANCEL_ADMIT -> CensusEvent.Kind.ADMIT;
      case CANCEL_MOVE -> CensusEvent.Kind.MOVE;
      case CANCEL_DISCHARGE -> CensusEvent.Kind.DISCHARGE;
      default -> null;
    };
  }
}
