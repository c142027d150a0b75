package nl.vangnet.exchange;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Forgets what is too old: the log of messages after `vangnet.intake.remember` (a message that
/// comes again later is not recognised as a duplicate), kept messages after `vangnet.intake.keep`.
@Component
class IntakePurge {
  private static final Logger log = LoggerFactory.getLogger(IntakePurge.class);
  private static final int MAX_ROUNDS = 500;

  private final IntakeStore store;
  private final Clock clock;
  private final Duration remember;
  private final nl.vangnet.policy.Rules rules;

  IntakePurge(
      IntakeStore store,
      Clock clock,
      @Value("${vangnet.intake.remember:14d}") Duration remember,
      nl.vangnet.policy.Rules rules) {
    this.store = store;
    this.clock = clock;
    this.remember = remember;
    this.rules = rules;
  }

  @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = java.util.concurrent.TimeUnit.MINUTES)
  void purge() {
    var now = clock.instant();
    var keptBefore = now.minus(Duration.ofDays(rules.keptMessageDays(now)));
    var gone = 0;
    for (var round = 0; round < MAX_ROUNDS; round++) {
      var part = store.purge(now.minus(remember), keptBefore);
      gone += part;
      if (part == 0) {
        break;
      }
    }
    if (gone > 0) {
      log.info("forgot {} old messages", gone);
    }
  }
}
