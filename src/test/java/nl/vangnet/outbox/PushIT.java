package nl.vangnet.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.vangnet.access.Actor;
import nl.vangnet.testing.PushService;
import nl.vangnet.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.support.TransactionTemplate;

/// Web push, to a real web server that plays the push service, checks the signature and decrypts.
class PushIT {
  private static final Instant NOW = Instant.parse("2026-03-02T06:45:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final List<DeliveryEnded> ended = new CopyOnWriteArrayList<>();
  private final List<PostOffice> offices = new CopyOnWriteArrayList<>();
  private PushService service;
  private OutboxStore store;
  private TransactionTemplate transactions;

  @BeforeEach
  void open() {
    service = new PushService();
    var source = TestDatabase.fresh();
    store = new OutboxStore(JdbcClient.create(source));
    transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
  }

  @AfterEach
  void close() {
    offices.forEach(PostOffice::stop);
    service.close();
  }

  private PushKeys keys() {
    return new PushKeys(store, CLOCK, "", "", "mailto:post@lcps.example");
  }

  private PostOffice office(boolean privateAddresses) {
    var office =
        new PostOffice(
            store,
            keys(),
            event -> ended.add((DeliveryEnded) event),
            new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class),
            transactions,
            CLOCK,
            "vangnet@lcps.example",
            privateAddresses);
    offices.add(office);
    office.start();
    return office;
  }

  private long put(String name, String text) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(PostOffice.KEY, service.key());
    headers.put(PostOffice.SECRET, service.secret());
    headers.put(PostOffice.TOPIC, "alert-7");
    headers.put(PostOffice.URGENT, "true");
    headers.put(PostOffice.KEPT, "1800");
    return store.add(
        Delivery.Kind.PUSH,
        "case:26-001234-9",
        service.endpoint(name),
        "",
        text,
        "application/octet-stream",
        headers,
        Actor.SYSTEM.id(),
        NOW);
  }

  private Delivery await(long id, Delivery.State state) throws InterruptedException {
    for (var i = 0; i < 100; i++) {
      var found = store.list(List.of(id)).getFirst();
      if (found.state() == state) {
        return found;
      }
      Thread.sleep(50);
    }
    return store.list(List.of(id)).getFirst();
  }

  @Test
  void theReceiverOfThisTestReadsTheExampleOfTheStandard() {
    // RFC 8291, section 5 and appendix A.
    var browser =
        PushService.Keys.of(
            "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg");
    var body =
        Base64.getUrlDecoder()
            .decode(
                "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                    + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                    + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    assertThat(browser.open(body)).isEqualTo("When I grow up, I want to be a watermelon");
  }

  @Test
  void theBrowserReadsWhatWasSentAndKnowsTheSender() throws Exception {
    var id = put("chrome", "{\"title\":\"Plek gevraagd: IC, covid (26-001234-9)\"}");
    office(true);
    assertThat(await(id, Delivery.State.SENT).state()).isEqualTo(Delivery.State.SENT);
    assertThat(service.taken())
        .containsExactly(
            new PushService.Taken(
                "/push/chrome",
                "{\"title\":\"Plek gevraagd: IC, covid (26-001234-9)\"}",
                "1800",
                "high",
                "alert-7",
                keys().forBrowsers(),
                service.origin(),
                "mailto:post@lcps.example"));
    assertThat(ended).containsExactly(new DeliveryEnded(id, Delivery.State.SENT, null));
  }

  @Test
  void allNodesSignWithTheSameKey() {
    assertThat(keys().forBrowsers()).hasSize(87).isEqualTo(keys().forBrowsers());
  }

  @Test
  void theKeysOfTheEnvironmentAreUsed() {
    // RFC 8292 names no pair; this is the sender's of RFC 8291.
    var publicKey =
        "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    var given =
        new PushKeys(
            store,
            CLOCK,
            publicKey,
            "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
            "mailto:a@b.example");
    assertThat(given.forBrowsers()).isEqualTo(publicKey);
    assertThat(store.pushKeys()).isEmpty();
    assertThatThrownBy(() -> new PushKeys(store, CLOCK, publicKey, "", "mailto:a@b.example"))
        .hasMessageContaining("VANGNET_PUSH_PRIVATE");
    assertThatThrownBy(
            () -> new PushKeys(store, CLOCK, "geen-sleutel", "ook-niet", "mailto:a@b.example"))
        .hasMessageContaining("P-256");
  }

  @Test
  void aBrowserThatIsGoneIsGivenUpAtOnceAndSaidSo() throws Exception {
    service.answer(410);
    var id = put("weg", "{}");
    office(true);
    var delivery = await(id, Delivery.State.FAILED);
    assertThat(delivery.state()).isEqualTo(Delivery.State.FAILED);
    assertThat(delivery.attempts()).isEqualTo(1);
    assertThat(delivery.fault()).isEqualTo("gone");
    assertThat(ended).containsExactly(new DeliveryEnded(id, Delivery.State.FAILED, "gone"));
  }

  @Test
  void aPushServiceThatIsBusyIsTriedAgain() throws Exception {
    service.answer(503);
    var id = put("druk", "{}");
    office(true);
    for (var i = 0; i < 100 && store.list(List.of(id)).getFirst().attempts() == 0; i++) {
      Thread.sleep(50);
    }
    var delivery = store.list(List.of(id)).getFirst();
    assertThat(delivery.state()).isEqualTo(Delivery.State.WAITING);
    assertThat(delivery.fault()).isEqualTo("answered 503");
    assertThat(ended).isEmpty();
  }

  @Test
  void aPushNeverReachesOurOwnNetwork() throws Exception {
    var id = put("binnen", "{}");
    office(false);
    for (var i = 0; i < 100 && store.list(List.of(id)).getFirst().attempts() == 0; i++) {
      Thread.sleep(50);
    }
    assertThat(store.list(List.of(id)).getFirst().fault()).isEqualTo("not-encrypted");
    assertThat(service.taken()).isEmpty();
  }

  @Test
  void whatIsTakenBackBeforeItLeavesIsNeverSent() throws Exception {
    var kept = put("een", "{\"n\":1}");
    var back = put("twee", "{\"n\":2}");
    assertThat(store.withdraw(List.of(back))).isEqualTo(1);
    office(true);
    assertThat(await(kept, Delivery.State.SENT).state()).isEqualTo(Delivery.State.SENT);
    assertThat(store.list(List.of(back)).getFirst().state()).isEqualTo(Delivery.State.WITHDRAWN);
    assertThat(service.taken()).extracting(PushService.Taken::path).containsExactly("/push/een");
    assertThat(store.again(back, NOW)).isFalse();
    assertThat(store.withdraw(List.of(kept, back))).isZero();
  }

  @Test
  void twoNodesWithThreeWorkersEachSendEveryMessageOnce() throws Exception {
    var ids = new CopyOnWriteArrayList<Long>();
    for (var i = 0; i < 41; i++) {
      ids.add(put("b" + i, "{}"));
    }
    office(true);
    office(true);
    for (var id : ids) {
      assertThat(await(id, Delivery.State.SENT).attempts()).isEqualTo(1);
    }
    assertThat(service.taken()).hasSize(41);
    assertThat(service.taken()).extracting(PushService.Taken::path).doesNotHaveDuplicates();
  }

  @Test
  void aKeyThatIsNoneIsRefusedBeforeAnythingIsKept() {
    var keys = keys();
    assertThatThrownBy(() ->
            keys.seal(
                new Push.Browser(service.endpoint("x"), "AAAA", service.secret()),
                "{}",
                "t",
                false,
                60))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            keys.seal(
                    new Push.Browser(service.endpoint("x"), service.key(), service.secret()),
                    "{}",
                    "t",
                    false,
                    60)
                .headers())
        .containsKeys("Authorization", "TTL");
  }

  @Test
  void theWholeAddressOfABrowserIsShownToNobody() {
    put("zeer-geheim-abcdef", "{}");
    assertThat(store.about("case:26-001234-9").getFirst().shownAddress())
        .isEqualTo("127.0.0.1 …abcdef");
  }
}
