package nl.vangnet.transport.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.vangnet.transport.Confirmed;
import nl.vangnet.transport.CostLine;
import nl.vangnet.transport.LegState;
import nl.vangnet.transport.LegStep;
import nl.vangnet.transport.PlanningBoard;
import nl.vangnet.transport.Precondition;
import nl.vangnet.web.Flash;
import org.jspecify.annotations.Nullable;

/// One leg on its own page.
record LegView(
    LegLook look,
    @Nullable String vehicleOwner,
    List<Milestone> milestones,
    List<StepRow> history,
    List<Precondition> conditions,
    Map<Precondition, Confirmed> checks,
    PlanningBoard.@Nullable Options options,
    List<CostLine> costs,
    List<LegLook> others,
    May may,
    @Nullable Flash flash) {
  /// One moment of the plan: done, expected, or unknown.
  record Milestone(LegState state, @Nullable Instant at, boolean done, boolean current) {}

  /// One step of the history with the name of the vehicle it chose.
  record StepRow(LegStep step, @Nullable String vehicle) {}

  /// What the one who looks may do, and whether costs are kept.
  record May(boolean move, boolean plan, boolean cancel, boolean confirm, boolean costs) {}

  /// The next step that a crew tells; null when none.
  @Nullable LegState next() {
    var state = look.leg().state();
    return state == LegState.REQUESTED || state.isEnd() ? null : state.next().getFirst();
  }

  boolean isReady() {
    return checks.keySet().containsAll(conditions);
  }
}
