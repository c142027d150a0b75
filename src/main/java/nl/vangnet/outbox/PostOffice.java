package nl.vangnet.outbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DataAccessException;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Sends what waits, on a few threads per node, so that one slow receiver does not keep the others
/// waiting; threads and nodes share the work by claiming rows. A failure is tried again after 15 s,
/// 30 s, 1 min and so on, eight times in all.
@Component
class PostOffice implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(PostOffice.class);
  private static final int MOST_ATTEMPTS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final int LONGEST_FAULT = 300;
  private static final int WORKERS = 3;

  // What a push takes along beside its text; these never leave as headers.
  static final String KEY = "key";
  static final String SECRET = "secret";
  static final String TOPIC = "topic";
  static final String URGENT = "urgent";
  static final String KEPT = "kept";

  private final OutboxStore store;
  private final PushKeys keys;
  private final ApplicationEventPublisher events;
  private final ObjectProvider<JavaMailSender> mail;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final String from;
  private final boolean privateAddresses;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean running;
  private volatile List<Thread> workers = List.of();

  PostOffice(
      OutboxStore store,
      PushKeys keys,
      ApplicationEventPublisher events,
      ObjectProvider<JavaMailSender> mail,
      TransactionOperations transactions,
      Clock clock,
      @Value("${vangnet.mail.from:vangnet@localhost}") String from,
      @Value("${vangnet.webhook.private-addresses:false}") boolean privateAddresses) {
    this.store = store;
    this.keys = keys;
    this.events = events;
    this.mail = mail;
    this.transactions = transactions;
    this.clock = clock;
    this.from = from;
    this.privateAddresses = privateAddresses;
  }

  boolean hasMailServer() {
    return mail.getIfAvailable() != null;
  }

  void wakeAfterCommit() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              ring();
            }
          });
    } else {
      ring();
    }
  }

  /// Wakes every worker once; rings do not add up.
  private void ring() {
    bell.release(Math.max(0, WORKERS - bell.availablePermits()));
  }

  @Override
  public void start() {
    running = true;
    ring();
    workers =
        IntStream.range(0, WORKERS)
            .mapToObj(n -> Thread.ofVirtual().name("post-office-" + n).start(this::work))
            .toList();
  }

  @Override
  public void stop() {
    running = false;
    ring();
    for (var worker : workers) {
      try {
        if (!worker.join(Duration.ofSeconds(5))) {
          worker.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void work() {
    while (running) {
      try {
        if (!bell.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
          log.trace("looked by the clock");
        }
        while (running && sendOne()) {
          log.trace("sent one");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (DataAccessException e) {
        log.warn("what waits to be sent could not be read: {}", e.getMessage());
      } catch (RuntimeException e) {
        if (running) {
          log.error("a message was not sent", e);
        }
      }
    }
  }

  private boolean sendOne() {
    return Boolean.TRUE.equals(
        transactions.execute(status -> {
          var letter = store.claim(clock.instant(), hasMailServer()).orElse(null);
          if (letter == null) {
            return false;
          }
          var fault = send(letter);
          if (fault == null) {
            store.sent(letter.id(), clock.instant());
            events.publishEvent(new DeliveryEnded(letter.id(), Delivery.State.SENT, null));
          } else {
            tryLater(letter, fault);
          }
          return true;
        }));
  }

  private void tryLater(OutboxStore.Letter letter, String fault) {
    var attempt = letter.attempts() + 1;
    var shown = fault.length() > LONGEST_FAULT ? fault.substring(0, LONGEST_FAULT) : fault;
    if (attempt >= MOST_ATTEMPTS || shown.equals(DeliveryEnded.GONE)) {
      store.giveUp(letter.id(), shown);
      events.publishEvent(new DeliveryEnded(letter.id(), Delivery.State.FAILED, shown));
    } else {
      var pause = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
      store.retry(letter.id(), shown, clock.instant().plus(pause));
    }
  }

  private @Nullable String send(OutboxStore.Letter letter) {
    return switch (letter.kind()) {
      case EMAIL -> mail(letter);
      case WEBHOOK -> post(letter);
      case PUSH -> push(letter);
    };
  }

  private @Nullable String mail(OutboxStore.Letter letter) {
    var sender = mail.getIfAvailable();
    if (sender == null) {
      return "no-mail-server";
    }
    try {
      var files = store.attachments(letter.id());
      var message = sender.createMimeMessage();
      var helper = new MimeMessageHelper(message, !files.isEmpty(), "UTF-8");
      helper.setFrom(new InternetAddress(from, true));
      helper.setTo(new InternetAddress(letter.address(), true));
      helper.setSubject(letter.headline());
      helper.setText(letter.body());
      for (var file : files) {
        helper.addAttachment(file.name(), new ByteArrayResource(file.content()), file.mediaType());
      }
      sender.send(message);
      return null;
    } catch (MessagingException | MailException e) {
      return "mail: " + e.getMessage();
    }
  }

  private @Nullable String post(OutboxStore.Letter letter) {
    var status =
        send(
            letter.address(),
            letter.mediaType(),
            letter.body().getBytes(StandardCharsets.UTF_8),
            letter.headers());
    return status.fault() != null
        ? status.fault()
        : status.code() / 100 == 2 ? null : "answered " + status.code();
  }

  private @Nullable String push(OutboxStore.Letter letter) {
    var with = letter.headers();
    try {
      var sealed =
          keys.seal(
              new Push.Browser(
                  letter.address(), with.getOrDefault(KEY, ""), with.getOrDefault(SECRET, "")),
              letter.body(),
              with.getOrDefault(TOPIC, "t"),
              Boolean.parseBoolean(with.getOrDefault(URGENT, "false")),
              Integer.parseInt(with.getOrDefault(KEPT, "3600")));
      var status = send(letter.address(), letter.mediaType(), sealed.body(), sealed.headers());
      if (status.fault() != null) {
        return status.fault();
      }
      return switch (status.code()) {
        case 200, 201, 202, 204 -> null;
        case 404, 410 -> DeliveryEnded.GONE;
        default -> "answered " + status.code();
      };
    } catch (IllegalArgumentException e) {
      return "keys: " + e.getMessage();
    }
  }

  private record Status(int code, @Nullable String fault) {}

  private Status send(String to, String mediaType, byte[] body, Map<String, String> headers) {
    try {
      var address = URI.create(to);
      var refused = refusal(address);
      if (refused != null) {
        return new Status(0, refused);
      }
      var request =
          HttpRequest.newBuilder(address)
              .timeout(Duration.ofSeconds(10))
              .setHeader("Content-Type", mediaType)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body));
      headers.forEach(request::setHeader);
      return new Status(
          client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode(), null);
    } catch (IOException e) {
      return new Status(0, "not reached: " + e.getClass().getSimpleName());
    } catch (IllegalArgumentException e) {
      return new Status(0, "address or header: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Status(0, "interrupted");
    }
  }

  /// A webhook or a push leaves to the outside only, unless the setting says otherwise: nobody
  /// reaches our own network through us.
  @Nullable String refusal(URI address) {
    var scheme = address.getScheme();
    var host = address.getHost();
    if (host == null || !("https".equals(scheme) || "http".equals(scheme))) {
      return "not-an-http-address";
    }
    if (privateAddresses) {
      return null;
    }
    if (!"https".equals(scheme)) {
      return "not-encrypted";
    }
    try {
      for (var found : InetAddress.getAllByName(host)) {
        if (found.isLoopbackAddress()
            || found.isSiteLocalAddress()
            || found.isLinkLocalAddress()
            || found.isAnyLocalAddress()
            || found.isMulticastAddress()
            || (found.getAddress().length == 16 && (found.getAddress()[0] & 0xFE) == 0xFC)) {
          return "private-address";
        }
      }
      return null;
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
