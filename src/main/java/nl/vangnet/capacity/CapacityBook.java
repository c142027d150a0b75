package nl.vangnet.capacity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.UnitId;
import org.springframework.stereotype.Service;

/// The record of beds and places: figures in, corrections on top, lines.
@Service
public class CapacityBook {
  CapacityBook() {}

  /// Records figures in one transaction, each with its own outcome, in the same order. Needs
  /// SEND_OBSERVATIONS (sources), ENTER_FIGURES (people) or IMPORT_SERIES (method IMPORTED) at the
  /// site.
  public List<ObservationOutcome> record(Actor actor, Method method, List<Reported> figures) {
    return figures.stream()
        .map(f -> (ObservationOutcome) new ObservationOutcome.Refused("not-built", ""))
        .toList();
  }

  /// Puts a correction on top of the measured value of a line's variable.
  public CorrectionOutcome correct(
      Actor actor, LineId line, Variable variable, int amount, String reason, Instant expiresAt) {
    return new CorrectionOutcome.Refused("not-built", "");
  }

  /// Takes a correction away before it expires; it stays in the history.
  public CorrectionOutcome withdraw(Actor actor, long correctionId) {
    return new CorrectionOutcome.Refused("not-built", "");
  }

  /// All lines of a site.
  public List<Line> lines(SiteId site) {
    return List.of();
  }

  /// The line with this id.
  public Optional<Line> findLine(LineId id) {
    return Optional.empty();
  }

  /// The line of this unit, category and cohort, made when it is new.
  public Line open(UnitId unit, String category, String cohort) {
    throw new IllegalStateException("no such unit " + unit);
  }
}
