package nl.vangnet.fhir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.ObservationOutcome;
import org.hl7.fhir.r4.model.MeasureReport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes MeasureReports in: every population gets its outcome, the copy is kept, and the very same
/// report is taken once.
@Component
class ReportIntake {
  private final MeasureReportReader reader;
  private final KeptReports kept;
  private final MeasureReportStore store;
  private final CapacityBook book;
  private final Guard guard;
  private final FhirJson json;
  private final Clock clock;

  ReportIntake(
      MeasureReportReader reader,
      KeptReports kept,
      MeasureReportStore store,
      CapacityBook book,
      Guard guard,
      FhirJson json,
      Clock clock) {
    this.reader = reader;
    this.kept = kept;
    this.store = store;
    this.book = book;
    this.guard = guard;
    this.json = json;
    this.clock = clock;
  }

  /// Takes a report in: its figures into the record, its copy beside; `before` is what it replaces.
  Reply take(
      Actor actor,
      Ask ask,
      MeasureReport report,
      @Nullable String logicalId,
      MeasureReportStore.@Nullable Row before) {
    var reading = reader.read(report);
    var site = reading.site();
    var permission =
        actor.id().startsWith("source:") ? Permission.SEND_OBSERVATIONS : Permission.ENTER_FIGURES;
    if (!guard.may(actor, permission, site.id())) {
      throw new FhirFault(
          403,
          "forbidden",
          "not-allowed",
          "MeasureReport.subject",
          "You may not give figures for this site; check the site, or use the key of its hospital");
    }
    var issues = new ArrayList<>(reading.issues());
    var taken = record(actor, reading, issues);
    var keeps = reading.issues().stream().anyMatch(i -> i.code().equals("kept-with-report"));
    if (taken == 0 && !keeps) {
      issues.addFirst(
          Issue.error(
              "business-rule",
              "nothing-recorded",
              "MeasureReport.group",
              "No population of this report became a figure; each is listed"));
      throw new FhirFault(422, issues);
    }
    var copy = kept.copy(report, site, reading.heldAt());
    var content = json.write(copy);
    var fingerprint = fingerprint((logicalId == null ? "" : logicalId) + "\n" + content);
    var identifier = copy.getIdentifierFirstRep();
    var row =
        new MeasureReportStore.Row(
            before == null ? 0 : before.id(),
            logicalId,
            site.id(),
            actor.id(),
            FhirOrganisations.text(identifier.getSystem()),
            FhirOrganisations.text(identifier.getValue()),
            reading.heldAt(),
            clock.instant(),
            before == null ? 1 : before.edition(),
            content);
    if (before != null) {
      return changed(ask, row, fingerprint, issues);
    }
    var id = store.add(row, fingerprint);
    if (id.isEmpty()) {
      var same = store.findSame(actor.id(), fingerprint).orElseThrow();
      issues.addFirst(Issue.told("duplicate", "MeasureReport", "This very report came before"));
      return new Reply(
          200,
          null,
          ask.base() + "/MeasureReport/" + same.fhirId(),
          Reply.tag(same.edition()),
          issues);
    }
    return new Reply(
        201,
        null,
        ask.base() + "/MeasureReport/" + (logicalId == null ? "r" + id.get() : logicalId),
        Reply.tag(1),
        issues);
  }

  private Reply changed(
      Ask ask, MeasureReportStore.Row row, byte[] fingerprint, List<Issue> issues) {
    if (!store.change(row, fingerprint)) {
      throw Conditional.stale(row.edition() + 1);
    }
    return new Reply(
        200,
        null,
        ask.base() + "/MeasureReport/" + row.fhirId(),
        Reply.tag(row.edition() + 1),
        issues);
  }

  private int record(Actor actor, MeasureReportReader.Reading reading, List<Issue> issues) {
    var given = reading.given();
    if (given.isEmpty()) {
      return 0;
    }
    var outcomes =
        book.record(
            actor,
            MeasureReportReader.methodOf(actor),
            given.stream().map(MeasureReportReader.Given::figure).toList());
    var taken = 0;
    for (var i = 0; i < outcomes.size(); i++) {
      var element = given.get(i).expression();
      switch (outcomes.get(i)) {
        case ObservationOutcome.Recorded(var line) -> {
          taken++;
          issues.add(Issue.told("recorded", element, said(given.get(i))));
        }
        case ObservationOutcome.AlreadyKnown(var line) -> {
          taken++;
          issues.add(Issue.told("already-known", element, said(given.get(i))));
        }
        case ObservationOutcome.Refused(var code, var advice) ->
            issues.add(Issue.error("business-rule", code, element + element(code), advice));
      }
    }
    return taken;
  }

  private static String said(MeasureReportReader.Given given) {
    var figure = given.figure();
    return figure.unit()
        + " "
        + figure.category()
        + "/"
        + figure.cohort()
        + " "
        + figure.variable().code()
        + " "
        + (figure.value() == null ? "unknown" : figure.value().toString());
  }

  private static String element(String code) {
    return switch (code) {
      case "negative-value", "value-too-large", "unknown-reason-missing" -> ".count";
      case "observed-in-future" -> ".extension";
      default -> "";
    };
  }

  private static byte[] fingerprint(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
