package nl.vangnet.protocols;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The library: everybody reads and searches, the national desk writes, changes and ends (SPR-25).
@Service
public class ProtocolLibrary {
  private final ProtocolStore store;
  private final AuditTrail audit;
  private final Clock clock;

  ProtocolLibrary(ProtocolStore store, AuditTrail audit, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /// Who took note of an edition, and when.
  public record Receipt(String author, String name, Instant at) {}

  /// What is looked for: words in title, text or owner; one kind; one audience; with what is no
  /// longer used. Null and empty look for everything.
  public record Search(
      String words, @Nullable Kind kind, @Nullable Audience audience, boolean ended) {}

  /// The protocols that fit a search, by title.
  @Transactional(readOnly = true)
  public List<Protocol> search(Search search) {
    var words = plain(search.words()).strip().split("\\s+");
    return store.list().stream()
        .filter(p -> search.ended() || p.isCurrent())
        .filter(p -> search.kind() == null || p.content().kinds().contains(search.kind()))
        .filter(
            p -> search.audience() == null || p.content().audience().contains(search.audience()))
        .filter(p -> holds(p, words))
        .sorted(byTitle())
        .toList();
  }

  private static Comparator<Protocol> byTitle() {
    return Comparator.comparing((Protocol p) -> plain(p.content().title()))
        .thenComparing(Protocol::id);
  }

  private static boolean holds(Protocol protocol, String[] words) {
    var content = protocol.content();
    var text = plain(content.title() + " " + content.body() + " " + content.owner());
    for (var word : words) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT);
  }

  /// The protocols in use of any of these kinds for who looks, those of the most kinds first.
  @Transactional(readOnly = true)
  public List<Protocol> fitting(Actor reader, Set<Kind> kinds) {
    var own = audience(reader);
    return store.list().stream()
        .filter(Protocol::isCurrent)
        .filter(p -> p.content().kinds().stream().anyMatch(kinds::contains))
        .filter(p -> own == null || p.content().audience().contains(own))
        .sorted(
            Comparator.comparingLong(
                    (Protocol p) -> -p.content().kinds().stream().filter(kinds::contains).count())
                .thenComparing(byTitle()))
        .toList();
  }

  /// The audience that somebody belongs to; null for those who see what is meant for all.
  public static @Nullable Audience audience(Actor reader) {
    return switch (reader.role()) {
      case HOSPITAL, SOURCE -> Audience.HOSPITAL;
      case REGION -> Audience.REGION;
      case NATIONAL -> Audience.NATIONAL;
      case DISPATCH -> Audience.DISPATCH;
      case OVERSIGHT, STEWARD, ADMIN -> null;
    };
  }

  /// Every edition of a protocol, the last first; empty when there is none.
  @Transactional(readOnly = true)
  public List<Protocol> editions(long id) {
    return store.editions(id);
  }

  /// Who took note of an edition, the last first.
  @Transactional(readOnly = true)
  public List<Receipt> receipts(Protocol protocol) {
    return store.receipts(protocol.id(), protocol.version());
  }

  /// Adds a protocol. Needs KEEP_PROTOCOLS.
  @Transactional
  public ProtocolOutcome add(Actor by, Protocol.Content content) {
    if (!by.has(Permission.KEEP_PROTOCOLS)) {
      return new ProtocolOutcome.Refused("not-allowed");
    }
    var wrong = ProtocolRules.wrong(content);
    return wrong.isPresent()
        ? new ProtocolOutcome.Refused(wrong.get())
        : saved(by, store.nextId(), 1, content, "", "protocols.add");
  }

  /// Changes a protocol: the next edition. `version` is the one that the writer saw.
  @Transactional
  public ProtocolOutcome change(Actor by, long id, int version, Protocol.Content content) {
    if (!by.has(Permission.KEEP_PROTOCOLS)) {
      return new ProtocolOutcome.Refused("not-allowed");
    }
    var found = store.find(id).orElse(null);
    if (found == null) {
      return new ProtocolOutcome.Refused("no-such-protocol");
    }
    var wrong = ProtocolRules.wrong(content);
    if (wrong.isPresent()) {
      return new ProtocolOutcome.Refused(wrong.get());
    }
    return found.version() != version
        ? new ProtocolOutcome.Refused("stale")
        : saved(by, id, version + 1, content, "", "protocols.change");
  }

  /// Ends a protocol, for a reason; it stays in the record and can be taken up again by a change.
  @Transactional
  public ProtocolOutcome end(Actor by, long id, String reason) {
    if (!by.has(Permission.KEEP_PROTOCOLS)) {
      return new ProtocolOutcome.Refused("not-allowed");
    }
    var found = store.find(id).orElse(null);
    if (found == null) {
      return new ProtocolOutcome.Refused("no-such-protocol");
    }
    if (!found.isCurrent()) {
      return new ProtocolOutcome.Refused("ended-already");
    }
    if (reason.isBlank()) {
      return new ProtocolOutcome.Refused("reason-missing");
    }
    return reason.length() > 300
        ? new ProtocolOutcome.Refused("text-too-long")
        : saved(by, id, found.version() + 1, found.content(), reason.strip(), "protocols.end");
  }

  private ProtocolOutcome saved(
      Actor by, long id, int version, Protocol.Content content, String ended, String action) {
    if (!store.add(id, version, content, ended, by, now())) {
      return new ProtocolOutcome.Refused("stale");
    }
    audit.record(by, action, "protocol:" + id, null, Map.of("version", Integer.toString(version)));
    return new ProtocolOutcome.Done(store.find(id).orElseThrow());
  }

  /// Whether this actor takes note of protocols: who works at a desk.
  public boolean mayReceive(Actor by) {
    return by.has(Permission.KEEP_ROSTER) || by.has(Permission.PLAN_TRANSPORT);
  }

  /// Leaves a receipt for the last edition; empty when there is no such protocol, or the reader
  /// only looks.
  @Transactional
  public Optional<Protocol> receive(Actor by, long id) {
    var found = mayReceive(by) ? store.find(id) : Optional.<Protocol>empty();
    found.ifPresent(p -> store.receive(id, p.version(), by, now()));
    return found;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
