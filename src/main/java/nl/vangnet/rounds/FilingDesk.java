package nl.vangnet.rounds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Guard;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.ObservationOutcome;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/// The desk where hospitals hand in their round: the form, its drafts, and the submission itself
/// (CAP-01, CAP-02, CAP-07, CAP-24).
@Service
public class FilingDesk {
  private static final int LONGEST_REMARK = 500;
  private static final int LONGEST_WORK = (int) Duration.ofHours(4).toSeconds();
  private static final String NOT_GIVEN = "not-given";

  private final RoundStore store;
  private final RoundBoard board;
  private final RoundForms forms;
  private final CapacityBook book;
  private final Directory directory;
  private final Guard guard;
  private final AuditTrail audit;
  private final Clock clock;

  FilingDesk(
      RoundStore store,
      RoundBoard board,
      RoundForms forms,
      CapacityBook book,
      Directory directory,
      Guard guard,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.board = board;
    this.forms = forms;
    this.book = book;
    this.directory = directory;
    this.guard = guard;
    this.audit = audit;
    this.clock = clock;
  }

  /// The form of a site. Needs ENTER_FIGURES or SEND_OBSERVATIONS at the site.
  @Transactional(readOnly = true)
  public RoundForm form(Actor actor, long round, SiteId site) {
    require(actor, site);
    var at = board.find(round).orElseThrow(() -> new NoSuchRound("round " + round));
    if (!at.recipients().containsKey(site)) {
      throw new NoSuchRound("site " + site + " in round " + round);
    }
    return forms.form(at.round(), at.request(), site(site));
  }

  /// What stands unsent in the form of a site, by field. Needs ENTER_FIGURES at the site.
  @Transactional(readOnly = true)
  public Map<String, RoundForm.Draft> drafts(Actor actor, long round, SiteId site) {
    guard.require(actor, Permission.ENTER_FIGURES, site);
    return store.drafts(round, site);
  }

  /// The figures of a submission. Needs SEE_PICTURE at the site.
  @Transactional(readOnly = true)
  public List<FiledFigure> figures(Actor actor, Filing filing) {
    guard.require(actor, Permission.SEE_PICTURE, filing.site());
    return store.figures(filing.id());
  }

  /// A line with the name of its unit.
  public record NamedLine(Line line, String unit) {}

  /// The lines of a site by id, with the names of their units.
  public Map<LineId, NamedLine> lineTitles(SiteId site) {
    var snapshot = directory.snapshot();
    var found = new HashMap<LineId, NamedLine>();
    for (var line : book.lines(site)) {
      found.put(
          line.id(),
          new NamedLine(line, snapshot.findUnit(line.unit()).map(u -> u.name()).orElse("?")));
    }
    return found;
  }

  private Site site(SiteId id) {
    return directory.snapshot().findSite(id).orElseThrow(() -> new NoSuchRound("site " + id));
  }

  private void require(Actor actor, SiteId site) {
    if (actor.equals(Actor.SYSTEM)) {
      return;
    }
    if (!guard.may(actor, Permission.ENTER_FIGURES, site)
        && !guard.may(actor, Permission.SEND_OBSERVATIONS, site)) {
      throw new NotAllowed(Permission.ENTER_FIGURES, "site " + site);
    }
  }

  /// Keeps what somebody types in one field, for everybody who works on the form; `known` is the
  /// edition that the typist saw. Needs ENTER_FIGURES at the site.
  @Transactional
  public DraftOutcome saveDraft(
      Actor actor, long round, SiteId site, String field, Submission.Typed typed, int known) {
    guard.require(actor, Permission.ENTER_FIGURES, site);
    var now = clock.instant();
    var at = board.find(round).orElseThrow(() -> new NoSuchRound("round " + round));
    if (!at.recipients().containsKey(site)) {
      return new DraftOutcome.Refused("not-asked");
    }
    if (!at.round().isOpen(now)) {
      return new DraftOutcome.Refused(at.round().isFrozen(now) ? "frozen" : "not-open");
    }
    if (!field.matches("remark|[0-9]{1,9}\\.(explain|[a-z0-9_]{2,20})")) {
      return new DraftOutcome.Refused("unknown-field");
    }
    if (typed.value().length() > LONGEST_REMARK
        || typed.unknown().length() > 200
        || typed.note().length() > 200) {
      return new DraftOutcome.Refused("text-too-long");
    }
    var saved = store.saveDraft(round, site, field, typed, Math.max(0, known), actor, now);
    if (saved.isPresent()) {
      return new DraftOutcome.Saved(saved.get());
    }
    return new DraftOutcome.Overtaken(store.findDraft(round, site, field).orElseThrow());
  }

  /// Lets a site file by itself from its fresh measured figures, or by hand again. Needs
  /// ENTER_FIGURES at the site.
  @Transactional
  public RoundOutcome setAutomatic(Actor actor, SiteId site, boolean automatic) {
    guard.require(actor, Permission.ENTER_FIGURES, site);
    if (store.automatic().contains(site) == automatic) {
      return new RoundOutcome.Refused("no-change");
    }
    store.setAutomatic(site, automatic, actor.id(), clock.instant());
    audit.record(
        actor,
        "rounds.automatic",
        "site:" + site,
        site(site).organisation(),
        Map.of("automatic", Boolean.toString(automatic)));
    board.changed(0);
    return new RoundOutcome.Done(0);
  }

  /// One field as it will be filed.
  private record Final(
      RoundForm.FormLine line,
      RoundForm.Field field,
      FiledFigure figure,
      @Nullable Reported record) {}

  /// Files the round of a site: figures into the record and the submission beside them, in one
  /// transaction, or nothing at all. May be filed again until the round is frozen. Needs
  /// ENTER_FIGURES (people) or SEND_OBSERVATIONS (systems) at the site.
  @Transactional
  public FilingOutcome file(Actor actor, long roundId, SiteId site, Submission sent) {
    require(actor, site);
    var now = clock.instant();
    var at = board.find(roundId).orElseThrow(() -> new NoSuchRound("round " + roundId));
    var round = at.round();
    if (!store.isRecipient(roundId, site)) {
      return refused("round", "not-asked");
    }
    if (!round.isOpen(now)) {
      return refused("round", round.isFrozen(now) ? "frozen" : "not-open");
    }
    var remark = sent.remark();
    if (remark != null && remark.length() > LONGEST_REMARK) {
      return refused("remark", "text-too-long");
    }
    store.lock(roundId + "/" + site);
    var form = forms.form(round, at.request(), site(site));
    if (form.lines().isEmpty() && sent.extras().isEmpty()) {
      return refused("round", "no-lines");
    }
    var faults = new ArrayList<FilingFault>(overtaken(form, sent, actor));
    var finals = new ArrayList<Final>();
    for (var line : form.lines()) {
      for (var field : line.fields()) {
        var one = decide(form, line, field, sent, actor, now, faults);
        if (one != null) {
          finals.add(one);
        }
      }
    }
    unlikely(form, sent, finals, faults);
    var extras = extras(sent, site, now, faults);
    if (!faults.isEmpty()) {
      return new FilingOutcome.Refused(faults);
    }
    var recorded = record(actor, finals, extras, sent, faults);
    if (!faults.isEmpty()) {
      TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
      return new FilingOutcome.Refused(faults);
    }
    return keep(actor, round, site, sent, finals, recorded, now);
  }

  private static FilingOutcome.Refused refused(String place, String code) {
    return new FilingOutcome.Refused(List.of(FilingFault.of(place, code)));
  }

  private FilingOutcome.Filed keep(
      Actor actor,
      Round round,
      SiteId site,
      Submission sent,
      List<Final> finals,
      List<FiledFigure> extras,
      Instant now) {
    var remark = sent.remark();
    var seconds = sent.seconds();
    var filing =
        store.addFiling(
            round.id(),
            site,
            now,
            sent.door(),
            actor,
            seconds == null || seconds <= 0 ? null : Math.min(seconds, LONGEST_WORK),
            remark == null || remark.isBlank() ? null : remark.strip());
    var figures = new ArrayList<>(finals.stream().map(Final::figure).toList());
    figures.addAll(extras);
    store.addFigures(filing.id(), figures);
    store.dropDrafts(round.id(), site);
    var entered = (int) figures.stream().filter(f -> f.how() == FiledFigure.How.ENTERED).count();
    audit.record(
        actor,
        "rounds.file",
        "site:" + site,
        site(site).organisation(),
        Map.of(
            "round", Long.toString(round.id()),
            "edition", Integer.toString(filing.edition()),
            "door", filing.door().name(),
            "figures", Integer.toString(figures.size()),
            "entered", Integer.toString(entered)));
    board.changed(round.id());
    return new FilingOutcome.Filed(filing, figures.size(), entered);
  }

  /// Fields that somebody else changed after the sender last looked, to another value than is sent.
  private static List<FilingFault> overtaken(RoundForm form, Submission sent, Actor actor) {
    var faults = new ArrayList<FilingFault>();
    form.drafts()
        .forEach((key, draft) -> {
          var typed = sent.typed().get(key);
          var seen = sent.known().get(key);
          if (typed != null
              && seen != null
              && draft.edition() > seen
              && !draft.author().equals(actor.id())
              && !(draft.value().equals(typed.value())
                  && draft.unknown().equals(typed.unknown()))) {
            faults.add(
                FilingFault.of(
                    key,
                    "overtaken",
                    draft.authorName(),
                    draft.value().isEmpty() ? "—" : draft.value()));
          }
        });
    return faults;
  }

  private static @Nullable Final decide(
      RoundForm form,
      RoundForm.FormLine line,
      RoundForm.Field field,
      Submission sent,
      Actor actor,
      Instant now,
      List<FilingFault> faults) {
    var typed = sent.typed().get(field.key());
    if (field.mode() != RoundForm.Mode.OPEN) {
      if (typed != null && !typed.value().equals(String.valueOf(field.used()))) {
        faults.add(
            FilingFault.of(
                field.key(), field.mode() == RoundForm.Mode.COUNTED ? "counted" : "corrected"));
        return null;
      }
      return new Final(line, field, taken(field, line, FiledFigure.How.COUNTED), null);
    }
    if (typed == null) {
      return untyped(form, line, field, sent, actor, now, faults);
    }
    var fault = FilingCheck.fault(typed);
    if (fault.isPresent()) {
      faults.add(FilingFault.of(field.key(), fault.get()));
      return null;
    }
    var value = typed.value().isEmpty() ? null : Integer.valueOf(typed.value());
    var known = field.known();
    var same =
        known != null
            && java.util.Objects.equals(value, known.value())
            && (value != null || typed.unknown().equals(known.unknownReason()))
            && (typed.note().isEmpty() || typed.note().equals(known.note()));
    if (same) {
      return new Final(
          line,
          field,
          taken(field, line, FiledFigure.How.CONFIRMED),
          again(form, line, field, actor, now));
    }
    var note = typed.note().isEmpty() && known != null ? known.note() : typed.note();
    if (field.variable() == Variable.RESERVE
        && value != null
        && value > 0
        && (note == null || note.isBlank())) {
      faults.add(FilingFault.of(field.key(), "reserve-note-missing"));
      return null;
    }
    var reason = value == null ? typed.unknown().strip() : null;
    var figure =
        new FiledFigure(
            line.line().id(),
            field.variable(),
            value,
            reason,
            note == null || note.isEmpty() ? null : note,
            FiledFigure.How.ENTERED);
    return new Final(line, field, figure, reported(form, line, figure, now));
  }

  private static @Nullable Final untyped(
      RoundForm form,
      RoundForm.FormLine line,
      RoundForm.Field field,
      Submission sent,
      Actor actor,
      Instant now,
      List<FilingFault> faults) {
    var known = field.known();
    if (known != null && (sent.restHolds() || field.isFreshFromSystem())) {
      return new Final(
          line,
          field,
          taken(field, line, FiledFigure.How.CONFIRMED),
          again(form, line, field, actor, now));
    }
    var needed = field.variable() == Variable.STAFFED || field.variable() == Variable.OCCUPIED;
    if (needed || (!sent.restHolds() && sent.door() != Filing.Door.AUTOMATIC)) {
      faults.add(FilingFault.of(field.key(), NOT_GIVEN));
      return null;
    }
    // Nobody ever gave it: unknown, and said so.
    return new Final(
        line,
        field,
        new FiledFigure(
            line.line().id(), field.variable(), null, NOT_GIVEN, null, FiledFigure.How.CONFIRMED),
        null);
  }

  private static FiledFigure taken(
      RoundForm.Field field, RoundForm.FormLine line, FiledFigure.How how) {
    var known = java.util.Objects.requireNonNull(field.known());
    var reason = known.unknownReason();
    return new FiledFigure(
        line.line().id(),
        field.variable(),
        field.used(),
        field.used() == null ? (reason == null ? NOT_GIVEN : reason) : null,
        known.note(),
        how);
  }

  /// A confirmed value counts from now, unless a system keeps it fresh by itself.
  private static @Nullable Reported again(
      RoundForm form, RoundForm.FormLine line, RoundForm.Field field, Actor actor, Instant now) {
    if (actor.equals(Actor.SYSTEM) || field.isFreshFromSystem()) {
      return null;
    }
    return reported(form, line, taken(field, line, FiledFigure.How.CONFIRMED), now);
  }

  private static Reported reported(
      RoundForm form, RoundForm.FormLine line, FiledFigure figure, Instant now) {
    return new Reported(
        form.site().id(),
        line.unitCode(),
        line.line().category(),
        line.line().cohort(),
        figure.variable(),
        figure.value(),
        figure.unknownReason(),
        now,
        figure.note());
  }

  private static void unlikely(
      RoundForm form, Submission sent, List<Final> finals, List<FilingFault> faults) {
    for (var line : form.lines()) {
      var values = new EnumMap<Variable, Integer>(Variable.class);
      for (var one : finals) {
        var value = one.figure().value();
        if (one.line() == line && value != null) {
          values.put(one.figure().variable(), value);
        }
      }
      var explained =
          !sent.explanations().getOrDefault(line.line().id().value(), "").isBlank()
              || sent.door() == Filing.Door.AUTOMATIC;
      if (!explained) {
        faults.addAll(FilingCheck.unlikely("line " + line.line().id().value(), values));
      }
    }
  }

  private static List<Reported> extras(
      Submission sent, SiteId site, Instant now, List<FilingFault> faults) {
    var found = new ArrayList<Reported>();
    var seen = new HashSet<String>();
    for (var extra : sent.extras()) {
      var fault = FilingCheck.fault(extra.typed());
      var value = extra.typed().value();
      if (fault.isPresent()) {
        faults.add(FilingFault.of(extra.place(), fault.get()));
      } else if (!seen.add(
          extra.unit() + "/" + extra.category() + "/" + extra.cohort() + "/" + extra.variable())) {
        faults.add(FilingFault.of(extra.place(), "twice"));
      } else {
        found.add(
            new Reported(
                site,
                extra.unit(),
                extra.category(),
                extra.cohort(),
                extra.variable(),
                value.isEmpty() ? null : Integer.valueOf(value),
                value.isEmpty() ? extra.typed().unknown() : null,
                now,
                extra.typed().note().isEmpty() ? null : extra.typed().note()));
      }
    }
    return found;
  }

  /// Records the figures; answers those on new lines as they are filed.
  private List<FiledFigure> record(
      Actor actor,
      List<Final> finals,
      List<Reported> extras,
      Submission sent,
      List<FilingFault> faults) {
    var explanations = new HashMap<>(sent.explanations());
    var figures = new ArrayList<Reported>();
    var places = new ArrayList<String>();
    for (var one : finals) {
      var record = one.record();
      if (record != null) {
        var why = explanations.getOrDefault(one.line().line().id().value(), "").strip();
        figures.add(
            why.isEmpty() || record.note() != null || record.variable() != Variable.OCCUPIED
                ? record
                : noted(record, why));
        places.add(one.field().key());
      }
    }
    var first = figures.size();
    figures.addAll(extras);
    for (var i = 0; i < extras.size(); i++) {
      places.add(sent.extras().get(i).place());
    }
    var filed = new ArrayList<FiledFigure>();
    if (figures.isEmpty()) {
      return filed;
    }
    var method = actor.id().startsWith("source:") ? Method.REPORTED : Method.MANUAL;
    var outcomes = book.record(actor, method, figures);
    for (var i = 0; i < outcomes.size(); i++) {
      switch (outcomes.get(i)) {
        case ObservationOutcome.Refused(var code, var advice) ->
            faults.add(FilingFault.of(places.get(i), code));
        case ObservationOutcome.Recorded(var line) -> {
          if (i >= first) {
            filed.add(filed(figures.get(i), line));
          }
        }
        case ObservationOutcome.AlreadyKnown(var line) -> {
          if (i >= first) {
            filed.add(filed(figures.get(i), line));
          }
        }
      }
    }
    return filed;
  }

  private static FiledFigure filed(Reported figure, LineId line) {
    return new FiledFigure(
        line,
        figure.variable(),
        figure.value(),
        figure.unknownReason(),
        figure.note(),
        FiledFigure.How.ENTERED);
  }

  private static Reported noted(Reported figure, String note) {
    return new Reported(
        figure.site(),
        figure.unit(),
        figure.category(),
        figure.cohort(),
        figure.variable(),
        figure.value(),
        figure.unknownReason(),
        figure.observedAt(),
        note.length() > 200 ? note.substring(0, 200) : note);
  }

  /// Whether a form can file by itself: staffed and occupied beds of each line are known and not
  /// stale (CAP-07).
  static boolean canFileItself(RoundForm form) {
    return !form.lines().isEmpty()
        && form.lines().stream()
            .flatMap(l -> l.fields().stream())
            .filter(f -> f.variable() == Variable.STAFFED || f.variable() == Variable.OCCUPIED)
            .allMatch(f -> f.used() != null && f.age() != Age.STALE && f.age() != Age.UNKNOWN);
  }

  /// Whether the form of a site could file by itself now; for the switch on the form.
  public boolean mayFileItself(RoundForm form) {
    return canFileItself(form);
  }
}
