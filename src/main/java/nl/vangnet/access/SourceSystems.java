package nl.vangnet.access;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import nl.vangnet.access.SourceOutcome.Reason;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The source systems and their keys. Look-ups answer from memory: they stand on the hot path.
@Service
public class SourceSystems {
  private static final Pattern CODE = Pattern.compile("[a-z0-9._-]{2,60}");
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final String KEY_START = "vk_";
  private static final Duration MARK_EVERY = Duration.ofMinutes(1);

  private final SourceStore store;
  private final AuditTrail trail;
  private final Supplier<DirectorySnapshot> directory;
  private final DemoMode demo;
  private final Bell bell;
  private final Clock clock;
  private final Map<Long, Instant> marked = new ConcurrentHashMap<>();
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Known known;

  @Autowired
  SourceSystems(
      SourceStore store,
      AuditTrail trail,
      Directory directory,
      DemoMode demo,
      Bell bell,
      Clock clock) {
    this(store, trail, directory::snapshot, demo, bell, clock);
  }

  SourceSystems(
      SourceStore store,
      AuditTrail trail,
      Supplier<DirectorySnapshot> directory,
      DemoMode demo,
      Bell bell,
      Clock clock) {
    this.store = store;
    this.trail = trail;
    this.directory = directory;
    this.demo = demo;
    this.bell = bell;
    this.clock = clock;
    bell.listen("sources", payload -> reload());
  }

  /// All source systems, by code.
  public List<SourceSystem> list() {
    return known().all();
  }

  /// The source with this id.
  public Optional<SourceSystem> find(long id) {
    return Optional.ofNullable(known().byId().get(id));
  }

  /// The active source that sends as this application and facility (MSH-3.1, MSH-4.1).
  public Optional<SourceSystem> findSender(String application, String facility) {
    return Optional.ofNullable(known().bySender().get(new Sender(application, facility)));
  }

  /// The actor behind an API key; empty when the key is unknown or revoked, or its source switched
  /// off.
  public Optional<Actor> findByKey(String key) {
    var now = known();
    var live = now.keys().get(ByteBuffer.wrap(Secrets.sha256(key)));
    var source = live == null ? null : now.byId().get(live.source());
    if (live == null || source == null || !source.active()) {
      return Optional.empty();
    }
    markUsed(live.id());
    return Optional.of(source.actor());
  }

  /// The keys of a source, newest first, revoked ones too. Needs MANAGE_SOURCES.
  public List<SourceKey> keys(Actor by, long source) {
    by.require(Permission.MANAGE_SOURCES, "source:" + source);
    return store.keys(source);
  }

  /// Adds a source system. Needs MANAGE_SOURCES.
  @Transactional
  public SourceOutcome add(Actor by, SourceDetails details) {
    by.require(Permission.MANAGE_SOURCES, "sources");
    var problem = problem(details, 0);
    if (problem != null) {
      return new SourceOutcome.Refused(problem);
    }
    if (!store.insert(details, false, clock.instant(), by.id())) {
      return new SourceOutcome.Refused(Reason.CODE_TAKEN);
    }
    var source = store.findByCode(details.code()).orElseThrow();
    changed(by, "access.source.add", source, Map.of());
    return new SourceOutcome.Done(source);
  }

  /// Changes a source system. Needs MANAGE_SOURCES.
  @Transactional
  public SourceOutcome change(Actor by, long id, SourceDetails details) {
    by.require(Permission.MANAGE_SOURCES, "source:" + id);
    get(id);
    var problem = problem(details, id);
    if (problem != null) {
      return new SourceOutcome.Refused(problem);
    }
    store.change(id, details);
    var source = get(id);
    changed(by, "access.source.change", source, Map.of("sender", sender(source)));
    return new SourceOutcome.Done(source);
  }

  /// Switches a source system on or off; its keys and messages are refused while it is off. Needs
  /// MANAGE_SOURCES.
  @Transactional
  public SourceOutcome setActive(Actor by, long id, boolean active) {
    by.require(Permission.MANAGE_SOURCES, "source:" + id);
    var before = get(id);
    if (active && store.isSenderTaken(before.sendingApplication(), before.sendingFacility(), id)) {
      return new SourceOutcome.Refused(Reason.SENDER_TAKEN);
    }
    if (before.active() != active) {
      store.setActive(id, active);
      changed(by, active ? "access.source.activate" : "access.source.deactivate", before, Map.of());
    }
    return new SourceOutcome.Done(get(id));
  }

  /// Gives a source one more key and answers it, this once. Needs MANAGE_SOURCES.
  @Transactional
  public String issueKey(Actor by, long id) {
    by.require(Permission.MANAGE_SOURCES, "source:" + id);
    var source = get(id);
    var key = newKey(source, by.id());
    changed(by, "access.source.key", source, Map.of("key", head(key)));
    return key;
  }

  /// Revokes a key of a source; false when it was not in force. Needs MANAGE_SOURCES.
  @Transactional
  public boolean revokeKey(Actor by, long id, long key) {
    by.require(Permission.MANAGE_SOURCES, "source:" + id);
    var source = get(id);
    var head = store.revokeKey(id, key, clock.instant(), by.id());
    head.ifPresent(h -> changed(by, "access.source.key-revoked", source, Map.of("key", h)));
    return head.isPresent();
  }

  /// Opens a source system of the simulated country, or answers the one with this code. Works in
  /// demo mode only.
  @Transactional
  public SourceSystem openDemoSource(
      String code,
      String name,
      CountryCode country,
      OrganisationId organisation,
      @Nullable String application,
      @Nullable String facility) {
    requireDemo();
    var details =
        new SourceDetails(
            code,
            name,
            country,
            organisation,
            application,
            facility,
            null,
            ZoneId.of("Europe/Amsterdam"));
    store.insert(details, true, clock.instant(), "system");
    announce();
    return store.findByCode(details.code()).orElseThrow();
  }

  /// Gives a source system of the simulated country a fresh key; its older keys end. Works in demo
  /// mode only.
  @Transactional
  public String issueDemoKey(String code) {
    requireDemo();
    var source = store.findByCode(code).orElseThrow(() -> new NoSuchAccount("source system", code));
    store.revokeKeys(source.id(), clock.instant(), "system");
    var key = newKey(source, "system");
    announce();
    return key;
  }

  private void requireDemo() {
    if (!demo.isOn()) {
      throw new IllegalStateException(
          "demo source systems exist in demo mode only; set VANGNET_DEMO=true or add a source");
    }
  }

  private String newKey(SourceSystem source, String author) {
    var key = KEY_START + Secrets.random(32);
    store.insertKey(source.id(), head(key), Secrets.sha256(key), clock.instant(), author);
    return key;
  }

  private static String head(String key) {
    return key.substring(0, KEY_START.length() + 6);
  }

  private void markUsed(long key) {
    var now = clock.instant();
    var before = marked.get(key);
    if (before == null || before.plus(MARK_EVERY).isBefore(now)) {
      marked.put(key, now);
      store.markUsed(key, now);
    }
  }

  private @Nullable Reason problem(SourceDetails details, long id) {
    if (!CODE.matcher(details.code()).matches()) {
      return Reason.CODE_MALFORMED;
    }
    if (details.name().isEmpty() || details.name().length() > 120) {
      return Reason.NAME_MISSING;
    }
    if (directory.get().findOrganisation(details.organisation()).isEmpty()) {
      return Reason.ORGANISATION_UNKNOWN;
    }
    if ((details.sendingApplication() == null) != (details.sendingFacility() == null)) {
      return Reason.SENDER_INCOMPLETE;
    }
    if (details.certificate() != null && !FINGERPRINT.matcher(details.certificate()).matches()) {
      return Reason.CERTIFICATE_MALFORMED;
    }
    if (store.findByCode(details.code()).filter(s -> s.id() != id).isPresent()) {
      return Reason.CODE_TAKEN;
    }
    return store.isSenderTaken(details.sendingApplication(), details.sendingFacility(), id)
        ? Reason.SENDER_TAKEN
        : null;
  }

  private SourceSystem get(long id) {
    return store.find(id).orElseThrow(() -> new NoSuchAccount("source system", Long.toString(id)));
  }

  private void changed(Actor by, String action, SourceSystem source, Map<String, String> facts) {
    var all = new HashMap<>(facts);
    all.put("code", source.code());
    trail.record(by, action, "source:" + source.id(), source.organisation(), all);
    announce();
  }

  private static String sender(SourceSystem source) {
    return source.sendingApplication() == null
        ? "none"
        : source.sendingApplication() + " / " + source.sendingFacility();
  }

  private void announce() {
    bell.ring("sources", "");
    Refresh.afterCommit(this::reload);
  }

  private Known known() {
    var now = known;
    return now != null ? now : reload();
  }

  private Known reload() {
    loading.lock();
    try {
      var read = Known.of(store.list(), store.liveKeys());
      known = read;
      return read;
    } finally {
      loading.unlock();
    }
  }

  private record Sender(String application, String facility) {}

  private record Known(
      List<SourceSystem> all,
      Map<Long, SourceSystem> byId,
      Map<Sender, SourceSystem> bySender,
      Map<ByteBuffer, SourceStore.LiveKey> keys) {
    static Known of(List<SourceSystem> all, List<SourceStore.LiveKey> live) {
      var byId = new HashMap<Long, SourceSystem>();
      var bySender = new HashMap<Sender, SourceSystem>();
      var keys = new HashMap<ByteBuffer, SourceStore.LiveKey>();
      for (var source : all) {
        byId.put(source.id(), source);
        var application = source.sendingApplication();
        var facility = source.sendingFacility();
        if (source.active() && application != null && facility != null) {
          bySender.put(new Sender(application, facility), source);
        }
      }
      live.forEach(key -> keys.put(ByteBuffer.wrap(key.hash()), key));
      return new Known(List.copyOf(all), Map.copyOf(byId), Map.copyOf(bySender), Map.copyOf(keys));
    }
  }
}
