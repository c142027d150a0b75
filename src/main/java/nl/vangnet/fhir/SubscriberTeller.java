package nl.vangnet.fhir;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Bell;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.PictureChanged;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.outbox.Outbox;
import nl.vangnet.outbox.Webhook;
import org.hl7.fhir.r4.model.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells subscribers that the picture of their sites changed: at most one message per subscription
/// in a few seconds, by one of the nodes, in the outbox.
@Component
class SubscriberTeller implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SubscriberTeller.class);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration READ_AGAIN = Duration.ofSeconds(30);
  private static final int MOST_FULL = 50;

  private final FhirSubscriptionStore store;
  private final FhirSubscribers subscribers;
  private final FhirPlaces places;
  private final FhirReports reports;
  private final LocationWriter writer;
  private final FhirJson json;
  private final Outbox outbox;
  private final SourceSystems sources;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final String base;

  private final ReentrantLock lock = new ReentrantLock();
  private Set<SiteId> touched = new HashSet<>();
  private final Map<SiteId, Integer> seen = new HashMap<>();
  private final Map<Long, Waiting> waiting = new HashMap<>();
  private volatile boolean stale = true;
  private volatile boolean anyone;
  private volatile boolean running;
  private List<FhirSubscriptionStore.Row> known = List.of();
  private Instant knownAt = Instant.EPOCH;

  SubscriberTeller(
      FhirSubscriptionStore store,
      FhirSubscribers subscribers,
      FhirPlaces places,
      FhirReports reports,
      LocationWriter writer,
      FhirJson json,
      Outbox outbox,
      SourceSystems sources,
      PlatformTransactionManager transactions,
      Bell bell,
      Clock clock,
      @Value("${vangnet.base-url:}") String base) {
    this.store = store;
    this.subscribers = subscribers;
    this.places = places;
    this.reports = reports;
    this.writer = writer;
    this.json = json;
    this.outbox = outbox;
    this.sources = sources;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
    this.base = base + "/fhir";
    bell.listen(FhirSubscribers.CHANNEL, payload -> stale = true);
  }

  /// What waits to be told to one subscriber.
  private record Waiting(Set<SiteId> sites, Instant changedAt) {}

  @EventListener
  void changed(PictureChanged event) {
    lock.lock();
    try {
      for (var id : event.sites()) {
        var site = event.picture().site(id);
        var print = site == null ? 0 : print(site);
        var before = seen.put(id, print);
        if (before != null && before != print && anyone) {
          touched.add(id);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// What a subscriber would see of a site: its figures and their ages, not the signs of life.
  private static int print(SitePicture site) {
    var hash = 17;
    for (var line : site.lines()) {
      hash = 31 * hash + line.line().id().hashCode();
      for (var figure : line.figures().values()) {
        var measured = figure.measured();
        hash = 31 * hash + figure.variable().code().hashCode();
        hash = 31 * hash + (figure.used() == null ? -1 : figure.used());
        hash = 31 * hash + figure.corrected();
        hash = 31 * hash + figure.age().name().hashCode();
        hash =
            31 * hash
                + (measured == null || measured.unknownReason() == null
                    ? 0
                    : measured.unknownReason().hashCode());
      }
    }
    return hash;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("fhir-teller").start(this::tellForever);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void tellForever() {
    while (running) {
      try {
        tell();
      } catch (DataAccessException e) {
        log.warn("subscribers could not be told and are tried again: {}", e.getMessage());
      } catch (RuntimeException e) {
        log.error("subscribers were not told", e);
      }
      try {
        Thread.sleep(Duration.ofMillis(500));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void tell() {
    var now = clock.instant();
    if (stale || Duration.between(knownAt, now).compareTo(READ_AGAIN) > 0) {
      stale = false;
      known = store.list(null).stream().filter(r -> r.state().equals("active")).toList();
      knownAt = now;
      anyone = !known.isEmpty();
      waiting.keySet().retainAll(known.stream().map(FhirSubscriptionStore.Row::id).toList());
    }
    for (var site : takeTouched()) {
      for (var row : known) {
        if (isAbout(row, site)) {
          var held = waiting.get(row.id());
          var sites = new HashSet<>(held == null ? Set.<SiteId>of() : held.sites());
          sites.add(site);
          waiting.put(row.id(), new Waiting(sites, now));
        }
      }
    }
    for (var row : known) {
      var news = waiting.get(row.id());
      if (news != null && send(row, news, now)) {
        waiting.remove(row.id());
      }
    }
  }

  private Set<SiteId> takeTouched() {
    lock.lock();
    try {
      var taken = touched;
      touched = new HashSet<>();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private boolean isAbout(FhirSubscriptionStore.Row row, SiteId site) {
    return places
        .find(row.wanted().place())
        .map(place -> places.sites(place).stream().anyMatch(s -> s.id().equals(site)))
        .orElse(false);
  }

  /// Whether the news is done with: sent, or told by another node, or the subscription ended.
  private boolean send(FhirSubscriptionStore.Row row, Waiting news, Instant now) {
    var ended = ended(row, now);
    if (!ended.isEmpty()) {
      transactions.executeWithoutResult(status -> store.setState(row.id(), "off", ended));
      stale = true;
      return true;
    }
    if (!transactions.execute(s -> subscribers.checked(row)).state().equals("active")) {
      stale = true;
      return true;
    }
    return Boolean.TRUE.equals(
        transactions.execute(status -> {
          if (store.claim(row.id(), now, news.changedAt(), PAUSE)) {
            outbox.webhook(Actor.SYSTEM, webhook(row, news.sites()));
            return true;
          }
          var sentAt = store.find(row.id()).map(FhirSubscriptionStore.Row::sentAt).orElse(null);
          return sentAt != null && !sentAt.isBefore(news.changedAt().plusSeconds(1));
        }));
  }

  private String ended(FhirSubscriptionStore.Row row, Instant now) {
    var end = row.wanted().endsAt();
    if (end != null && end.isBefore(now)) {
      return "its end has come";
    }
    var gone =
        row.actor().startsWith("source:")
            && sources.list().stream()
                .noneMatch(s -> s.active() && s.actor().id().equals(row.actor()));
    return gone ? "the source system was switched off" : "";
  }

  private Webhook webhook(FhirSubscriptionStore.Row row, Set<SiteId> changed) {
    var body = json.write(bundle(row, changed));
    var headers = new LinkedHashMap<>(FhirSubscribers.headers(row.wanted().headers()));
    headers.put("X-Vangnet-Subscription", Long.toString(row.id()));
    if (!row.wanted().secret().isEmpty()) {
      headers.put("X-Vangnet-Signature", "sha256=" + signature(row.wanted().secret(), body));
    }
    return new Webhook(
        URI.create(row.wanted().endpoint()),
        "application/fhir+json",
        body,
        headers,
        FhirSubscribers.about(row.id()));
  }

  private static String signature(String secret, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What changed: addresses, and the resources themselves when that was asked for.
  private Bundle bundle(FhirSubscriptionStore.Row row, Set<SiteId> changed) {
    var bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    bundle.setTimestamp(java.util.Date.from(clock.instant()));
    var sites = new ArrayList<Site>();
    changed.forEach(id -> places.snapshot().findSite(id).ifPresent(sites::add));
    sites.sort(java.util.Comparator.comparingLong(s -> s.id().value()));
    var full = row.wanted().content().equals("full-resource");
    for (var site : sites) {
      var entry =
          bundle.addEntry().setFullUrl(base + "/" + row.wanted().resource() + "/site-" + site.id());
      if (full && bundle.getEntry().size() <= MOST_FULL) {
        entry.setResource(
            row.wanted().resource().equals("Location")
                ? writer.write(new Place.OfSite(site))
                : reports.now(site));
      }
    }
    return bundle;
  }
}
