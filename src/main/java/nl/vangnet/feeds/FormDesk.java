package nl.vangnet.feeds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Guard;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Measured;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.ObservationOutcome;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.ReserveNote;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.web.Conflict;
import nl.vangnet.web.NotFound;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The Excel and CSV forms (CAP-12, CAP-13): download, read, look at what would change, record all
/// or row by row. A file is read into figures and faults at once and is not kept; these wait two
/// hours for their owner.
@Service
public class FormDesk {
  private static final Duration WAITS = Duration.ofHours(2);
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
  private static final int LARGEST_VALUE = 100_000;
  private static final int LONGEST_TEXT = 500;
  private static final int READ_AT_ONCE = 2;

  private final FormReader reader;
  private final FormWriter writer;
  private final FeedPicture picture;
  private final FeedPlaces places;
  private final UploadStore uploads;
  private final CapacityBook book;
  private final Guard guard;
  private final AuditTrail audit;
  private final JsonMapper json;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final Semaphore reading = new Semaphore(READ_AT_ONCE);

  FormDesk(
      FormReader reader,
      FormWriter writer,
      FeedPicture picture,
      FeedPlaces places,
      UploadStore uploads,
      CapacityBook book,
      Guard guard,
      AuditTrail audit,
      JsonMapper json,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.reader = reader;
    this.writer = writer;
    this.picture = picture;
    this.places = places;
    this.uploads = uploads;
    this.book = book;
    this.guard = guard;
    this.audit = audit;
    this.json = json;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// The form of these sites as a workbook.
  public byte[] workbook(Words words, List<Site> sites) {
    return writer.workbook(words, sites);
  }

  /// The form of these sites as CSV.
  public String csv(Words words, List<Site> sites) {
    return writer.csv(words, sites);
  }

  /// The picture of these sites as a list of figures in a workbook.
  public byte[] listWorkbook(List<Site> sites) {
    return writer.listWorkbook(sites);
  }

  /// The picture of these sites as a list of figures in CSV.
  public String listCsv(List<Site> sites) {
    return writer.listCsv(sites);
  }

  /// Reads a file and keeps what it states for its owner. Needs ENTER_FIGURES.
  public Preview upload(Actor actor, String fileName, byte[] file) {
    actor.require(Permission.ENTER_FIGURES, "forms");
    var now = clock.instant();
    var sheets = read(actor, file);
    var row =
        new UploadStore.Row(
            UUID.randomUUID(),
            actor.id(),
            plainName(fileName),
            now,
            now.plus(WAITS),
            json.writeValueAsString(sheets),
            null);
    if (sheets.refusal() == null) {
      transaction.executeWithoutResult(status -> {
        uploads.removeExpired(now);
        uploads.add(row);
      });
    }
    return preview(actor, row, sheets);
  }

  private FormSheets read(Actor actor, byte[] file) {
    try {
      if (!reading.tryAcquire(30, TimeUnit.SECONDS)) {
        throw new Conflict("busy", "many files are being read; send it again in a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Conflict("busy", "many files are being read; send it again in a minute");
    }
    try {
      return reader.read(file, onlySite(actor));
    } finally {
      reading.release();
    }
  }

  private @Nullable String onlySite(Actor actor) {
    if (!(actor.scope() instanceof Scope.InOrganisation)) {
      return null;
    }
    var own = places.sitesOf(actor);
    return own.size() == 1 ? places.written(own.getFirst()) : null;
  }

  /// The waiting and finished uploads of somebody, newest first.
  public List<Waiting> waiting(Actor actor) {
    return uploads.waiting(actor.id(), clock.instant()).stream()
        .map(r ->
            new Waiting(r.id(), r.fileName(), r.createdAt(), r.expiresAt(), r.result() != null))
        .toList();
  }

  /// An upload in the list of its owner.
  public record Waiting(
      UUID id, String fileName, Instant uploadedAt, Instant expiresAt, boolean done) {}

  /// What an upload of this actor would change now, or what was recorded of it. Another's upload
  /// and one that expired are not found.
  public Preview preview(Actor actor, UUID id) {
    var row = own(actor, id);
    if (!row.expiresAt().isAfter(clock.instant())) {
      throw new NotFound("upload");
    }
    return preview(actor, row, json.readValue(row.content(), FormSheets.class));
  }

  /// Forgets an upload of this actor.
  public void discard(Actor actor, UUID id) {
    uploads.remove(own(actor, id).id());
  }

  private UploadStore.Row own(Actor actor, UUID id) {
    return uploads
        .find(id)
        .filter(r -> r.owner().equals(actor.id()))
        .orElseThrow(() -> new NotFound("upload"));
  }

  private Preview preview(Actor actor, UploadStore.Row row, FormSheets sheets) {
    var check = check(actor, sheets, row.createdAt());
    return new Preview(
        row.id(),
        row.fileName(),
        row.createdAt(),
        row.expiresAt(),
        sheets,
        check.lines(),
        check.faults(),
        check.badRows().size(),
        row.result() == null ? null : json.readValue(row.result(), Preview.Result.class));
  }

  /// Records an upload of this actor; `restHolds` records the unchanged figures too, as holding at
  /// the moment of the upload. Needs ENTER_FIGURES at every site of it.
  public ConfirmOutcome confirm(Actor actor, UUID id, FormMode mode, boolean restHolds) {
    actor.require(Permission.ENTER_FIGURES, "forms");
    var row = own(actor, id);
    if (row.result() != null) {
      return new ConfirmOutcome.Refused(
          "done-already",
          "this form was recorded before; upload it again if it must be",
          List.of());
    }
    if (!row.expiresAt().isAfter(clock.instant())) {
      return new ConfirmOutcome.Refused(
          "expired", "the look ahead is older than two hours; upload the form again", List.of());
    }
    var sheets = json.readValue(row.content(), FormSheets.class);
    var outcome =
        transaction.execute(status -> {
          var done = record(actor, sheets, row.createdAt(), mode, restHolds, row.fileName());
          if (done instanceof ConfirmOutcome.Done(var result)
              && !uploads.finish(id, clock.instant(), json.writeValueAsString(result))) {
            status.setRollbackOnly();
            return new ConfirmOutcome.Refused("done-already", "recorded before", List.of());
          }
          return done;
        });
    return Objects.requireNonNull(outcome);
  }

  /// What a form of a machine or person would change; nothing is kept.
  public Preview look(Actor actor, String fileName, byte[] file) {
    requireSender(actor);
    var now = clock.instant();
    var sheets = read(actor, file);
    return preview(
        actor,
        new UploadStore.Row(UUID.randomUUID(), actor.id(), plainName(fileName), now, now, "", null),
        sheets);
  }

  /// Records a form at once, for machines. Needs SEND_OBSERVATIONS or ENTER_FIGURES.
  public ConfirmOutcome record(
      Actor actor, String fileName, byte[] file, FormMode mode, boolean restHolds) {
    requireSender(actor);
    var sheets = read(actor, file);
    var refused = sheets.refusal();
    if (refused != null) {
      var fault = sheets.faults().getFirst();
      return new ConfirmOutcome.Refused(refused, fault.advice(), sheets.faults());
    }
    return Objects.requireNonNull(
        transaction.execute(status ->
            record(actor, sheets, clock.instant(), mode, restHolds, plainName(fileName))));
  }

  private static void requireSender(Actor actor) {
    if (!actor.has(Permission.SEND_OBSERVATIONS) && !actor.has(Permission.ENTER_FIGURES)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "forms");
    }
  }

  private ConfirmOutcome record(
      Actor actor,
      FormSheets sheets,
      Instant statedAt,
      FormMode mode,
      boolean restHolds,
      String fileName) {
    var check = check(actor, sheets, statedAt);
    if (mode == FormMode.ALL && !check.faults().isEmpty()) {
      return new ConfirmOutcome.Refused(
          "has-faults",
          "nothing was recorded: repair the cells named, or choose row by row",
          check.faults());
    }
    var chosen =
        check.lines().stream()
            .filter(l -> l.change() != Preview.Change.COUNTED)
            .filter(l -> restHolds || l.change() != Preview.Change.SAME)
            .filter(l -> !check.badRows().contains(l.figure().rowKey()))
            .toList();
    var faults = new ArrayList<>(check.faults());
    if (chosen.isEmpty()) {
      return new ConfirmOutcome.Refused(
          "nothing-to-record", "no figure of the file differs from the record", faults);
    }
    // The record refuses nothing that the check let through; were it otherwise, all is undone.
    var method = actor.id().startsWith("source:") ? Method.REPORTED : Method.MANUAL;
    var reported = chosen.stream().map(l -> reported(actor, l.figure(), statedAt)).toList();
    var outcomes = book.record(actor, method, reported);
    var recorded = 0;
    var known = 0;
    for (var i = 0; i < outcomes.size(); i++) {
      switch (outcomes.get(i)) {
        case ObservationOutcome.Recorded done -> recorded++;
        case ObservationOutcome.AlreadyKnown again -> known++;
        case ObservationOutcome.Refused(var code, var advice) ->
            faults.add(note(chosen.get(i).figure(), code, advice));
      }
    }
    if (recorded + known < outcomes.size() && mode == FormMode.ALL) {
      throw new Conflict(
          "changed-meanwhile", "the record changed while the form was recorded; confirm it again");
    }
    var unchanged =
        restHolds
            ? 0
            : (int) check.lines().stream().filter(l -> l.change() == Preview.Change.SAME).count();
    audit.record(
        actor,
        "feeds.record-form",
        "form:" + fileName,
        null,
        Map.of(
            "mode", mode.name(),
            "recorded", String.valueOf(recorded),
            "faults", String.valueOf(faults.size())));
    return new ConfirmOutcome.Done(
        new Preview.Result(recorded, known, unchanged, check.badRows().size(), faults));
  }

  private Reported reported(Actor actor, FormFigure figure, Instant statedAt) {
    var site = places.findSite(actor, figure.site()).orElseThrow();
    return new Reported(
        site.id(),
        figure.unit(),
        figure.category(),
        figure.cohort(),
        figure.variable(),
        figure.value(),
        figure.unknownReason(),
        figure.observedAt() == null ? statedAt : figure.observedAt(),
        figure.note());
  }

  /// The figures beside the record, the faults of reading and of checking, the rows with a fault.
  private record Check(List<Preview.Line> lines, List<CellNote> faults, Set<String> badRows) {}

  private Check check(Actor actor, FormSheets sheets, Instant statedAt) {
    var faults = new ArrayList<>(sheets.faults());
    var sites = new HashMap<String, Site>();
    for (var figure : sheets.figures()) {
      if (!sites.containsKey(figure.site())) {
        places.findSite(actor, figure.site()).ifPresent(s -> sites.put(figure.site(), s));
      }
    }
    var now = new HashMap<String, Now>();
    for (var line : picture.lines(List.copyOf(Set.copyOf(sites.values())))) {
      for (var variable : Variable.values()) {
        var figure = line.picture().figure(variable);
        if (figure.measured() != null) {
          now.put(
              key(
                  line.site(),
                  line.unit(),
                  line.picture().line().category(),
                  line.picture().line().cohort(),
                  variable),
              new Now(
                  figure.measured(),
                  isCounted(figure.measured(), figure.age()),
                  !figure.corrections().isEmpty()));
        }
      }
    }
    var lines = new ArrayList<Preview.Line>();
    for (var figure : sheets.figures()) {
      var site = sites.get(figure.site());
      if (site == null) {
        faults.add(note(figure, "unknown-site", "use the code of a site of the directory"));
        continue;
      }
      if (!mayRecord(actor, site)) {
        faults.add(note(figure, "not-allowed", "you may not give figures for site " + site.code()));
        continue;
      }
      var before =
          now.get(key(site, figure.unit(), figure.category(), figure.cohort(), figure.variable()));
      var change = change(figure, before, statedAt);
      var fault = fault(actor, figure, before, change);
      if (fault != null) {
        faults.add(fault);
      } else {
        lines.add(
            new Preview.Line(
                figure, site.name(), change, before == null ? null : before.measured()));
      }
    }
    var bad = new HashSet<String>();
    faults.stream().filter(f -> f.row() > 0).forEach(f -> bad.add(f.rowKey()));
    return new Check(lines, faults, bad);
  }

  /// What the record holds of a figure now.
  private record Now(Measured measured, boolean counted, boolean corrected) {}

  private static boolean isCounted(Measured measured, Age age) {
    return (measured.method() == Method.CENSUS || measured.method() == Method.BED_STATUS)
        && age != Age.STALE;
  }

  private static String key(
      Site site, String unit, String category, String cohort, Variable variable) {
    return site.id()
        + "|"
        + unit.strip().toLowerCase(java.util.Locale.ROOT)
        + "|"
        + category
        + "|"
        + cohort
        + "|"
        + variable.code();
  }

  private boolean mayRecord(Actor actor, Site site) {
    return guard.may(actor, Permission.ENTER_FIGURES, site.id())
        || guard.may(actor, Permission.SEND_OBSERVATIONS, site.id());
  }

  private static Preview.Change change(FormFigure figure, @Nullable Now before, Instant statedAt) {
    if (before == null) {
      return Preview.Change.NEW;
    }
    var measured = before.measured();
    var same =
        Objects.equals(measured.value(), figure.value())
            && (figure.value() != null
                || Objects.equals(measured.unknownReason(), figure.unknownReason()))
            && (!hasNote(figure) || Objects.equals(text(measured.note()), text(figure.note())));
    var at = figure.observedAt();
    if (at == null) {
      return !same
          ? Preview.Change.CHANGED
          : before.counted() ? Preview.Change.COUNTED : Preview.Change.SAME;
    }
    if (same && at.equals(measured.observedAt())) {
      return Preview.Change.SAME;
    }
    if (at.isBefore(measured.observedAt())) {
      return Preview.Change.EARLIER;
    }
    return same ? Preview.Change.AGAIN : Preview.Change.CHANGED;
  }

  private static boolean hasNote(FormFigure figure) {
    return !figure.strict()
        || figure.variable() == Variable.CLOSED
        || figure.variable() == Variable.RESERVE;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private @Nullable CellNote fault(
      Actor actor, FormFigure figure, @Nullable Now before, Preview.Change change) {
    var value = figure.value();
    if (value != null && value > LARGEST_VALUE) {
      return note(figure, "value-too-large", "a number of beds is at most " + LARGEST_VALUE);
    }
    if (text(figure.note()).length() > LONGEST_TEXT
        || text(figure.unknownReason()).length() > LONGEST_TEXT) {
      return note(figure, "text-too-long", "use at most " + LONGEST_TEXT + " characters");
    }
    var at = figure.observedAt();
    if (at != null && at.isAfter(clock.instant().plus(CLOCK_TOLERANCE))) {
      return note(figure, "observed-in-future", "the moment lies ahead of the clock");
    }
    switch (change) {
      case SAME, COUNTED, EARLIER -> {
        return null;
      }
      case NEW, CHANGED, AGAIN -> {
        if (!figure.strict()) {
          return null;
        }
      }
    }
    if (before != null && !actor.id().startsWith("source:")) {
      if (before.counted()) {
        return note(
            figure,
            "counted",
            "this number is counted from messages; leave it, or put a correction on the line");
      }
      if (before.corrected()) {
        return note(
            figure,
            "corrected",
            "a correction stands on this number; withdraw it first, or leave the number");
      }
    }
    return value == null || value == 0 ? null : explained(figure);
  }

  private @Nullable CellNote explained(FormFigure figure) {
    if (figure.variable() == Variable.CLOSED && text(figure.note()).isBlank()) {
      return note(figure, "closed-reason-missing", "say why the beds are closed");
    }
    if (figure.variable() == Variable.RESERVE) {
      var reserve = ReserveNote.of(figure.note());
      var review = reserve.reviewOn();
      if (reserve.holder().isEmpty() || reserve.reason().isEmpty() || review == null) {
        return note(
            figure,
            "reserve-incomplete",
            "say for whom the reserve is, why, and when it is looked at again");
      }
      if (review.isBefore(LocalDate.ofInstant(clock.instant(), FeedPlaces.ZONE))) {
        return note(figure, "review-past", "the day of review is over; choose a later one");
      }
    }
    return null;
  }

  private static CellNote note(FormFigure figure, String code, String advice) {
    return new CellNote(
        figure.sheet(),
        figure.address(),
        figure.row(),
        figure.variable().code(),
        figure.value() == null ? "" : figure.value().toString(),
        code,
        advice);
  }

  /// Nothing of a form is kept longer than it waits.
  @Scheduled(initialDelay = 5, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
  void forget() {
    uploads.removeExpired(clock.instant());
  }

  private static String plainName(String name) {
    var plain = name.replaceAll("[^\\p{L}\\p{N} ._()-]", "_").strip();
    return plain.isEmpty() ? "form" : plain.length() > 120 ? plain.substring(0, 120) : plain;
  }
}
