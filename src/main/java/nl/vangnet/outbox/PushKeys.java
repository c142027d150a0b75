package nl.vangnet.outbox;

import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The keys by which push services know us (VAPID, RFC 8292): from the environment, or made once
/// and kept in the database, so that all nodes sign alike. A new key means that every browser must
/// be switched on again.
@Component
class PushKeys {
  private final OutboxStore store;
  private final Clock clock;
  private final String publicKey;
  private final String privateKey;
  private final String subject;
  private volatile @Nullable WebPush known;

  PushKeys(
      OutboxStore store,
      Clock clock,
      @Value("${vangnet.push.public:}") String publicKey,
      @Value("${vangnet.push.private:}") String privateKey,
      @Value("${vangnet.push.subject:mailto:${vangnet.mail.from:vangnet@localhost}}")
          String subject) {
    this.store = store;
    this.clock = clock;
    this.publicKey = publicKey.strip();
    this.privateKey = privateKey.strip();
    this.subject = subject;
    if (this.publicKey.isEmpty() != this.privateKey.isEmpty()) {
      throw new IllegalStateException(
          "give VANGNET_PUSH_PUBLIC and VANGNET_PUSH_PRIVATE both, or neither");
    }
    if (!this.publicKey.isEmpty()) {
      given();
    }
  }

  /// The key that a browser asks for, in base64url.
  String forBrowsers() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(webPush().getVapidKeys().getApplicationServerKey());
  }

  /// A message ready to go.
  @SuppressWarnings("ArrayRecordComponent")
  record Sealed(byte[] body, Map<String, String> headers) {}

  /// Encrypts a text for a browser and signs the request. The browser's own keys come from outside:
  /// ones that are no keys are refused with `IllegalArgumentException`.
  Sealed seal(Push.Browser browser, String text, String topic, boolean urgent, int keptSeconds) {
    try {
      var push = webPush();
      var decoder = Base64.getUrlDecoder();
      var body =
          push.getBody(
              text.getBytes(StandardCharsets.UTF_8),
              decoder.decode(browser.key()),
              decoder.decode(browser.secret()));
      var headers =
          push.getHeaders(
              browser.endpoint(),
              keptSeconds,
              topic,
              urgent ? WebPush.Urgency.High : WebPush.Urgency.Normal);
      return new Sealed(body, new LinkedHashMap<>(headers));
    } catch (Exception e) {
      // The library throws checked exceptions without declaring them.
      throw new IllegalArgumentException("the keys of the browser cannot be used", e);
    }
  }

  private WebPush webPush() {
    var found = known;
    if (found == null) {
      found = new WebPush(subject, publicKey.isEmpty() ? kept() : given());
      known = found;
    }
    return found;
  }

  private VapidKeys given() {
    try {
      return VapidKeys.fromUncompressedBytes(publicKey, privateKey);
    } catch (Exception e) {
      throw new IllegalStateException(
          "VANGNET_PUSH_PUBLIC and VANGNET_PUSH_PRIVATE are no pair of P-256 keys in base64url", e);
    }
  }

  private VapidKeys kept() {
    var pair =
        store
            .pushKeys()
            .orElseGet(() -> {
              var made = VapidKeys.generate();
              store.keepPushKeys(
                  made.getX509PublicKey(), made.getPkcs8PrivateKey(), clock.instant());
              return store.pushKeys().orElseThrow();
            });
    return VapidKeys.create(pair.publicKey(), pair.privateKey());
  }
}
