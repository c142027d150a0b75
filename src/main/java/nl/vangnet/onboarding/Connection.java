package nl.vangnet.onboarding;

import java.time.Instant;
import java.util.List;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// How the connection of one site stands: its stage, checklist, week of validation and past steps.
public record Connection(
    Site site,
    Stage stage,
    @Nullable Instant since,
    List<Check> checks,
    Validation validation,
    List<Step> steps) {
  public Connection {
    checks = List.copyOf(checks);
    steps = List.copyOf(steps);
  }

  /// One step that was taken.
  public record Step(Stage stage, String note, String author, Instant at) {}

  /// The items that are done.
  public int done() {
    return (int) checks.stream().filter(Check::done).count();
  }

  /// Whether an item is done.
  public boolean isDone(Check.Item item) {
    return checks.stream().anyMatch(c -> c.item() == item && c.done());
  }

  /// The stage that comes next in the ordinary course; null when there is none.
  public @Nullable Stage next() {
    return switch (stage) {
      case NONE -> Stage.INVITED;
      case INVITED -> Stage.LINKED;
      case LINKED -> Stage.VALIDATING;
      case VALIDATING -> Stage.LIVE;
      case PAUSED -> Stage.VALIDATING;
      case LIVE -> null;
    };
  }

  /// The items that a stage asks and that are not done yet.
  public List<Check.Item> missingFor(Stage wanted) {
    var asked =
        switch (wanted) {
          case NONE, INVITED, PAUSED -> List.<Check.Item>of();
          case LINKED -> List.of(Check.Item.SOURCE, Check.Item.HEARD);
          case VALIDATING -> List.of(Check.Item.SOURCE, Check.Item.HEARD, Check.Item.PLACES);
          case LIVE -> List.of(Check.Item.values());
        };
    return asked.stream().filter(item -> !isDone(item)).toList();
  }
}
