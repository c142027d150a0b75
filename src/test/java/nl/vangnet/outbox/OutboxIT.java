package nl.vangnet.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import nl.vangnet.access.Actor;
import nl.vangnet.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/// What is sent, by a real mail server and to a real web server.
class OutboxIT {
  private static final Instant NOW = Instant.parse("2026-03-02T06:45:00Z");

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private OutboxStore store;
  private TransactionTemplate transactions;
  private @Nullable PostOffice office;

  @BeforeEach
  void open() {
    server.start();
    var source = TestDatabase.fresh();
    store = new OutboxStore(JdbcClient.create(source));
    transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
  }

  @AfterEach
  void close() {
    if (office != null) {
      office.stop();
    }
    server.stop();
  }

  private PostOffice office(boolean mail, boolean privateAddresses) {
    var beans = new StaticListableBeanFactory();
    if (mail) {
      var sender = new JavaMailSenderImpl();
      sender.setHost("127.0.0.1");
      sender.setPort(server.getSmtp().getPort());
      beans.addBean("mail", sender);
    }
    office =
        new PostOffice(
            store,
            new PushKeys(store, Clock.fixed(NOW, ZoneOffset.UTC), "", "", "mailto:a@b.example"),
            event -> {},
            beans.getBeanProvider(JavaMailSender.class),
            transactions,
            Clock.fixed(NOW, ZoneOffset.UTC),
            "vangnet@lcps.example",
            privateAddresses);
    return office;
  }

  private long put(Delivery.Kind kind, String address) {
    return store.add(
        kind,
        "round:7",
        address,
        "Aanlevering van 08:30",
        "Graag vóór half negen: één regel ontbreekt.",
        "text/plain;charset=UTF-8",
        kind == Delivery.Kind.WEBHOOK ? Map.of("X-Secret", "s3") : Map.of(),
        Actor.SYSTEM.id(),
        NOW);
  }

  private boolean isDue(Instant at) {
    return Boolean.TRUE.equals(transactions.execute(s -> store.claim(at, true).isPresent()));
  }

  private Delivery await(long id, BooleanSupplier until) throws InterruptedException {
    for (var i = 0; i < 100 && !until.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    return store.about("round:7").stream().filter(d -> d.id() == id).findFirst().orElseThrow();
  }

  @Test
  void anEmailIsTakenByTheMailServerWithItsAttachment() throws Exception {
    var id = put(Delivery.Kind.EMAIL, "bed@ziekenhuis.example");
    store.attach(
        id, new Attachment("rapport.csv", "text/csv", "a;b".getBytes(StandardCharsets.UTF_8)));
    office(true, false).start();

    assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
    var delivery = await(id, () -> store.about("round:7").getFirst().sentAt() != null);
    assertThat(delivery.state()).isEqualTo(Delivery.State.SENT);
    assertThat(delivery.attempts()).isEqualTo(1);
    var message = server.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("Aanlevering van 08:30");
    assertThat(message.getAllRecipients()[0]).hasToString("bed@ziekenhuis.example");
    var parts = (jakarta.mail.Multipart) message.getContent();
    assertThat(parts.getBodyPart(parts.getCount() - 1).getFileName()).isEqualTo("rapport.csv");
  }

  @Test
  void withoutAMailServerAnEmailWaitsAndIsNotCountedAsTried() throws Exception {
    var id = put(Delivery.Kind.EMAIL, "bed@ziekenhuis.example");
    office(false, false).start();
    Thread.sleep(300);
    var delivery = store.about("round:7").getFirst();
    assertThat(delivery.id()).isEqualTo(id);
    assertThat(delivery.state()).isEqualTo(Delivery.State.WAITING);
    assertThat(delivery.attempts()).isZero();
  }

  @Test
  void anAddressThatCannotBeReadKeepsItsFaultAndIsTriedAgainLater() throws Exception {
    var id = put(Delivery.Kind.EMAIL, "geen adres");
    office(true, false).start();
    var delivery = await(id, () -> store.about("round:7").getFirst().attempts() == 1);
    assertThat(delivery.state()).isEqualTo(Delivery.State.WAITING);
    assertThat(delivery.fault()).startsWith("mail:");
    assertThat(isDue(NOW.plusSeconds(14))).isFalse();
    assertThat(isDue(NOW.plusSeconds(15))).isTrue();
  }

  @Test
  void aWebhookCarriesItsHeadersAndNeverGoesToAPrivateAddressByItself() throws Exception {
    var heard = new CopyOnWriteArrayList<String>();
    var web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/hook",
        exchange -> {
          heard.add(exchange.getRequestHeaders().getFirst("X-Secret"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    web.start();
    try {
      var address = "http://127.0.0.1:" + web.getAddress().getPort() + "/hook";
      var id = put(Delivery.Kind.WEBHOOK, address);
      office(true, true).start();
      var delivery = await(id, () -> store.about("round:7").getFirst().sentAt() != null);
      assertThat(delivery.state()).isEqualTo(Delivery.State.SENT);
      assertThat(heard).containsExactly("s3");
      var strict = office(true, false);
      assertThat(strict.refusal(URI.create(address))).isEqualTo("not-encrypted");
      assertThat(strict.refusal(URI.create("https://127.0.0.1/x"))).isEqualTo("private-address");
      assertThat(strict.refusal(URI.create("file:///etc/passwd"))).isEqualTo("not-an-http-address");
    } finally {
      web.stop(0);
    }
  }

  @Test
  void aMessageIsGivenUpAfterTheEighthAttempt() {
    var id = put(Delivery.Kind.WEBHOOK, "https://nergens.invalid/x");
    for (var attempt = 1; attempt < 8; attempt++) {
      store.retry(id, "not reached", NOW.plusSeconds(attempt));
      assertThat(store.about("round:7").getFirst().state()).isEqualTo(Delivery.State.WAITING);
    }
    store.giveUp(id, "not reached");
    var given = store.list(Delivery.State.FAILED, Long.MAX_VALUE, 10);
    assertThat(given).extracting(Delivery::attempts).isEqualTo(List.of(8));
    assertThat(store.again(id, NOW)).isTrue();
    assertThat(store.about("round:7").getFirst().state()).isEqualTo(Delivery.State.WAITING);
  }
}
