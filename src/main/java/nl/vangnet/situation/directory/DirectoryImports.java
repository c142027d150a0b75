package nl.vangnet.situation.directory;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.directory.CsvReading;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.ImportMode;
import nl.vangnet.directory.ImportReport;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Writes an import and its audit record in one transaction, for the page and for the JSON door.
@Component
class DirectoryImports {
  private final DirectoryDesk desk;
  private final AuditTrail audit;
  private final TransactionOperations transaction;

  DirectoryImports(DirectoryDesk desk, AuditTrail audit, TransactionOperations transaction) {
    this.desk = desk;
    this.audit = audit;
    this.transaction = transaction;
  }

  ImportReport write(
      Actor actor, CsvReading reading, ImportMode mode, LocalDate regionsFrom, String name) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          var report =
              desk.importRows(
                  reading, mode, regionsFrom, "import of " + (name.isEmpty() ? "CSV" : name));
          audit.record(
              actor,
              "directory.import",
              "directory",
              null,
              Map.of(
                  "file", name,
                  "mode", mode.name(),
                  "outcome", report.outcome().name(),
                  "lines", Integer.toString(report.lines()),
                  "good", Integer.toString(report.goodRows()),
                  "faults", Integer.toString(report.faults().size()),
                  "newOrganisations", Integer.toString(report.counts().newOrganisations()),
                  "newSites", Integer.toString(report.counts().newSites())));
          return report;
        }));
  }
}
