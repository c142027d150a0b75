package nl.vangnet.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Bell;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.TransferRules;
import nl.vangnet.policy.Where;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Moves a case one legal step, the only way it moves: the step, its clock, the audit trail, the
/// bell and the event, in the caller's transaction.
@Component
class CaseSteps {
  static final String CHANNEL = "transfer";

  private final CaseStore cases;
  private final TransferRules rules;
  private final Directory directory;
  private final AuditTrail audit;
  private final Bell bell;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  CaseSteps(
      CaseStore cases,
      TransferRules rules,
      Directory directory,
      AuditTrail audit,
      Bell bell,
      ApplicationEventPublisher events,
      Clock clock) {
    this.cases = cases;
    this.rules = rules;
    this.directory = directory;
    this.audit = audit;
    this.bell = bell;
    this.events = events;
    this.clock = clock;
  }

  /// Now, as fine as the database keeps it.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /// The phase and region by whose rules a case goes.
  Where where(TransferRequest request, Instant now) {
    var region = request.origin().region();
    return rules.where(region.isEmpty() ? null : region, now);
  }

  /// Moves a case; the clock of the new state starts.
  TransferRequest move(TransferRequest request, State to, String reason, String note, Actor by) {
    return move(request, to, reason, note, null, by);
  }

  /// Moves a case to a state whose clock ends at `due`; null lets policy say when.
  TransferRequest move(
      TransferRequest request,
      State to,
      String reason,
      String note,
      @Nullable Instant due,
      Actor by) {
    if (!request.state().next().contains(to)) {
      throw new IllegalStateException(
          "case %s cannot go from %s to %s; ask for the state before you move it"
              .formatted(request.number(), request.state(), to));
    }
    var now = now();
    var moved =
        cases.step(request, to, reason, note, due == null ? due(request, to, now) : due, by, now);
    audit.record(
        by,
        "transfer." + to.code(),
        "case:" + request.number(),
        organisation(request.origin().site()),
        reason.isEmpty()
            ? Map.of("from", request.state().code())
            : Map.of("from", request.state().code(), "reason", reason));
    bell.ring(CHANNEL, Long.toString(request.id()));
    events.publishEvent(new CaseChanged(request.id(), request.number(), request.state(), to));
    return moved;
  }

  /// Rings for a case that changed without a step, with a line in the audit trail.
  void note(Actor by, String action, TransferRequest request, Map<String, String> facts) {
    audit.record(
        by, action, "case:" + request.number(), organisation(request.origin().site()), facts);
    bell.ring(CHANNEL, Long.toString(request.id()));
  }

  /// Rings for a case of which something beside it changed.
  void ring(TransferRequest request) {
    bell.ring(CHANNEL, Long.toString(request.id()));
  }

  private @Nullable Instant due(TransferRequest request, State to, Instant now) {
    var step =
        switch (to) {
          case SUBMITTED -> TransferRules.Step.SUBMITTED;
          case REGIONAL_SEARCH -> TransferRules.Step.REGIONAL_SEARCH;
          case NATIONAL_SEARCH -> TransferRules.Step.NATIONAL_SEARCH;
          case OFFERED -> TransferRules.Step.OFFERED;
          case ACCEPTED -> TransferRules.Step.ACCEPTED;
          case TRANSPORT_ORDERED -> TransferRules.Step.TRANSPORT_ORDERED;
          case UNDER_WAY -> TransferRules.Step.UNDER_WAY;
          case ARRIVED -> TransferRules.Step.ARRIVED;
          case DRAFT, CLOSED, REFUSED, EXPIRED, WITHDRAWN, CANCELLED -> null;
        };
    return step == null
        ? null
        : now.plus(rules.deadline(step, request.content().emergency(), where(request, now), now));
  }

  private @Nullable OrganisationId organisation(SiteId site) {
    return directory.snapshot().findSite(site).map(s -> s.organisation()).orElse(null);
  }

  static TransferOutcome.Refused refused(String code) {
    return new TransferOutcome.Refused(code, List.of());
  }
}
