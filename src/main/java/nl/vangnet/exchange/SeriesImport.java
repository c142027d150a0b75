package nl.vangnet.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.ObservationOutcome;
import nl.vangnet.capacity.Reported;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Imports a daily series of any country from CSV, with a report per row. Streams: a file of any
/// length takes the same memory.
@Service
public class SeriesImport {
  private static final int PART = 2000;
  private static final int MAX_NOTES = 1000;
  private static final int MAX_REMEMBERED = 2_000_000;

  /// How to read the file. `columns` is "" for the long form; see docs/interfaces.md.
  public record Wanted(
      CountryCode country,
      boolean dryRun,
      String columns,
      String site,
      String date,
      String zone,
      String time,
      String unknownReason) {}

  /// A note on one row: `outcome` is "refused" or "duplicate".
  public record RowNote(long row, String column, String outcome, String code, String advice) {}

  /// What the import did. `figures` = `recorded` + `alreadyKnown` + `duplicate` + `refused`
  /// figures; `badRows` could not be read at all. `notes` holds the first 1,000.
  public record Report(
      boolean dryRun,
      long rows,
      long figures,
      long recorded,
      long unknown,
      long alreadyKnown,
      long duplicate,
      long refused,
      long badCells,
      boolean complete,
      List<RowNote> notes) {
    public Report {
      notes = List.copyOf(notes);
    }
  }

  private final Directory directory;
  private final Definitions definitions;
  private final CapacityBook book;
  private final AuditTrail trail;
  private final TransactionTemplate transaction;

  SeriesImport(
      Directory directory,
      Definitions definitions,
      CapacityBook book,
      AuditTrail trail,
      PlatformTransactionManager transactions) {
    this.directory = directory;
    this.definitions = definitions;
    this.book = book;
    this.trail = trail;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// Reads a file (UTF-8) and records its figures in parts of 2,000. Needs IMPORT_SERIES.
  public Report read(Actor actor, Wanted wanted, InputStream file) throws IOException {
    if (!actor.has(Permission.IMPORT_SERIES)) {
      throw new NotAllowed(Permission.IMPORT_SERIES, "series");
    }
    var run = new Run(actor, wanted);
    var problems = new ArrayList<SeriesCsv.Problem>();
    var columns = SeriesCsv.columns(wanted.columns(), problems);
    var options = options(wanted, columns, problems);
    if (!problems.isEmpty() || options.isEmpty()) {
      problems.forEach(run::problem);
      return run.report(false);
    }
    var strict =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var complete = true;
    try {
      new SeriesCsv(options.get()).read(new InputStreamReader(file, strict), run);
    } catch (CharacterCodingException e) {
      complete = false;
      run.problem(
          new SeriesCsv.Problem(
              run.rows + 1, "", "wrong-encoding", "Save the file as UTF-8 and send it again"));
    }
    run.flush();
    if (!wanted.dryRun()) {
      transaction.executeWithoutResult(status ->
          trail.record(
              actor,
              "exchange.import-series",
              "country:" + wanted.country(),
              null,
              Map.of(
                  "rows", Long.toString(run.rows),
                  "recorded", Long.toString(run.recorded),
                  "refused", Long.toString(run.refused))));
    }
    return run.report(complete);
  }

  private static Optional<SeriesCsv.Options> options(
      Wanted wanted, Map<String, SeriesCsv.Meaning> columns, List<SeriesCsv.Problem> problems) {
    try {
      return Optional.of(
          new SeriesCsv.Options(
              columns,
              wanted.site(),
              wanted.date(),
              ZoneId.of(wanted.zone()),
              LocalTime.parse(wanted.time()),
              wanted.unknownReason()));
    } catch (DateTimeException e) {
      problems.add(
          new SeriesCsv.Problem(
              0, "zone", "bad-zone-or-time", "Write zone=Europe/Amsterdam and time=12:00"));
      return Optional.empty();
    }
  }

  /// One import under way.
  private final class Run implements SeriesCsv.Listener {
    private final Actor actor;
    private final Wanted wanted;
    private final Map<String, Optional<Site>> sites = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private final List<RowNote> notes = new ArrayList<>();
    private final List<Reported> part = new ArrayList<>();
    private final List<SeriesCsv.Read> partReads = new ArrayList<>();
    private final List<Long> partRows = new ArrayList<>();
    private long rows;
    private long figures;
    private long recorded;
    private long unknown;
    private long alreadyKnown;
    private long duplicate;
    private long refused;
    private long badCells;

    Run(Actor actor, Wanted wanted) {
      this.actor = actor;
      this.wanted = wanted;
    }

    @Override
    public void row(long row, List<SeriesCsv.Read> reads) {
      rows = Math.max(rows, row);
      for (var read : reads) {
        figures++;
        take(row, read);
      }
      if (part.size() >= PART) {
        flush();
      }
    }

    @Override
    public void problem(SeriesCsv.Problem problem) {
      rows = Math.max(rows, problem.row());
      badCells++;
      note(problem.row(), problem.column(), "refused", problem.code(), problem.advice());
    }

    private void take(long row, SeriesCsv.Read read) {
      var site =
          sites.computeIfAbsent(
              read.site().strip(), code -> directory.snapshot().findSite(wanted.country(), code));
      if (site.isEmpty()) {
        refuse(
            row,
            read,
            "unknown-site",
            "Enter site '"
                + limited(read.site())
                + "' of "
                + wanted.country()
                + " in the directory first");
        return;
      }
      if (!isNew(site.get().id(), read)) {
        duplicate++;
        note(
            row,
            read.column(),
            "duplicate",
            "duplicate-in-file",
            "An earlier row of this file has this figure; the first counts");
        return;
      }
      if (definitions.findCategory(read.category()).isEmpty()) {
        refuse(row, read, "unknown-category", "Use a category of /api/v1/definitions");
        return;
      }
      if (definitions.findCohort(read.cohort()).isEmpty()) {
        refuse(row, read, "unknown-cohort", "Use a cohort of /api/v1/definitions");
        return;
      }
      part.add(
          new Reported(
              site.get().id(),
              read.unit(),
              read.category(),
              read.cohort(),
              read.variable(),
              read.value(),
              read.unknownReason(),
              read.observedAt(),
              null));
      partReads.add(read);
      partRows.add(row);
    }

    private boolean isNew(SiteId site, SeriesCsv.Read read) {
      if (seen.size() >= MAX_REMEMBERED) {
        return true;
      }
      var key =
          site
              + "/"
              + read.unit()
              + "/"
              + read.category()
              + "/"
              + read.cohort()
              + "/"
              + read.variable()
              + "/"
              + read.observedAt();
      return seen.add(hash(key));
    }

    void flush() {
      if (!part.isEmpty() && wanted.dryRun()) {
        for (var i = 0; i < part.size(); i++) {
          var value = part.get(i).value();
          if (value != null && value < 0) {
            refuse(
                partRows.get(i),
                partReads.get(i),
                "negative-value",
                "A number of beds is 0 or more");
          } else {
            count(part.get(i));
          }
        }
      } else if (!part.isEmpty()) {
        var outcomes = book.record(actor, Method.IMPORTED, part);
        for (var i = 0; i < outcomes.size(); i++) {
          switch (outcomes.get(i)) {
            case ObservationOutcome.Recorded done -> count(part.get(i));
            case ObservationOutcome.AlreadyKnown known -> alreadyKnown++;
            case ObservationOutcome.Refused(var code, var advice) ->
                refuse(partRows.get(i), partReads.get(i), code, advice);
          }
        }
      }
      part.clear();
      partReads.clear();
      partRows.clear();
    }

    private void count(Reported figure) {
      recorded++;
      unknown += figure.value() == null ? 1 : 0;
    }

    private void refuse(long row, SeriesCsv.Read read, String code, String advice) {
      refused++;
      note(row, read.column(), "refused", code, advice);
    }

    private void note(long row, String column, String outcome, String code, String advice) {
      if (notes.size() < MAX_NOTES) {
        notes.add(new RowNote(row, column, outcome, code, advice));
      }
    }

    Report report(boolean complete) {
      return new Report(
          wanted.dryRun(),
          rows,
          figures,
          recorded,
          unknown,
          alreadyKnown,
          duplicate,
          refused,
          badCells,
          complete,
          notes);
    }

    private static String limited(String text) {
      return text.length() > 40 ? text.substring(0, 40) : text;
    }

    private static long hash(String key) {
      // FNV-1a
      var hash = 0xcbf29ce484222325L;
      for (var i = 0; i < key.length(); i++) {
        hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
      }
      return hash;
    }
  }
}
