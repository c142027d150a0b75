package nl.vangnet.transfer;

import java.time.Duration;
import nl.vangnet.access.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// The clocks of all cases: offers that run out, reminders at half the time, escalation when the
/// time is over, requests whose wanted time went by, arrived cases that nobody closed. Every node
/// runs one; what it does is done once, whoever comes first.
@Component
public class CaseClock {
  private static final Logger log = LoggerFactory.getLogger(CaseClock.class);

  private final CaseStore cases;
  private final OfferStore offers;
  private final AnswerDesk answers;
  private final RequestDesk requests;
  private final MoveDesk moves;
  private final CaseSteps steps;
  private final ApplicationEventPublisher events;
  private final TransactionOperations transactions;
  private final boolean on;

  CaseClock(
      CaseStore cases,
      OfferStore offers,
      AnswerDesk answers,
      RequestDesk requests,
      MoveDesk moves,
      CaseSteps steps,
      ApplicationEventPublisher events,
      TransactionOperations transactions,
      @Value("${vangnet.transfer.clock:true}") boolean on) {
    this.cases = cases;
    this.offers = offers;
    this.answers = answers;
    this.requests = requests;
    this.moves = moves;
    this.steps = steps;
    this.events = events;
    this.transactions = transactions;
    this.on = on;
  }

  @Scheduled(initialDelay = 5_000, fixedDelay = 1_000)
  void run() {
    if (on) {
      try {
        tick();
      } catch (DataAccessException e) {
        log.warn("the clocks of the cases wait for the database: {}", e.getMessage());
      }
    }
  }

  /// One look at all clocks.
  public void tick() {
    var now = steps.now();
    for (var offer : offers.due(now)) {
      safely("offer " + offer.id(), () -> answers.expire(offer.id()));
    }
    for (var id : cases.overdue(now)) {
      safely("case " + id, () -> transactions.executeWithoutResult(t -> expire(id)));
    }
    for (var id : cases.ticking(now)) {
      safely("case " + id, () -> transactions.executeWithoutResult(t -> remind(id)));
    }
  }

  private void expire(long id) {
    var request = cases.lock(id);
    var until = request.content().wishes().notAfter();
    if (until != null
        && until.isBefore(steps.now())
        && request.state().next().contains(State.EXPIRED)
        && !request.state().isPlaced()) {
      var ended = steps.move(request, State.EXPIRED, EndReason.TOO_LATE.code(), "", Actor.SYSTEM);
      requests.release(ended, EndReason.TOO_LATE, Actor.SYSTEM);
    }
  }

  private void remind(long id) {
    var request = cases.lock(id);
    var due = request.progress().due();
    if (due == null || !request.state().isOpen()) {
      return;
    }
    var now = steps.now();
    var half =
        request
            .progress()
            .since()
            .plus(Duration.between(request.progress().since(), due).dividedBy(2));
    if (!now.isBefore(due)) {
      if (cases.claim(id, request.progress().version(), "late", now)) {
        if (request.state() == State.ARRIVED) {
          moves.closeByItself(request);
        } else {
          events.publishEvent(new StepLate(id, request.state(), true));
          steps.ring(request);
        }
      }
    } else if (!now.isBefore(half) && cases.claim(id, request.progress().version(), "half", now)) {
      events.publishEvent(new StepLate(id, request.state(), false));
    }
  }

  private void safely(String what, Runnable act) {
    try {
      act.run();
    } catch (RuntimeException e) {
      log.error("the clock of {} failed and is tried again", what, e);
    }
  }
}
