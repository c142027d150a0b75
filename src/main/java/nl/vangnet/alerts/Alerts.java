package nl.vangnet.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.desks.Desk;
import nl.vangnet.outbox.Delivery;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.web.Languages;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Tells desks what they must know, in the transaction of whoever tells; it leaves after the
/// commit. Keeps who read it, and shows what became of it.
@Service
public class Alerts {
  static final Duration REMEMBERED = Duration.ofDays(7);

  private static final Logger log = LoggerFactory.getLogger(Alerts.class);
  private static final int MOST = 200;

  private final AlertStore store;
  private final AlertReadStore reads;
  private final AlertPost post;
  private final DeskWays desks;
  private final AlertBell bell;
  private final Outbox outbox;
  private final Languages languages;
  private final Clock clock;
  private final String baseUrl;

  Alerts(
      AlertStore store,
      AlertReadStore reads,
      AlertPost post,
      DeskWays desks,
      AlertBell bell,
      Outbox outbox,
      Languages languages,
      Clock clock,
      @Value("${vangnet.base-url:http://localhost:8080}") String baseUrl) {
    this.store = store;
    this.reads = reads;
    this.post = post;
    this.desks = desks;
    this.bell = bell;
    this.outbox = outbox;
    this.languages = languages;
    this.clock = clock;
    this.baseUrl = baseUrl.replaceFirst("/+$", "");
  }

  /// Tells a desk; returns the number of the message.
  @Transactional
  public long tell(Actor by, Alert alert) {
    var content = new AlertText(alert.key(), alert.arguments());
    if (!content.isKnown(languages.dutch())) {
      throw new IllegalArgumentException(
          "there are no words for %s.head and %s.text".formatted(alert.key(), alert.key()));
    }
    var now = now();
    var from = Desk.of(by);
    var id = store.add(alert, call(from, alert), from.map(Desk::key).orElse(""), by, now);
    store.addCopy(id, alert.desk().key(), "", now);
    var route = desks.route(alert.desk());
    addLinks(id, alert, route);
    var row = store.get(id);
    route.next(java.util.Set.of()).ifPresent(stop -> post.send(by, row, alert.desk(), stop, null));
    if (alert.urgent()) {
      store.setDue(id, now.plus(desks.patience(alert.desk())));
    }
    bell.ring(alert.desk().key());
    from.ifPresent(desk -> bell.ring(desk.key()));
    return id;
  }

  private void addLinks(long id, Alert alert, Route route) {
    var link = alert.link();
    if (link != null) {
      for (var way : route.linked()) {
        var to = way instanceof Way.Hook ? "webhook:" + way.who() : way.address();
        store.addLink(id, way.address(), local(link.apply(to)));
      }
    }
  }

  /// A page of ours without the name of the host: whoever opens it stays where the message led.
  private String local(String link) {
    return link.startsWith(baseUrl + "/") ? link.substring(baseUrl.length()) : link;
  }

  /// The number that a message carries. One that asks something without a number to call is useless
  /// to whoever gets it on a telephone, so it gets the number of the sender's desk, or of the desk
  /// above the reader's when the product itself asks.
  private String call(Optional<Desk> from, Alert alert) {
    if (!alert.call().isEmpty()) {
      return alert.call();
    }
    var asks =
        alert.urgent() || alert.link() != null || languages.dutch().has(alert.key() + ".ask");
    if (!asks) {
      return "";
    }
    var number = from.or(() -> desks.above(alert.desk())).flatMap(desks::phone);
    if (number.isEmpty()) {
      log.warn(
          "{} about {} asks {} something and there is no number to call; keep one on the contact"
              + " cards",
          alert.key(),
          alert.about(),
          alert.desk().key());
    }
    return number.orElse("");
  }

  /// The number to call at a desk now: of whoever is on duty, of its contact cards, or of the desk
  /// above.
  @Transactional(readOnly = true)
  public Optional<String> callNumber(Desk desk) {
    return desks.phone(desk);
  }

  /// Marks what is no longer true, such as an offer that was answered: it asks nothing more, goes
  /// on to nobody, and open pushes close.
  @Transactional
  public void withdraw(String about, String key, Desk desk) {
    withdraw(store.holding(about, key, desk.key()));
  }

  /// Marks what is no longer true at any desk.
  @Transactional
  public void withdraw(String about, java.util.Set<String> keys) {
    if (!keys.isEmpty()) {
      withdraw(store.holding(about, keys));
    }
  }

  private void withdraw(List<Long> messages) {
    for (var id : messages) {
      if (store.withdraw(id, now())) {
        store.removeDue(id);
        post.close(store.get(id));
        store.desks(id).forEach(bell::ring);
      }
    }
  }

  /// What waits at the desk of the reader: holds, came in the last week, and nobody there read it.
  /// Newest first.
  @Transactional(readOnly = true)
  public List<AlertView> unread(Actor reader) {
    return Desk.of(reader)
        .map(desk -> reads.inbox(desk.key(), since(), true, MOST))
        .orElse(List.of());
  }

  /// What came to the desk of the reader in the last week, newest first, at most 200.
  @Transactional(readOnly = true)
  public List<AlertView> inbox(Actor reader) {
    return Desk.of(reader)
        .map(desk -> reads.inbox(desk.key(), since(), false, MOST))
        .orElse(List.of());
  }

  private Instant since() {
    return now().minus(REMEMBERED);
  }

  /// Leaves the reader's receipt; false when no such message came to the reader's desk.
  @Transactional
  public boolean read(Actor reader, long id) {
    return read(reader, id, Receipt.How.INBOX);
  }

  /// The reader opened a page: whatever waits at the desk and leads there is read.
  @Transactional
  public void opened(Actor reader, String path) {
    Desk.of(reader)
        .map(desk -> bell.leadingTo(desk.key(), path))
        .orElse(List.of())
        .forEach(id -> read(reader, id, Receipt.How.PAGE));
  }

  private boolean read(Actor reader, long id, Receipt.How how) {
    var desk = Desk.of(reader).map(Desk::key).orElse("");
    return store.hasCopy(id, desk)
        && receive(id, desk, new Receipt(reader.id(), reader.name(), how, now()));
  }

  private boolean receive(long id, String desk, Receipt receipt) {
    if (store.addReceipt(id, desk, receipt)) {
      store.removeDue(id);
      store.desks(id).forEach(bell::ring);
    }
    return true;
  }

  /// Whether there is such a link in a message, and it may be opened.
  @Transactional(readOnly = true)
  public boolean hasLink(String token) {
    return store.findByToken(Tokens.hash(token)).isPresent();
  }

  /// Opens the link of a message: leaves the receipt of whoever is signed in at that desk, else of
  /// the address, and returns the page to go to. Empty when there is no such link.
  @Transactional
  public Optional<String> openLink(String token, @Nullable Actor reader) {
    var found = store.findByToken(Tokens.hash(token)).orElse(null);
    if (found == null) {
      return Optional.empty();
    }
    var sitsThere =
        reader != null && Desk.of(reader).filter(d -> d.key().equals(found.desk())).isPresent();
    receive(
        found.alert(),
        found.desk(),
        reader != null && sitsThere
            ? new Receipt(reader.id(), reader.name(), Receipt.How.LINK, now())
            : new Receipt("mail:" + found.address(), found.who(), Receipt.How.LINK, now()));
    return Optional.of(found.href());
  }

  /// What became of the messages about something, newest first, at most 200. Whoever shows it asks
  /// first whether the reader may see it.
  @Transactional(readOnly = true)
  public List<Told> of(String about) {
    return told(reads.about(about, MOST));
  }

  /// What became of the latest messages of the last week: of the reader's desk as sender or reader,
  /// or of all desks for those who may see what is sent.
  @Transactional(readOnly = true)
  public List<Told> latest(Actor reader) {
    var desk = Desk.of(reader).map(Desk::key).orElse("");
    if (!reader.has(Permission.SEE_OUTBOX) && desk.isEmpty()) {
      return List.of();
    }
    return told(reads.latest(reader.has(Permission.SEE_OUTBOX) ? "" : desk, since(), MOST));
  }

  private List<Told> told(List<AlertReadStore.Head> heads) {
    if (heads.isEmpty()) {
      return List.of();
    }
    var copies = reads.copies(heads.stream().map(AlertReadStore.Head::id).toList());
    var numbers =
        copies.values().stream()
            .flatMap(List::stream)
            .flatMap(c -> c.ways().stream())
            .map(AlertReadStore.SentWay::delivery)
            .toList();
    var deliveries = outbox.list(numbers).stream().collect(Collectors.toMap(Delivery::id, d -> d));
    return heads.stream()
        .map(h ->
            new Told(
                h.id(),
                h.content(),
                h.about(),
                h.urgent(),
                h.sender(),
                h.by(),
                h.toldAt(),
                h.withdrawnAt(),
                copies.getOrDefault(h.id(), List.of()).stream()
                    .map(c ->
                        new Told.Copy(
                            c.desk(),
                            c.via(),
                            c.toldAt(),
                            c.ways().stream()
                                .map(w ->
                                    new Told.Way(
                                        w.who(),
                                        w.step(),
                                        w.toldAt(),
                                        deliveries.get(w.delivery())))
                                .toList(),
                            c.receipts()))
                    .toList()))
        .toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
