package nl.vangnet.exercise;

import nl.vangnet.access.Bell;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Line;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.Unit;
import nl.vangnet.simulator.Moved;
import nl.vangnet.simulator.Simulator;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseChanged;
import nl.vangnet.transfer.CaseNumber;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.TransferRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Lets the patients of the simulated country go where their cases take them: who arrived is
/// discharged by the messages of the one hospital and admitted by those of the other, so that the
/// beds of the exercise follow what people do.
@Component
@ConditionalOnBooleanProperty("vangnet.demo")
class Arrivals {
  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);
  private static final String CHANNEL = "exercise_arrived";

  private final Bell bell;
  private final CaseBook cases;
  private final CapacityBook lines;
  private final Directory directory;
  private final Simulator simulator;

  Arrivals(
      Bell bell, CaseBook cases, CapacityBook lines, Directory directory, Simulator simulator) {
    this.bell = bell;
    this.cases = cases;
    this.lines = lines;
    this.directory = directory;
    this.simulator = simulator;
    // The country lives on one node, and the case may have moved on another.
    bell.listen(CHANNEL, this::heard);
  }

  @EventListener
  void on(CaseChanged change) {
    if (change.to() == State.ARRIVED) {
      bell.ring(CHANNEL, change.number().value());
    }
  }

  private void heard(String number) {
    if (number.isEmpty()) {
      return; // the line was broken; who arrived meanwhile is not followed
    }
    cases.peek(Cast.NATION, new CaseNumber(number)).ifPresent(this::follow);
  }

  private void follow(TransferRequest request) {
    var placement = request.placement();
    if (placement == null) {
      return;
    }
    var need = request.content().need();
    var unit =
        lines
            .findLine(placement.line())
            .map(Line::unit)
            .flatMap(u -> directory.snapshot().findUnit(u))
            .map(Unit::code)
            .orElse("");
    var moved =
        new Moved(
            code(request.origin().site()),
            code(placement.site()),
            unit,
            need.category(),
            need.cohort());
    if (!simulator.follow(moved)) {
      log.debug("nobody of the exercise goes with case {}: {}", request.number(), moved);
    }
  }

  private String code(SiteId site) {
    return directory.snapshot().findSite(site).map(Site::code).orElse("");
  }
}
