package nl.vangnet.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Bell;
import nl.vangnet.access.DemoMode;
import nl.vangnet.access.Guard;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Census;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What people do with the intake: read the account, map a location, read messages again, declare a
/// census complete.
@Service
public class IntakeDesk {
  private static final int REPLAY_PART = 500;
  private static final long STRANGERS = 0;

  /// The account of one source: `recent` counts this and the previous hour, `day` the last 24
  /// hours.
  public record SourceAccount(
      long source, String code, String name, @Nullable Instant lastHeard, List<Count> counts) {
    public SourceAccount {
      counts = List.copyOf(counts);
    }

    /// All messages ever received from this source.
    public long total() {
      return counts.stream().mapToLong(Count::total).sum();
    }
  }

  /// How many messages had an outcome and a cause ("" for none).
  public record Count(Outcome outcome, String cause, long recent, long day, long total) {}

  /// A message that waits, as people may see it.
  public record KeptMessage(
      long id,
      String source,
      String sender,
      Instant receivedAt,
      int receipts,
      String type,
      String version,
      Outcome outcome,
      String cause,
      int code,
      String place,
      String advice) {}

  /// A point of care that no mapping knows, with the messages and beds that wait for it.
  public record UnknownLocation(
      long source,
      String sourceName,
      String pointOfCare,
      String service,
      @Nullable Site site,
      long messages,
      long beds,
      Instant last) {}

  /// A mapping to add; null or blank means any. `unit` is the unit's code at the site, opened when
  /// it is new.
  public record NewMapping(
      long source,
      @Nullable String pointOfCare,
      @Nullable String room,
      @Nullable String bed,
      @Nullable String service,
      CountryCode country,
      String site,
      String unit,
      String category,
      String cohort) {}

  /// What became of a mapping.
  public sealed interface MappingOutcome {
    /// In force, and the waiting messages were read again.
    record Mapped(LineId line, ReplayReport replay) implements MappingOutcome {}

    /// Refused: `code` is one of "unknown-source", "unknown-site", "foreign-site",
    /// "unknown-category", "unknown-cohort", "unit-missing", "everything-any"; `place` names the
    /// field.
    record Refused(String code, String place, String advice) implements MappingOutcome {}
  }

  /// What a replay did: messages read again, understood now, still waiting.
  public record ReplayReport(int messages, int understood, int waiting) {}

  private final KeptStore kept;
  private final LocationStore locationStore;
  private final Locations locations;
  private final Intake intake;
  private final IntakeWorkers workers;
  private final IntakeKeys keys;
  private final SourceSystems sources;
  private final Directory directory;
  private final CapacityBook book;
  private final Definitions definitions;
  private final Census census;
  private final Guard guard;
  private final DemoMode demo;
  private final AuditTrail trail;
  private final Bell bell;
  private final TransactionTemplate transaction;
  private final Clock clock;

  IntakeDesk(
      KeptStore kept,
      LocationStore locationStore,
      Locations locations,
      Intake intake,
      IntakeWorkers workers,
      IntakeKeys keys,
      SourceSystems sources,
      Directory directory,
      CapacityBook book,
      Definitions definitions,
      Census census,
      Guard guard,
      DemoMode demo,
      AuditTrail trail,
      Bell bell,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.kept = kept;
    this.locationStore = locationStore;
    this.locations = locations;
    this.intake = intake;
    this.workers = workers;
    this.keys = keys;
    this.sources = sources;
    this.directory = directory;
    this.book = book;
    this.definitions = definitions;
    this.census = census;
    this.guard = guard;
    this.demo = demo;
    this.trail = trail;
    this.bell = bell;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /// The account of every source that the actor may see; unknown senders stand under source 0.
  public List<SourceAccount> account(Actor actor) {
    var visible = visible(actor);
    var now = clock.instant();
    var tallies =
        kept.tallies(
            visible,
            now.minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS),
            now.minus(Duration.ofHours(24)).truncatedTo(ChronoUnit.HOURS));
    var counts = new HashMap<Long, List<Count>>();
    var last = new HashMap<Long, Instant>();
    for (var tally : tallies) {
      counts
          .computeIfAbsent(tally.source(), s -> new ArrayList<>())
          .add(
              new Count(
                  tally.outcome(), tally.cause(), tally.recent(), tally.day(), tally.total()));
      last.merge(tally.source(), tally.last(), (a, b) -> a.isAfter(b) ? a : b);
    }
    return visible.stream()
        .filter(id -> id != STRANGERS || counts.containsKey(id))
        .map(id ->
            new SourceAccount(
                id, code(id), name(id), last.get(id), counts.getOrDefault(id, List.of())))
        .sorted(Comparator.comparing(a -> a.name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  /// The messages that wait, newest first, of one source (null: all that the actor may see) and
  /// cause ("" for any), with an id below `before`.
  public List<KeptMessage> list(
      Actor actor, @Nullable Long source, String cause, long before, int limit) {
    var visible = visible(actor);
    if (source != null) {
      visible = visible.stream().filter(source::equals).toList();
    }
    return kept.list(visible, cause, before, limit).stream().map(this::shown).toList();
  }

  /// One waiting message with its masked content.
  public Optional<MaskedMessage> mask(Actor actor, long id) {
    var found = kept.find(id).filter(k -> visible(actor).contains(k.source()));
    return found.flatMap(k ->
        kept.sealed(id)
            .map(sealed ->
                MaskedMessage.of(
                    Hl7Message.read(new Hl7Text(null).decode(keys.open(sealed)).text()),
                    k.fault().where())));
  }

  /// The points of care that wait for a mapping.
  public List<UnknownLocation> unknownLocations(Actor actor) {
    var snapshot = directory.snapshot();
    return kept.unknown(visible(actor)).stream()
        .map(u ->
            new UnknownLocation(
                u.source(),
                name(u.source()),
                u.pointOfCare(),
                u.service(),
                u.site() == null ? null : snapshot.findSite(u.site()).orElse(null),
                u.messages(),
                u.beds(),
                u.last()))
        .toList();
  }

  /// Maps a location of a source to a capacity line and reads the messages again that waited for
  /// it. Needs MAP_AND_REPLAY at the site; in demo mode a source may map its own locations.
  public MappingOutcome map(Actor actor, NewMapping wanted) {
    var source = sources.find(wanted.source());
    if (source.isEmpty()) {
      return refused("unknown-source", "source", "Name a registered source system");
    }
    var site = directory.snapshot().findSite(wanted.country(), wanted.site().strip());
    if (site.isEmpty()) {
      return refused("unknown-site", "site", "Enter this site in the directory first");
    }
    if (!isDemoSource(actor, source.get())) {
      guard.require(actor, Permission.MAP_AND_REPLAY, site.get().id());
    }
    if (!site.get().organisation().equals(source.get().organisation())) {
      return refused("foreign-site", "site", "A source maps to sites of its own organisation only");
    }
    if (definitions.findCategory(wanted.category()).isEmpty()) {
      return refused("unknown-category", "category", "Use a category of the definitions");
    }
    if (definitions.findCohort(wanted.cohort()).isEmpty()) {
      return refused("unknown-cohort", "cohort", "Use a cohort of the definitions");
    }
    if (wanted.unit().isBlank() || wanted.unit().strip().length() > 60) {
      return refused("unit-missing", "unit", "Name the unit with 1 to 60 characters");
    }
    var pattern =
        new LocationMap.Pattern(
            wanted.source(),
            blankToNull(wanted.pointOfCare()),
            blankToNull(wanted.room()),
            blankToNull(wanted.bed()),
            blankToNull(wanted.service()));
    if (pattern.pointOfCare() == null
        && pattern.room() == null
        && pattern.bed() == null
        && pattern.service() == null) {
      return refused("everything-any", "pointOfCare", "Name a point of care, room, bed or service");
    }
    var line = put(actor, source.get(), site.get(), pattern, wanted);
    locations.reload();
    return new MappingOutcome.Mapped(
        line, replay(actor, source.get(), "unknown-location", pattern.pointOfCare()));
  }

  private LineId put(
      Actor actor, SourceSystem source, Site site, LocationMap.Pattern pattern, NewMapping wanted) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          var code = wanted.unit().strip();
          var unit = directory.openUnit(site.id(), code, code);
          var line = book.open(unit, wanted.category(), wanted.cohort());
          locationStore.put(
              new LocationStore.Mapping(
                  pattern, site.id(), unit.id(), wanted.category(), wanted.cohort(), line.id()),
              actor.id(),
              clock.instant());
          trail.record(
              actor,
              "exchange.map-location",
              "source:" + source.code(),
              source.organisation(),
              Map.of(
                  "pointOfCare", Objects.requireNonNullElse(pattern.pointOfCare(), "*"),
                  "unit", code,
                  "line", line.id().toString()));
          bell.ring(Locations.CHANNEL, Long.toString(source.id()));
          return line.id();
        }));
  }

  /// Whether the actor is a source that may map its own locations: in demo mode only.
  public boolean mayMapItsOwn(Actor actor) {
    return demo.isOn() && actor.has(Permission.SEND_OBSERVATIONS);
  }

  /// A hospital of the simulated country keeps its own locations, as its data steward would.
  private boolean isDemoSource(Actor actor, SourceSystem source) {
    return mayMapItsOwn(actor) && actor.id().equals(source.actor().id());
  }

  /// Adds many mappings of one source at once without reading messages again: for a source that is
  /// being set up. Needs MAP_AND_REPLAY at every site, or to be the system.
  public Map<NewMapping, MappingOutcome> mapAll(Actor actor, List<NewMapping> wanted) {
    var outcomes = new java.util.LinkedHashMap<NewMapping, MappingOutcome>();
    wanted.forEach(one -> outcomes.put(one, map(actor, one)));
    return outcomes;
  }

  /// Reads the waiting messages of a source and cause ("" for any) again, in the order in which
  /// they came. Needs MAP_AND_REPLAY; source 0 means unknown senders.
  public ReplayReport replay(Actor actor, long source, String cause) {
    if (!actor.has(Permission.MAP_AND_REPLAY) || !visible(actor).contains(source)) {
      throw new NotAllowed(Permission.MAP_AND_REPLAY, "source " + source);
    }
    return replay(actor, sources.find(source).orElse(null), cause, null);
  }

  private ReplayReport replay(
      Actor actor, @Nullable SourceSystem source, String cause, @Nullable String pointOfCare) {
    var id = source == null ? STRANGERS : source.id();
    var read = 0;
    var understood = 0;
    long after = 0;
    while (true) {
      var part = kept.waiting(id, cause, pointOfCare, after, REPLAY_PART);
      if (part.isEmpty()) {
        break;
      }
      var answers = new ArrayList<CompletableFuture<Acknowledgement>>();
      for (var one : part) {
        var sealed = kept.sealed(one.id());
        if (sealed.isPresent()) {
          answers.add(
              intake.replay(
                  keys.open(sealed.get()),
                  one.receivedAt(),
                  new Receipt.Replayed(
                      one.id(), one.source(), one.fault().outcome(), one.fault().cause())));
        }
        after = one.id();
      }
      read += answers.size();
      for (var answer : answers) {
        understood += answer.join().code().equals("AA") ? 1 : 0;
      }
    }
    var report = new ReplayReport(read, understood, read - understood);
    if (read > 0) {
      transaction.executeWithoutResult(status ->
          trail.record(
              actor,
              "exchange.replay",
              source == null ? "source:unknown" : "source:" + source.code(),
              source == null ? null : source.organisation(),
              Map.of(
                  "cause", cause,
                  "messages", Integer.toString(report.messages()),
                  "understood", Integer.toString(report.understood()))));
    }
    return report;
  }

  /// Begins the census of a source at a site anew: everybody present is sent again from here. Needs
  /// SEND_OBSERVATIONS or MAP_AND_REPLAY at the site.
  public void beginBaseline(Actor actor, SourceSystem source, Site site) {
    workers.run(
        source.organisation().value(), () -> census.beginBaseline(actor, source.id(), site.id()));
  }

  /// Declares the census of a source at a site complete; mapped lines without a patient are then
  /// known to be empty. Needs SEND_OBSERVATIONS or MAP_AND_REPLAY at the site.
  public void completeBaseline(Actor actor, SourceSystem source, Site site) {
    var mapped =
        locations.list(source.id()).stream()
            .filter(m -> m.site().equals(site.id()))
            .map(LocationStore.Mapping::line)
            .distinct()
            .toList();
    workers.run(
        source.organisation().value(),
        () -> census.completeBaseline(actor, source.id(), site.id(), mapped));
  }

  /// Whether the census of a source at a site counts.
  public boolean isCensusComplete(SourceSystem source, SiteId site) {
    return census.isComplete(source.id(), site);
  }

  /// The sources that this actor may see on the intake page; 0 stands for unknown senders.
  private List<Long> visible(Actor actor) {
    if (!actor.has(Permission.SEE_INTAKE) && !actor.has(Permission.MAP_AND_REPLAY)) {
      throw new NotAllowed(Permission.SEE_INTAKE, "intake");
    }
    var everywhere = actor.scope() instanceof Scope.Everywhere;
    var snapshot = directory.snapshot();
    var visible = new ArrayList<Long>();
    if (everywhere) {
      visible.add(STRANGERS);
    }
    for (var source : sources.list()) {
      if (everywhere
          || snapshot.sites(source.organisation()).stream()
              .anyMatch(s -> guard.may(actor, Permission.SEE_INTAKE, s.id()))) {
        visible.add(source.id());
      }
    }
    return visible;
  }

  private KeptMessage shown(KeptStore.Kept one) {
    return new KeptMessage(
        one.id(),
        name(one.source()),
        one.sender(),
        one.receivedAt(),
        one.receipts(),
        one.type(),
        one.version(),
        one.fault().outcome(),
        one.fault().cause(),
        one.fault().code(),
        one.fault().where(),
        one.fault().advice());
  }

  private String name(long source) {
    return sources.find(source).map(SourceSystem::name).orElse("");
  }

  private String code(long source) {
    return sources.find(source).map(SourceSystem::code).orElse("");
  }

  private static MappingOutcome.Refused refused(String code, String place, String advice) {
    return new MappingOutcome.Refused(code, place, advice);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
