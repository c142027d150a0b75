package nl.vangnet.access;

import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Makes sure, before the first request is answered, that outside demo mode an administrator exists
/// and no account of demo mode works. Without a proper first administrator Vangnet refuses to
/// start.
@Component
class FirstAdministrator implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

  private final PeopleStore people;
  private final AuditTrail trail;
  private final PasswordEncoder encoder;
  private final DemoMode demo;
  private final Clock clock;
  private final String login;
  private final String password;

  FirstAdministrator(
      PeopleStore people,
      AuditTrail trail,
      PasswordEncoder encoder,
      DemoMode demo,
      Clock clock,
      @Value("${vangnet.admin.user:}") String login,
      @Value("${vangnet.admin.password:}") String password) {
    this.people = people;
    this.trail = trail;
    this.encoder = encoder;
    this.demo = demo;
    this.clock = clock;
    this.login = login.strip();
    this.password = password;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (demo.isOn()) {
      return;
    }
    if (!people.hasAdministrator(0)) {
      create();
    }
  }

  private void create() {
    if (login.isEmpty() && password.isEmpty()) {
      log.warn(
          "There is no administrator yet, so nobody can sign in with a password. Set VANGNET_ADMIN_USER"
              + " and VANGNET_ADMIN_PASSWORD (at least {} characters) and start again; or set"
              + " VANGNET_DEMO=true to look around.",
          People.SHORTEST_PASSWORD);
      return;
    }
    if (login.isEmpty() || password.isEmpty()) {
      throw new IllegalStateException(
          "VANGNET_ADMIN_USER and VANGNET_ADMIN_PASSWORD belong together: one of them is missing.");
    }
    if (password.length() < People.SHORTEST_PASSWORD || password.equals(DemoMode.PASSWORD)) {
      throw new IllegalStateException(
          "VANGNET_ADMIN_PASSWORD is too weak: it needs at least "
              + People.SHORTEST_PASSWORD
              + " characters, and not the password of demo mode.");
    }
    var details =
        new PersonDetails(login, login, Role.ADMIN, new Scope.Everywhere(), "nl", null, null);
    if (people.insert(details, encoder.encode(password), false, clock.instant(), "system")) {
      log.info("the first administrator was created");
      trail.record(
          Actor.SYSTEM, "access.person.add", "first administrator", null, Map.of("login", login));
    } else if (!people.hasAdministrator(0)) {
      throw new IllegalStateException(
          "VANGNET_ADMIN_USER names an existing person who is no active administrator. Choose"
              + " another login name and start again.");
    }
  }
}
