package nl.vangnet.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import nl.vangnet.access.Actor;
import nl.vangnet.desks.Desk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// What the clock does with urgent messages that nobody reads: each goes to the next in the desk's
/// order, and at last to the desk above; once, whatever the number of nodes.
@Component
class Reroute {
  private static final Logger log = LoggerFactory.getLogger(Reroute.class);
  private static final Duration AFTER_FAULT = Duration.ofMinutes(1);
  private static final int MOST_AT_ONCE = 500;

  private final AlertStore store;
  private final AlertPost post;
  private final DeskWays desks;
  private final AlertBell bell;
  private final TransactionOperations transactions;
  private final Clock clock;

  Reroute(
      AlertStore store,
      AlertPost post,
      DeskWays desks,
      AlertBell bell,
      TransactionOperations transactions,
      Clock clock) {
    this.store = store;
    this.post = post;
    this.desks = desks;
    this.bell = bell;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(initialDelay = 20, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  void tick() {
    var done = 0;
    while (done < MOST_AT_ONCE && one()) {
      done++;
    }
  }

  @Scheduled(initialDelay = 300, fixedDelay = 3600, timeUnit = TimeUnit.SECONDS)
  void forgetOldLinks() {
    transactions.executeWithoutResult(
        status -> store.removeLinksBefore(clock.instant().minus(Alerts.REMEMBERED)));
  }

  /// Takes one message a step further; false when none is due.
  private boolean one() {
    var claimed = new long[1];
    try {
      return Boolean.TRUE.equals(
          transactions.execute(status -> {
            var now = clock.instant();
            var id = store.claimDue(now).orElse(null);
            if (id == null) {
              return false;
            }
            claimed[0] = id;
            further(id, now);
            return true;
          }));
    } catch (RuntimeException e) {
      log.error("message {} could not go on", claimed[0], e);
      if (claimed[0] != 0) {
        transactions.executeWithoutResult(
            status -> store.setDue(claimed[0], clock.instant().plus(AFTER_FAULT)));
      }
      return claimed[0] != 0;
    }
  }

  private void further(long id, Instant now) {
    var at = Desk.find(store.desks(id).getLast()).orElse(null);
    if (at == null || store.isSettled(id)) {
      store.removeDue(id);
      return;
    }
    var alert = store.get(id);
    var next = desks.route(at).next(store.told(id, at.key()));
    if (next.isPresent()) {
      post.send(Actor.SYSTEM, alert, at, next.get(), passed(alert, at));
      wait(id, at, now);
      return;
    }
    var above = desks.above(at).orElse(null);
    if (above == null) {
      // The nation was told by every way it has; it stays unread on its page.
      store.removeDue(id);
      return;
    }
    store.addCopy(id, above.key(), at.key(), now);
    var passed = passed(at);
    desks
        .route(above)
        .next(java.util.Set.of())
        .ifPresent(stop -> post.send(Actor.SYSTEM, alert, above, stop, passed));
    wait(id, above, now);
  }

  private void wait(long id, Desk desk, Instant now) {
    store.setDue(id, now.plus(desks.patience(desk)));
    store.desks(id).forEach(bell::ring);
  }

  /// Why a desk hears of a message at all: the desk below it left it unread.
  private Letter.Passed passed(Desk below) {
    return new Letter.Passed(
        desks.name(below.key()), desks.patience(below).toMinutes(), desks.ownPhone(below));
  }

  private Letter.@org.jspecify.annotations.Nullable Passed passed(AlertStore.Row alert, Desk at) {
    return store.viaOf(alert.id(), at.key()).flatMap(Desk::find).map(this::passed).orElse(null);
  }
}
