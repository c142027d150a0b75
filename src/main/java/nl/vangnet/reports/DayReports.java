package nl.vangnet.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.policy.Rules;
import nl.vangnet.rounds.Board;
import nl.vangnet.rounds.RoundBoard;
import nl.vangnet.web.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The desk of the day report (CAP-15): freezes the picture, keeps the texts, publishes editions
/// and gives them back as they were.
@Service
public class DayReports {
  /// The zone in which a day begins and ends.
  public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private static final int TREND_DAYS = 28;
  private static final int TREND_PAST = 60;
  private static final Duration OLDEST = Duration.ofDays(400);
  private static final int KEPT = 16;

  private final ReportStore store;
  private final LivePicture pictures;
  private final RoundBoard rounds;
  private final Directory directory;
  private final Definitions definitions;
  private final Rules rules;
  private final Languages languages;
  private final AuditTrail trail;
  private final Clock clock;
  private final CountryCode home;
  private final Map<Long, Frozen> contents =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Frozen> eldest) {
              return size() > KEPT;
            }
          });

  DayReports(
      ReportStore store,
      LivePicture pictures,
      RoundBoard rounds,
      Directory directory,
      Definitions definitions,
      Rules rules,
      Languages languages,
      AuditTrail trail,
      Clock clock,
      @Value("${vangnet.country:NL}") String home) {
    this.store = store;
    this.pictures = pictures;
    this.rounds = rounds;
    this.directory = directory;
    this.definitions = definitions;
    this.rules = rules;
    this.languages = languages;
    this.trail = trail;
    this.clock = clock;
    this.home = new CountryCode(home);
  }

  // Reading ---------------------------------------------------------------------------------------

  /// Today, in the zone of the product.
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }

  /// A published edition of a day: the one with this number, the newest when null. Needs
  /// SEE_PICTURE.
  public Optional<DayReport> find(Actor reader, LocalDate day, @Nullable Integer number) {
    reader.require(Permission.SEE_PICTURE, "report:" + day);
    return store.editions(day).stream()
        .filter(e -> number == null || e.number() == number)
        .findFirst()
        .map(this::report);
  }

  /// The draft of a day: the frozen picture with this id (the newest when null) and the texts as
  /// they stand. For those who write.
  public Optional<DayReport> draft(Actor reader, LocalDate day, @Nullable Long snapshot) {
    requireWriter(reader, "report:" + day);
    return store.list(day).stream()
        .filter(s -> snapshot == null || s.id() == snapshot)
        .findFirst()
        .map(s -> new DayReport(frozen(s.id()), s, latestNotes(DayReport.subject(day)), null));
  }

  private static void requireWriter(Actor actor, String subject) {
    if (!actor.has(Permission.WRITE_REPORT) && !actor.has(Permission.WRITE_REGION_REMARK)) {
      throw new NotAllowed(Permission.WRITE_REPORT, subject);
    }
  }

  /// Whether somebody sees drafts.
  public static boolean seesDrafts(Actor actor) {
    return actor.has(Permission.WRITE_REPORT) || actor.has(Permission.WRITE_REGION_REMARK);
  }

  /// The editions of a day, newest first.
  public List<Edition> editions(LocalDate day) {
    return store.editions(day);
  }

  /// The newest edition of each day of a period, newest day first.
  public List<Edition> newest(LocalDate from, LocalDate to) {
    return store.newest(from, to);
  }

  /// The frozen pictures of a day, newest first.
  public List<Snapshot> snapshots(LocalDate day) {
    return store.list(day);
  }

  /// All versions of the texts of a subject, by region, newest first.
  public List<Note> versions(String subject) {
    return store.notes(subject);
  }

  /// The fingerprints of the files of an edition.
  public List<EditionFile> files(Edition edition) {
    return store.files(edition.id());
  }

  /// The edition with this id.
  public Optional<Edition> findEdition(long id) {
    return store.edition(id);
  }

  /// A file of a report: that of the record for an edition, a fresh one for a draft.
  public byte[] file(DayReport report, String name) {
    var edition = report.edition();
    if (edition != null) {
      var kept = store.file(edition.id(), name);
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    return make(report, name);
  }

  /// Makes a file of a report anew, from the frozen picture and the texts only.
  byte[] make(DayReport report, String name) {
    return switch (name) {
      case "nl.pdf" -> DayPaper.write(report, languages.dutch());
      case "en.pdf" -> DayPaper.write(report, languages.of("en"));
      case "nl.xlsx" -> DaySheets.write(report, languages.dutch());
      case "en.xlsx" -> DaySheets.write(report, languages.of("en"));
      case "csv" -> DayTable.write(report);
      default -> throw new IllegalArgumentException("there is no file '" + name + "' of a report");
    };
  }

  /// Makes every file of an edition anew and tells, by name, whether it is byte for byte the one in
  /// the record.
  public Map<String, Boolean> check(Edition edition) {
    var report = report(edition);
    var found = new TreeMap<String, Boolean>();
    for (var file : store.files(edition.id())) {
      found.put(file.name(), FrozenJson.sha256(make(report, file.name())).equals(file.sha256()));
    }
    return found;
  }

  /// The picture that speaks for a day, with the number of the edition that carries it (null when
  /// it was frozen by itself only).
  public record Official(long snapshot, LocalDate day, @Nullable Integer edition) {}

  /// What speaks for each day of a period, oldest first; a day without a picture is left out.
  public List<Official> official(LocalDate from, LocalDate to) {
    return store.official(from, to).stream()
        .map(o -> new Official(o.snapshot(), o.day(), o.edition()))
        .toList();
  }

  /// The head of a frozen picture.
  public Optional<Snapshot> findSnapshot(long id) {
    return store.find(id);
  }

  /// The content of a frozen picture.
  public Frozen frozen(long snapshot) {
    var kept = contents.get(snapshot);
    if (kept == null) {
      kept = FrozenJson.read(store.content(snapshot));
      contents.put(snapshot, kept);
    }
    return kept;
  }

  private DayReport report(Edition edition) {
    return new DayReport(
        frozen(edition.snapshot()),
        store.find(edition.snapshot()).orElseThrow(),
        store.notes(edition.texts()),
        edition);
  }

  private List<Note> latestNotes(String subject) {
    var latest = new LinkedHashMap<String, Note>();
    store.notes(subject).forEach(n -> latest.putIfAbsent(n.region(), n));
    return List.copyOf(latest.values());
  }

  // Freezing --------------------------------------------------------------------------------------

  /// Freezes the picture of a moment by hand; needs WRITE_REPORT. The day is that of the moment.
  @Transactional
  public ReportOutcome freeze(Actor by, Instant at) {
    by.require(Permission.WRITE_REPORT, "report:" + at);
    var now = clock.instant();
    if (at.isAfter(now)) {
      return refused(ReportOutcome.Reason.MOMENT_IN_FUTURE);
    }
    if (at.isBefore(now.minus(OLDEST))) {
      return refused(ReportOutcome.Reason.MOMENT_TOO_OLD);
    }
    var day = LocalDate.ofInstant(at, ZONE);
    store.lock(day);
    return new ReportOutcome.Done(freeze(by, Snapshot.Kind.HAND, day, at, now));
  }

  /// Freezes the picture of a day at the time that policy names, once over all nodes; false when it
  /// was frozen before or the time has not come.
  @Transactional
  public boolean freezeByItself(LocalDate day) {
    var now = clock.instant();
    var at = freezeAt(day);
    if (at.isAfter(now)) {
      return false;
    }
    store.lock(day);
    if (store.isFrozen(day)) {
      return false;
    }
    freeze(Actor.SYSTEM, Snapshot.Kind.DAY, day, at, now);
    return true;
  }

  /// When the picture of a day is frozen by itself.
  public Instant freezeAt(LocalDate day) {
    var noon = day.atTime(12, 0).atZone(ZONE).toInstant();
    return day.atTime(rules.reportFreeze(noon)).atZone(ZONE).toInstant();
  }

  /// Whether a day before this one was frozen by itself, so that this day was missed when it is
  /// not.
  boolean wasFrozenBefore(LocalDate day) {
    return store.wasFrozenBefore(day);
  }

  boolean isFrozen(LocalDate day) {
    return store.isFrozen(day);
  }

  private long freeze(Actor by, Snapshot.Kind kind, LocalDate day, Instant at, Instant now) {
    var moment = at.truncatedTo(ChronoUnit.SECONDS);
    var known = now.truncatedTo(ChronoUnit.SECONDS);
    var picture = pictures.at(moment, null);
    if (picture.at().isAfter(moment)) {
      // The moment is now: the picture in memory says when it was made.
      moment = picture.at().truncatedTo(ChronoUnit.MICROS);
    }
    var place = new Freezer.Place(directory.snapshot(), home, set(day).orElse(null));
    var meaning = new Freezer.Meaning(definitions.categories(moment), definitions.cohorts());
    var first =
        Freezer.freeze(
            picture,
            day,
            known,
            place,
            meaning,
            new Freezer.Past(counted(day.minusDays(1)), counted(day.minusDays(7)), List.of()));
    var frozen =
        new Frozen(
            first.head(),
            first.basis(),
            first.areas(),
            first.sites(),
            trends(first),
            rounds(day, moment));
    var json = FrozenJson.write(frozen);
    var id = store.insert(kind, frozen, json, by.id(), new Snapshot.Signed(known, by.name()));
    trail.record(
        by,
        "report.freeze",
        "report:" + day,
        null,
        Map.of("snapshot", Long.toString(id), "at", moment.toString()));
    return id;
  }

  private @Nullable Map<String, Integer> counted(LocalDate day) {
    return store.official(day, day).stream()
        .findFirst()
        .map(o -> Freezer.counted(frozen(o.snapshot())))
        .orElse(null);
  }

  private List<Frozen.Trend> trends(Frozen frozen) {
    var day = frozen.head().day();
    var past = store.series(ReportStore.Of.OCCUPIED, day.minusDays(TREND_PAST), day.minusDays(1));
    var trends = new ArrayList<Frozen.Trend>();
    for (var area : frozen.areas()) {
      for (var group : area.groups()) {
        var leading = group.category().equals("icu") || group.category().equals("ward");
        if (leading && (area.code().isEmpty() || group.cohort().isEmpty())) {
          var key = new ReportStore.Series(area.code(), group.category(), group.cohort());
          NavigableMap<LocalDate, Integer> measured =
              new TreeMap<>(past.getOrDefault(key, new TreeMap<>()));
          var today = group.sums().occupied().enough();
          if (today != null) {
            measured.put(day, today);
          }
          trends.add(
              new Frozen.Trend(
                  area.code(),
                  group.category(),
                  group.cohort(),
                  Estimates.fill(measured, day.minusDays(TREND_DAYS - 1), day)));
        }
      }
    }
    return trends;
  }

  private List<Frozen.RoundPart> rounds(LocalDate day, Instant at) {
    var parts = new ArrayList<Frozen.RoundPart>();
    var known = regions(day);
    for (var board : rounds.on(day, day)) {
      var areas = new ArrayList<Frozen.Filed>();
      areas.add(filed(Frozen.NATION, board.count(board.recipients().keySet(), at)));
      for (var region : known) {
        var count = board.count(board.sites(region.id()), at);
        if (count.all() > 0) {
          areas.add(filed(region.code(), count));
        }
      }
      parts.add(
          new Frozen.RoundPart(
              board.request().code(),
              board.request().nameNl(),
              board.request().nameEn(),
              board.round().times().hospitalDue(),
              areas));
    }
    return parts;
  }

  private static Frozen.Filed filed(String area, Board.Count count) {
    return new Frozen.Filed(area, count.onTime(), count.late(), count.notFiled());
  }

  /// The region set in force on a day.
  Optional<RegionSet> set(LocalDate day) {
    var snapshot = directory.snapshot();
    var kind = rules.regionSetKind(day.atTime(12, 0).atZone(ZONE).toInstant());
    return snapshot
        .findRegionSet(home, kind, day)
        .or(() -> snapshot.regionSets(home).stream().filter(s -> s.isValidOn(day)).findFirst());
  }

  /// The regions in force on a day, by name.
  public List<Region> regions(LocalDate day) {
    return set(day).map(directory.snapshot()::regions).orElse(List.of());
  }

  // Writing ---------------------------------------------------------------------------------------

  /// Writes the next version of the interpretation of a day ("day:...") or week ("week:..."); needs
  /// WRITE_REPORT. An empty text withdraws it.
  @Transactional
  public ReportOutcome interpret(Actor by, String subject, String body) {
    by.require(Permission.WRITE_REPORT, subject);
    return write(by, subject, "", body);
  }

  /// Writes the next version of the remark of a region on a day; needs WRITE_REGION_REMARK, and a
  /// regional desk writes for its own region only.
  @Transactional
  public ReportOutcome remark(Actor by, LocalDate day, String region, String body) {
    var subject = DayReport.subject(day);
    var known = regions(day).stream().filter(r -> r.code().equalsIgnoreCase(region)).findFirst();
    if (known.isEmpty()) {
      by.require(Permission.WRITE_REGION_REMARK, subject);
      return refused(ReportOutcome.Reason.REGION_UNKNOWN);
    }
    if (!mayRemark(by, known.get().code())) {
      throw new NotAllowed(Permission.WRITE_REGION_REMARK, subject + " " + region);
    }
    return write(by, subject, known.get().code(), body);
  }

  /// Whether somebody may write for this region.
  public boolean mayRemark(Actor actor, String region) {
    if (!actor.has(Permission.WRITE_REGION_REMARK)) {
      return false;
    }
    return switch (actor.scope()) {
      case Scope.Everywhere() -> true;
      case Scope.InRegion(var own) ->
          directory
              .snapshot()
              .findRegion(own)
              .filter(r -> r.code().equalsIgnoreCase(region))
              .isPresent();
      case Scope.InOrganisation(var organisation) -> false;
    };
  }

  private ReportOutcome write(Actor by, String subject, String region, String body) {
    var text = body.replace("\r\n", "\n").strip();
    if (text.length() > Note.LONGEST) {
      return refused(ReportOutcome.Reason.TEXT_TOO_LONG);
    }
    var before = store.notes(subject).stream().filter(n -> n.region().equals(region)).findFirst();
    if (before.map(n -> n.body().equals(text)).orElse(text.isEmpty())) {
      return new ReportOutcome.Done(before.map(Note::id).orElse(0L));
    }
    store.insert(
        subject,
        region,
        text,
        by.id(),
        new Snapshot.Signed(clock.instant().truncatedTo(ChronoUnit.SECONDS), by.name()));
    trail.record(by, "report.text", subject, null, Map.of("region", region));
    return new ReportOutcome.Done(0);
  }

  // Publishing ------------------------------------------------------------------------------------

  /// Publishes the next edition of a day from a frozen picture of that day (the newest when null)
  /// and the texts as they stand; needs WRITE_REPORT. After the first, `reason` must say why.
  @Transactional
  public ReportOutcome publish(Actor by, LocalDate day, @Nullable Long snapshot, String reason) {
    by.require(Permission.WRITE_REPORT, "report:" + day);
    store.lock(day);
    var frozen = snapshot == null ? store.list(day).stream().findFirst() : store.find(snapshot);
    if (frozen.isEmpty()) {
      return refused(ReportOutcome.Reason.NOTHING_FROZEN);
    }
    if (!frozen.get().day().equals(day)) {
      return refused(ReportOutcome.Reason.OTHER_DAY);
    }
    var number = store.editions(day).size() + 1;
    if (number > 1 && reason.isBlank()) {
      return refused(ReportOutcome.Reason.REASON_MISSING);
    }
    return new ReportOutcome.Done(
        publish(by, frozen.get(), number, reason.strip(), clock.instant()));
  }

  /// Writes the interpretation of a past day in demo mode, when there is none.
  @Transactional
  void writePast(Actor by, LocalDate day, String body) {
    if (store.notes(DayReport.subject(day)).isEmpty()) {
      write(by, DayReport.subject(day), "", body);
    }
  }

  /// Publishes the first edition of a past day in demo mode, as of a moment of that day.
  @Transactional
  void publishPast(Actor by, LocalDate day, Instant at) {
    store.lock(day);
    var frozen = store.list(day).stream().findFirst();
    if (frozen.isPresent() && store.editions(day).isEmpty()) {
      publish(by, frozen.get(), 1, "", at);
    }
  }

  private long publish(Actor by, Snapshot snapshot, int number, String reason, Instant now) {
    var notes = latestNotes(DayReport.subject(snapshot.day()));
    var edition =
        new Edition(
            0,
            new Edition.Mark(
                snapshot.day(),
                number,
                new Snapshot.Signed(now.truncatedTo(ChronoUnit.SECONDS), by.name())),
            snapshot.id(),
            DayPaper.TEMPLATE,
            notes.stream().map(Note::id).toList(),
            reason.length() > 500 ? reason.substring(0, 500) : reason);
    var id = store.insert(edition, by.id());
    var report = report(store.edition(id).orElseThrow());
    for (var name : List.of("nl.pdf", "en.pdf", "nl.xlsx", "en.xlsx", "csv")) {
      store.insertFile(id, name, make(report, name));
    }
    var facts = new HashMap<String, String>();
    facts.put("edition", Integer.toString(number));
    facts.put("snapshot", Long.toString(snapshot.id()));
    trail.record(by, "report.publish", "report:" + snapshot.day(), null, facts);
    return id;
  }

  private static ReportOutcome refused(ReportOutcome.Reason reason) {
    return new ReportOutcome.Refused(reason);
  }
}
