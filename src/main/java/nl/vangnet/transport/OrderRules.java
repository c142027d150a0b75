package nl.vangnet.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.vangnet.directory.DirectorySnapshot;

/// What an order must be to be taken: one method per rule, the code of what is wrong.
final class OrderRules {
  private static final Duration EARLIEST = Duration.ofDays(1);
  private static final Duration LATEST = Duration.ofDays(14);

  private OrderRules() {}

  static Optional<String> check(Leg.LegAsk ask, DirectorySnapshot directory, Instant now) {
    return named(ask)
        .or(() -> known(ask, directory))
        .or(() -> moving(ask))
        .or(() -> ready(ask, now))
        .or(() -> due(ask));
  }

  static Optional<String> named(Leg.LegAsk ask) {
    return FreeText.caseNumber(ask.caseNumber());
  }

  static Optional<String> known(Leg.LegAsk ask, DirectorySnapshot directory) {
    return when(
        directory.findSite(ask.from()).isEmpty() || directory.findSite(ask.to()).isEmpty(),
        "unknown-site");
  }

  static Optional<String> moving(Leg.LegAsk ask) {
    return when(ask.from().equals(ask.to()), "same-site");
  }

  static Optional<String> ready(Leg.LegAsk ask, Instant now) {
    return when(
        ask.readyAt().isBefore(now.minus(EARLIEST)) || ask.readyAt().isAfter(now.plus(LATEST)),
        "ready-out-of-range");
  }

  static Optional<String> due(Leg.LegAsk ask) {
    var due = ask.dueAt();
    return when(due != null && !due.isAfter(ask.readyAt()), "due-before-ready");
  }

  private static Optional<String> when(boolean wrong, String code) {
    return wrong ? Optional.of(code) : Optional.empty();
  }
}
