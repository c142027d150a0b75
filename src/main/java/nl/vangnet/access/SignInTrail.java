package nl.vangnet.access;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Writes sign-ins, failed sign-ins and sign-outs into the audit trail. People type passwords into
/// the wrong field: a login name that does not exist is kept only as a keyed fingerprint.
@Component
class SignInTrail {
  private final AuditTrail trail;
  private final PeopleStore store;
  private final OncePerMinute throttle;
  private final byte[] key = Secrets.random(32).getBytes(StandardCharsets.US_ASCII);

  SignInTrail(AuditTrail trail, PeopleStore store, java.time.Clock clock) {
    this.trail = trail;
    this.store = store;
    this.throttle = new OncePerMinute(clock);
  }

  void signedIn(SignedIn.Ticket ticket, String method) {
    store
        .find(ticket.person())
        .map(PeopleStore.Account::person)
        .ifPresent(person ->
            trail.record(
                person.actor(),
                "access.sign-in",
                "person:" + person.id(),
                People.organisation(person),
                Map.of("method", method)));
  }

  void signedOut(Actor actor) {
    trail.record(actor, "access.sign-out", actor.id(), null, Map.of());
  }

  void failed(String login, String method, String reason) {
    var account = store.findByLogin(login);
    if (account.isPresent()) {
      trail.recordVisitor(
          "access.sign-in-failed",
          "person:" + account.get().person().id(),
          Map.of("login", account.get().person().login(), "method", method, "reason", reason));
    } else if (throttle.isFirst("login " + login)) {
      trail.recordVisitor(
          "access.sign-in-failed",
          "unknown login",
          Map.of("fingerprint", fingerprint(login), "method", method, "reason", reason));
    }
  }

  private String fingerprint(String login) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal(login.getBytes(StandardCharsets.UTF_8)))
          .substring(0, 16);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }
}
