package nl.vangnet.fhir;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceSystems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The account of every FHIR request to write: who, what, what became of it; never its content.
@Service
public class FhirAccount {
  private static final Logger log = LoggerFactory.getLogger(FhirAccount.class);

  private final MeasureReportStore store;
  private final SourceSystems sources;
  private final Clock clock;
  private final Duration keep;

  FhirAccount(
      MeasureReportStore store,
      SourceSystems sources,
      Clock clock,
      @Value("${vangnet.fhir.keep-reports:30d}") Duration keep) {
    this.store = store;
    this.sources = sources;
    this.clock = clock;
    this.keep = keep;
  }

  /// How many requests had an outcome and a cause, with the figures that they gave.
  public record Count(
      String actor,
      String interaction,
      String resource,
      String outcome,
      String code,
      long messages,
      long taken,
      long refused,
      Instant lastAt) {}

  /// Notes a request that was taken, in the transaction that takes it.
  @Transactional(propagation = Propagation.MANDATORY)
  void taken(Actor actor, String interaction, String resource, Reply reply, int bytes) {
    var errors =
        (int) reply.issues().stream().filter(i -> i.severity() == Issue.Severity.ERROR).count();
    var duplicate = reply.issues().stream().anyMatch(i -> i.code().equals("duplicate"));
    var figures = (int) reply.issues().stream().filter(i -> i.code().equals("recorded")).count();
    store.note(
        new MeasureReportStore.Entry(
            clock.instant(),
            actor.id(),
            interaction,
            resource,
            duplicate ? "duplicate" : errors > 0 ? "partly" : "accepted",
            "",
            figures,
            errors,
            bytes));
  }

  /// Notes a request that was not taken.
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void refused(
      Actor actor, String interaction, String resource, FhirFault fault, int bytes) {
    var known = resource.matches("[A-Za-z]{1,40}") ? resource : "";
    store.note(
        new MeasureReportStore.Entry(
            clock.instant(),
            actor.id(),
            interaction,
            known,
            fault.status() == 400 ? "unreadable" : "refused",
            fault.code(),
            0,
            fault.issues().size(),
            bytes));
  }

  /// The counts since a moment; a source sees its own, an organisation those of its sources. Needs
  /// SEE_INTAKE or SEND_OBSERVATIONS.
  @Transactional(readOnly = true)
  public List<Count> counts(Actor actor, Instant since) {
    if (actor.role() == Role.SOURCE) {
      return store.counts(since, actor.id());
    }
    actor.require(Permission.SEE_INTAKE, "fhir");
    var counts = store.counts(since, null);
    return switch (actor.scope()) {
      case Scope.Everywhere() -> counts;
      case Scope.InOrganisation(var organisation) ->
          counts.stream()
              .filter(c ->
                  c.actor().equals(actor.id())
                      || sources.list().stream()
                          .anyMatch(s ->
                              s.organisation().equals(organisation)
                                  && s.actor().id().equals(c.actor())))
              .toList();
      case Scope.InRegion(var region) ->
          counts.stream().filter(c -> c.actor().equals(actor.id())).toList();
    };
  }

  @Scheduled(initialDelay = 11, fixedDelay = 60, timeUnit = java.util.concurrent.TimeUnit.MINUTES)
  void forget() {
    var gone = store.forget(clock.instant().minus(keep));
    if (gone > 0) {
      log.info("forgot the content of {} old reports", gone);
    }
  }
}
