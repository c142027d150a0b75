package nl.vangnet.alerts;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.vangnet.outbox.Webhook;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes the webhooks of desks and signs them; `docs/interfaces/alerts.md` describes them.
@Component
class Hooks {
  static final String SIGNATURE = "X-Vangnet-Signature";

  private final JsonMapper json;

  Hooks(JsonMapper json) {
    this.json = json;
  }

  /// What happened: a message, one that went on from another desk, one that no longer holds.
  enum Event {
    TOLD,
    PASSED_ON,
    WITHDRAWN
  }

  /// The facts of one webhook. `text` fits a text message, `detail` says all.
  record Body(
      long id,
      Event event,
      String at,
      String about,
      String desk,
      String deskName,
      boolean urgent,
      String text,
      String detail,
      String call,
      String href,
      String language) {}

  Webhook write(Way.Hook to, Body body) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("id", body.id());
    facts.put("event", body.event().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    facts.put("at", body.at());
    facts.put("about", body.about());
    facts.put("desk", body.desk());
    facts.put("deskName", body.deskName());
    facts.put("urgent", body.urgent());
    facts.put("text", body.text());
    facts.put("detail", body.detail());
    facts.put("call", body.call());
    facts.put("href", body.href());
    facts.put("language", body.language());
    var text = json.writeValueAsString(facts);
    return new Webhook(
        URI.create(to.address()),
        "application/json",
        text,
        Map.of(SIGNATURE, "sha256=" + signature(to.secret(), text)),
        body.about());
  }

  /// The HMAC-SHA256 of a body under a secret, in small hexadecimal digits.
  static String signature(String secret, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
