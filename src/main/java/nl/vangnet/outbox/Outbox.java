package nl.vangnet.outbox;

import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes what must be sent, in the transaction of whoever sends: what is rolled back never leaves.
/// The post office sends it after the commit.
@Service
public class Outbox {
  private static final int PAGE = 100;

  private final OutboxStore store;
  private final PostOffice office;
  private final PushKeys keys;
  private final AuditTrail trail;
  private final Clock clock;

  Outbox(OutboxStore store, PostOffice office, PushKeys keys, AuditTrail trail, Clock clock) {
    this.store = store;
    this.office = office;
    this.keys = keys;
    this.trail = trail;
    this.clock = clock;
  }

  /// Takes an e-mail; returns its number.
  @Transactional
  public long email(Actor by, Email email) {
    var id =
        store.add(
            Delivery.Kind.EMAIL,
            email.about(),
            email.to(),
            email.headline().replaceAll("[\\r\\n]+", " "),
            email.text(),
            "text/plain;charset=UTF-8",
            Map.of(),
            by.id(),
            clock.instant());
    email.attachments().forEach(a -> store.attach(id, a));
    office.wakeAfterCommit();
    return id;
  }

  /// Takes a webhook; returns its number.
  @Transactional
  public long webhook(Actor by, Webhook hook) {
    var id =
        store.add(
            Delivery.Kind.WEBHOOK,
            hook.about(),
            hook.address().toString(),
            "",
            hook.body(),
            hook.mediaType(),
            hook.headers(),
            by.id(),
            clock.instant());
    office.wakeAfterCommit();
    return id;
  }

  /// Takes a message to a browser; returns its number.
  @Transactional
  public long push(Actor by, Push push) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(PostOffice.KEY, push.browser().key());
    headers.put(PostOffice.SECRET, push.browser().secret());
    headers.put(PostOffice.TOPIC, push.topic());
    headers.put(PostOffice.URGENT, Boolean.toString(push.urgent()));
    headers.put(PostOffice.KEPT, Long.toString(push.kept().toSeconds()));
    var id =
        store.add(
            Delivery.Kind.PUSH,
            push.about(),
            push.browser().endpoint(),
            "",
            push.text(),
            "application/octet-stream",
            headers,
            by.id(),
            clock.instant());
    office.wakeAfterCommit();
    return id;
  }

  /// The key that a browser needs to let us push to it, in base64url.
  @Transactional
  public String pushKey() {
    return keys.forBrowsers();
  }

  /// Whether these can be the keys of a browser.
  @Transactional
  public boolean canPush(Push.Browser browser) {
    try {
      keys.seal(browser, "{}", "t", false, 60);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Takes back those of these messages that were not sent yet; returns how many.
  @Transactional
  public int withdraw(Collection<Long> ids) {
    return ids.isEmpty() ? 0 : store.withdraw(ids);
  }

  /// What became of these messages, oldest first.
  @Transactional(readOnly = true)
  public List<Delivery> list(Collection<Long> ids) {
    return ids.isEmpty() ? List.of() : store.list(ids);
  }

  /// Why a webhook or a push may not go to this address, as a reason code; null when it may.
  public @Nullable String refusal(URI address) {
    return office.refusal(address);
  }

  /// What became of the messages about something, newest first, at most 500.
  @Transactional(readOnly = true)
  public List<Delivery> about(String about) {
    return store.about(about);
  }

  /// Whether there is a mail server to send by; without one e-mail waits.
  public boolean hasMailServer() {
    return office.hasMailServer();
  }

  /// Messages with a number below `before`, newest first; all states when `state` is null. Needs
  /// SEE_OUTBOX.
  @Transactional(readOnly = true)
  public List<Delivery> list(Actor reader, Delivery.@Nullable State state, long before) {
    reader.require(Permission.SEE_OUTBOX, "outbox");
    return store.list(state, before, PAGE);
  }

  /// How many messages are in each state. Needs SEE_OUTBOX.
  @Transactional(readOnly = true)
  public Map<Delivery.State, Integer> counts(Actor reader) {
    reader.require(Permission.SEE_OUTBOX, "outbox");
    return store.counts();
  }

  /// Sends a message again that failed or still waits; false when there is nothing to send again.
  /// Needs SEE_OUTBOX.
  @Transactional
  public boolean again(Actor by, long id) {
    by.require(Permission.SEE_OUTBOX, "message:" + id);
    var done = store.again(id, clock.instant());
    if (done) {
      trail.record(by, "outbox.again", "message:" + id, null, Map.of());
      office.wakeAfterCommit();
    }
    return done;
  }
}
