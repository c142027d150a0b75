package nl.vangnet.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The desk of the notes on how a day went (SPR-07).
@Service
public class Evaluations {
  private static final int MOST_ACTIONS = 20;
  private static final int LONGEST = 4000;

  private final EvaluationStore store;
  private final DayReports reports;
  private final AuditTrail trail;
  private final Clock clock;

  Evaluations(EvaluationStore store, DayReports reports, AuditTrail trail, Clock clock) {
    this.store = store;
    this.reports = reports;
    this.trail = trail;
    this.clock = clock;
  }

  /// All versions of a day, by region, newest first.
  public List<Evaluation> list(LocalDate day) {
    return store.list(day);
  }

  /// Writes the next version for the nation ("", needs WRITE_REPORT) or a region (its own desk or
  /// the nation).
  @Transactional
  public ReportOutcome write(Actor by, LocalDate day, String region, Evaluation.Body body) {
    if (region.isEmpty()) {
      by.require(Permission.WRITE_REPORT, "evaluation:" + day);
    } else if (!reports.mayRemark(by, region)) {
      throw new NotAllowed(Permission.WRITE_REGION_REMARK, "evaluation:" + day + " " + region);
    } else if (reports.regions(day).stream().noneMatch(r -> r.code().equals(region))) {
      return new ReportOutcome.Refused(ReportOutcome.Reason.REGION_UNKNOWN);
    }
    if (day.isAfter(reports.today())) {
      return new ReportOutcome.Refused(ReportOutcome.Reason.MOMENT_IN_FUTURE);
    }
    if (body.isEmpty()) {
      return new ReportOutcome.Refused(ReportOutcome.Reason.TEXT_MISSING);
    }
    if (body.well().length() > LONGEST
        || body.notWell().length() > LONGEST
        || body.actions().size() > MOST_ACTIONS
        || body.actions().stream().anyMatch(a -> a.what().length() > 500)) {
      return new ReportOutcome.Refused(ReportOutcome.Reason.TEXT_TOO_LONG);
    }
    if (body.actions().stream().anyMatch(a -> a.owner().isBlank())) {
      return new ReportOutcome.Refused(ReportOutcome.Reason.NAME_MISSING);
    }
    store.insert(
        day,
        region,
        body,
        by.id(),
        new Snapshot.Signed(clock.instant().truncatedTo(ChronoUnit.SECONDS), by.name()));
    trail.record(by, "report.evaluation", "report:" + day, null, Map.of("region", region));
    return new ReportOutcome.Done(0);
  }
}
