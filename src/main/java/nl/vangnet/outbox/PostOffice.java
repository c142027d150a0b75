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
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
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

/// Sends what waits, on one thread per node; nodes share the work by claiming rows. A failure is
/// tried again after 15 s, 30 s, 1 min and so on, eight times in all.
@Component
class PostOffice implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(PostOffice.class);
  private static final int MOST_ATTEMPTS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final int LONGEST_FAULT = 300;

  private final OutboxStore store;
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
  private @Nullable Thread thread;

  PostOffice(
      OutboxStore store,
      ObjectProvider<JavaMailSender> mail,
      TransactionOperations transactions,
      Clock clock,
      @Value("${vangnet.mail.from:vangnet@localhost}") String from,
      @Value("${vangnet.webhook.private-addresses:false}") boolean privateAddresses) {
    this.store = store;
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
              bell.release();
            }
          });
    } else {
      bell.release();
    }
  }

  @Override
  public void start() {
    running = true;
    bell.release();
    thread = Thread.ofVirtual().name("post-office").start(this::work);
  }

  @Override
  public void stop() {
    running = false;
    bell.release();
    var worker = thread;
    if (worker != null) {
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
        bell.drainPermits();
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
          } else {
            tryLater(letter, fault);
          }
          return true;
        }));
  }

  private void tryLater(OutboxStore.Letter letter, String fault) {
    var attempt = letter.attempts() + 1;
    var shown = fault.length() > LONGEST_FAULT ? fault.substring(0, LONGEST_FAULT) : fault;
    if (attempt >= MOST_ATTEMPTS) {
      store.giveUp(letter.id(), shown);
    } else {
      var pause = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
      store.retry(letter.id(), shown, clock.instant().plus(pause));
    }
  }

  private @Nullable String send(OutboxStore.Letter letter) {
    return switch (letter.kind()) {
      case EMAIL -> mail(letter);
      case WEBHOOK -> post(letter);
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
    try {
      var address = URI.create(letter.address());
      var refused = refusal(address);
      if (refused != null) {
        return refused;
      }
      var request =
          HttpRequest.newBuilder(address)
              .timeout(Duration.ofSeconds(10))
              .header("Content-Type", letter.mediaType())
              .POST(HttpRequest.BodyPublishers.ofString(letter.body()));
      letter.headers().forEach(request::header);
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
      return answer.statusCode() / 100 == 2 ? null : "answered " + answer.statusCode();
    } catch (IOException e) {
      return "not reached: " + e.getClass().getSimpleName();
    } catch (IllegalArgumentException e) {
      return "address or header: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /// A webhook leaves to the outside only, unless the setting says otherwise: nobody reaches our
  /// own network through us.
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
