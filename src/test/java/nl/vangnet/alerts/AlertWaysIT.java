package nl.vangnet.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.vangnet.outbox.Delivery;
import nl.vangnet.outbox.Push;
import nl.vangnet.testing.PushService;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/// Webhooks to a real web server and pushes to a real browser's keys, and the document of the
/// webhooks held against them (issue 4, D14).
class AlertWaysIT extends AlertsDay {
  @Autowired JsonMapper json;

  private static String hmac(String secret, String body) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aWebhookOfTheDeskHearsSignedThatItIsToldAndThatItIsOver() throws Exception {
    try (var receiver = new Receiver()) {
      var secret = webhook(World.of(noord), receiver);
      assertThat(secret).hasSize(43);
      var id = alerts.tell(World.of(zuid), offer(World.of(noord), true));
      var first = receiver.await(1).getFirst();
      assertThat(first.signature()).isEqualTo(hmac(secret, first.body()));
      assertThat(first.type()).isEqualTo("application/json");
      var told = json.readTree(first.body());
      assertThat(told.get("id").asLong()).isEqualTo(id);
      assertThat(told.get("event").asString()).isEqualTo("told");
      assertThat(told.get("call").asString()).isEqualTo("030 555 1234");
      assertThat(told.get("text").asString())
          .isEqualTo("Spoed: Proefmelding van Zuid. Bel 030 555 1234");
      assertThat(told.get("href").asString()).contains("/m/");
      World.until(() -> {
        var delivery = told().copies().getFirst().ways().getFirst().delivery();
        return delivery != null && delivery.state() == Delivery.State.SENT;
      });

      alerts.withdraw(about(), "alerts.trial", desk(World.of(noord)));
      var second = receiver.await(2).get(1);
      assertThat(second.signature()).isEqualTo(hmac(secret, second.body()));
      var over = json.readTree(second.body());
      assertThat(over.get("event").asString()).isEqualTo("withdrawn");
      assertThat(over.get("id").asLong()).isEqualTo(id);
    }
  }

  @Test
  void aReceiverThatFailsIsTriedAgainAndTheLogSaysSo() {
    try (var receiver = new Receiver()) {
      receiver.answers(500);
      webhook(World.of(noord), receiver);
      alerts.tell(World.of(zuid), offer(World.of(noord), true));
      receiver.await(1);
      World.until(() -> {
        var delivery = told().copies().getFirst().ways().getFirst().delivery();
        return delivery != null && "answered 500".equals(delivery.fault());
      });
      receiver.answers(204);
      clock.move(Duration.ofSeconds(16));
      receiver.await(2);
      World.until(() -> {
        var delivery = told().copies().getFirst().ways().getFirst().delivery();
        return delivery != null && delivery.state() == Delivery.State.SENT;
      });
      assertThat(receiver.got().get(1).body()).isEqualTo(receiver.got().getFirst().body());
    }
  }

  @Test
  void theRegionAboveHearsByItsOwnWebhookThatItWasPassedOn() throws Exception {
    try (var receiver = new Receiver()) {
      var secret = webhook(world.desk("BR"), receiver);
      alerts.tell(World.of(zuid), offer(World.of(noord), true));
      clock.move(Duration.ofMinutes(5));
      reroute.tick();
      var got = receiver.await(1).getFirst();
      assertThat(got.signature()).isEqualTo(hmac(secret, got.body()));
      assertThat(json.readTree(got.body()).get("event").asString()).isEqualTo("passed-on");
      assertThat(ways.setDesk(world.desk("BR"), "", "nl", false))
          .isInstanceOf(WayOutcome.Done.class);
    }
  }

  @Test
  void aBrowserReadsItInItsOwnLanguageAndIsForgottenWhenItIsGone() throws Exception {
    try (var service = new PushService()) {
      var anna = account(World.of(noord)).actor();
      var browser =
          new Push.Browser(service.endpoint(noord.code()), service.key(), service.secret());
      assertThat(ways.switchOn(anna, browser, "Firefox, Linux", "en"))
          .isInstanceOf(WayOutcome.Done.class);
      assertThat(ways.switchOn(World.OVERSIGHT, browser, "Firefox, Linux", "en"))
          .as("who sits at no desk is told nothing")
          .isInstanceOf(WayOutcome.Refused.class);
      var id = alerts.tell(World.of(zuid), offer(World.of(noord), true));
      World.until(() -> service.taken().size() == 1);
      var push = service.taken().getFirst();
      assertThat(push.urgency()).isEqualTo("high");
      assertThat(push.topic()).isEqualTo("alert-" + id);
      var facts = json.readTree(push.text());
      assertThat(facts.get("title").asString()).isEqualTo("Urgent: Trial alert from Zuid");
      assertThat(facts.get("body").asString()).endsWith("Call 030 555 1234");
      assertThat(facts.get("href").asString()).isEqualTo("/piket");

      World.until(() -> {
        var delivery = told().copies().getFirst().ways().getFirst().delivery();
        return delivery != null && delivery.state() == Delivery.State.SENT;
      });
      alerts.withdraw(about(), "alerts.trial", desk(World.of(noord)));
      World.until(() -> service.taken().size() == 2);
      assertThat(json.readTree(service.taken().get(1).text()).get("closed").asBoolean()).isTrue();

      service.answer(410);
      alerts.tell(World.of(zuid), offer(World.of(noord), true));
      World.until(() -> ways.of(anna).orElseThrow().browsers().isEmpty());
    }
  }

  @Test
  void theDocumentOfTheWebhookShowsWhatIsSentAndHowItIsSigned() throws Exception {
    var document = Files.readString(Path.of("docs/interfaces/alerts.md"));
    var example = block(document, "json");
    var known = json.readTree(example);
    var signed =
        Pattern.compile("secret `([^`]+)`.*?`(sha256=[0-9a-f]{64})`", Pattern.DOTALL)
            .matcher(document);
    assertThat(signed.find()).isTrue();
    assertThat(hmac(signed.group(1), example)).isEqualTo(signed.group(2));
    try (var receiver = new Receiver()) {
      webhook(World.of(noord), receiver);
      alerts.tell(World.of(zuid), offer(World.of(noord), true));
      var sent = json.readTree(receiver.await(1).getFirst().body());
      assertThat(List.copyOf(sent.propertyNames())).isEqualTo(List.copyOf(known.propertyNames()));
      for (var name : known.propertyNames()) {
        assertThat(document).as("the table tells what it is").contains("| `" + name + "` |");
        assertThat(sent.get(name).getNodeType()).as(name).isEqualTo(known.get(name).getNodeType());
      }
    }
    for (var event : Hooks.Event.values()) {
      assertThat(document)
          .contains("`" + event.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "`");
    }
  }

  private static String block(String document, String language) {
    var found =
        Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL).matcher(document);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
