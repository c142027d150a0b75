package nl.vangnet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

class AccessIT { // IDX-04
  private static final Actor ADMIN =
      new Actor("person:900", "Beheerder", Role.ADMIN, new Scope.Everywhere());

  private final DataSource database = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final Ticking clock = new Ticking();
  private final PeopleStore store = new PeopleStore(jdbc, new DemoMode(false));
  private final People people = AccessFixture.people(database, clock);
  private final AuditTrail trail = AccessFixture.auditTrail(database, clock);
  private final SourceSystems sources =
      AccessFixture.sources(database, () -> DirectorySnapshot.EMPTY, true, clock);

  @Test
  void theAuditTrailOnlyGrows() {
    trail.record(
        ADMIN, "capacity.correct", "line:31", new OrganisationId(7), Map.of("amount", "-3"));
    assertThatThrownBy(() -> jdbc.sql("update access.audit_event set action = 'x'").update())
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> jdbc.sql("delete from access.audit_event").update())
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> jdbc.sql("truncate access.audit_event").update())
        .hasMessageContaining("append-only");
    assertThat(trail.list(ADMIN, AuditFilter.ALL, Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.actorName() + " " + event.action() + " " + event.subject())
              .isEqualTo("Beheerder capacity.correct line:31");
          assertThat(event.facts()).containsExactly(Map.entry("amount", "-3"));
          assertThat(event.remote()).isEqualTo("system");
        });
  }

  @Test
  void theTrailIsFilteredByPeriodActorActionAndOrganisation() {
    var start = clock.instant();
    trail.record(ADMIN, "capacity.correct", "line:1", new OrganisationId(7), Map.of());
    clock.pass(Duration.ofHours(5));
    trail.record(Actor.SYSTEM, "capacity.expire", "line:1", new OrganisationId(7), Map.of());
    trail.record(ADMIN, "policy.rule", "rule:x", null, Map.of());
    assertThat(found(new AuditFilter(null, null, "beheer", null, null)))
        .isEqualTo("policy.rule capacity.correct");
    assertThat(found(new AuditFilter(null, null, null, "capacity.", null)))
        .isEqualTo("capacity.expire capacity.correct");
    assertThat(found(new AuditFilter(start.plusSeconds(1), null, null, null, null)))
        .isEqualTo("policy.rule capacity.expire");
    assertThat(found(new AuditFilter(null, start.plusSeconds(1), null, null, null)))
        .isEqualTo("capacity.correct");
    assertThat(found(new AuditFilter(null, null, "system", null, new OrganisationId(7))))
        .isEqualTo("capacity.expire");
    assertThatThrownBy(() ->
            trail.list(
                new Actor("person:1", "LCPS", Role.NATIONAL, new Scope.Everywhere()),
                AuditFilter.ALL,
                Long.MAX_VALUE,
                10))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void aKeyIsStoredAsAFingerprintOnlyAndEndsWhenRevoked() {
    var source =
        sources.openDemoSource(
            "amphia-epd", "Amphia EPD", CountryCode.NL, new OrganisationId(71), "EPD", "AMPHIA");
    var first = sources.issueKey(ADMIN, source.id());
    var second = sources.issueKey(ADMIN, source.id());
    assertThat(first).startsWith("vk_").hasSize(3 + 43).isNotEqualTo(second);
    var stored =
        jdbc.sql("select string_agg(k::text, ' ') from access.source_key k")
            .query(String.class)
            .single();
    assertThat(stored).doesNotContain(first).doesNotContain(first.substring(3));
    assertThat(sources.findByKey(first).orElseThrow())
        .isEqualTo(
            new Actor(
                "source:amphia-epd",
                "Amphia EPD",
                Role.SOURCE,
                new Scope.InOrganisation(new OrganisationId(71))));
    var keys = sources.keys(ADMIN, source.id());
    assertThat(keys).hasSize(2);
    assertThat(keys.getLast().lastUsedAt()).isEqualTo(clock.instant());
    assertThat(keys.getFirst().lastUsedAt()).isNull();
    assertThat(sources.revokeKey(ADMIN, source.id(), keys.getLast().id())).isTrue();
    assertThat(sources.findByKey(first)).isEmpty();
    assertThat(sources.findByKey(second)).isPresent();
    assertThat(sources.findByKey("vk_wrong")).isEmpty();
    sources.setActive(ADMIN, source.id(), false);
    assertThat(sources.findByKey(second)).isEmpty();
    assertThat(sources.findSender("EPD", "AMPHIA")).isEmpty();
  }

  @Test
  void aSenderIsFoundByApplicationAndFacilityTogether() {
    sources.openDemoSource(
        "mumc-epd", "MUMC", CountryCode.NL, new OrganisationId(83), "EPD", "MUMC");
    assertThat(sources.findSender("EPD", "MUMC")).map(SourceSystem::code).contains("mumc-epd");
    assertThat(sources.findSender("EPD", "AMPHIA")).isEmpty();
  }

  @Test
  void demoSourcesExistInDemoModeOnly() {
    var real = AccessFixture.sources(database, () -> DirectorySnapshot.EMPTY, false, clock);
    assertThatThrownBy(() -> real.issueDemoKey("amphia-epd"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("VANGNET_DEMO");
  }

  @Test
  void failedSignInsMakeTheNextOneWaitLongerAndLonger() {
    var signIn = new PersonSignIn(store, people, AccessFixture.ENCODER, clock);
    var id = add("anna", Role.OVERSIGHT);
    for (var attempt = 1; attempt <= 5; attempt++) {
      refused(signIn, "anna", "niet-het-wachtwoord");
    }
    assertThatThrownBy(() -> enter(signIn, "anna", "een-goed-wachtwoord"))
        .isInstanceOf(LockedException.class);
    clock.pass(Duration.ofSeconds(5));
    refused(signIn, "anna", "niet-het-wachtwoord");
    clock.pass(Duration.ofSeconds(9));
    assertThatThrownBy(() -> enter(signIn, "anna", "een-goed-wachtwoord"))
        .isInstanceOf(LockedException.class);
    clock.pass(Duration.ofSeconds(1));
    enter(signIn, "anna", "een-goed-wachtwoord");
    assertThat(people.find(ADMIN, id).orElseThrow().means().failures()).isZero();
    refused(signIn, "bestaat-niet", "een-goed-wachtwoord");
  }

  @Test
  void anAdministratorLiftsABlock() {
    var signIn = new PersonSignIn(store, people, AccessFixture.ENCODER, clock);
    var id = add("bram", Role.NATIONAL);
    for (var attempt = 1; attempt <= 9; attempt++) {
      people.countFailure(id);
    }
    assertThatThrownBy(() -> enter(signIn, "bram", "een-goed-wachtwoord"))
        .isInstanceOf(LockedException.class);
    people.unlock(ADMIN, id);
    enter(signIn, "bram", "een-goed-wachtwoord");
  }

  @Test
  void aSessionEndsWithTheAccountAndWithAnOldPassword() {
    var id = add("carla", Role.STEWARD);
    var ticket = new SignedIn.Ticket(id, 1);
    assertThat(people.findActor(ticket)).map(Actor::role).contains(Role.STEWARD);
    people.setPassword(ADMIN, id, null);
    assertThat(people.findActor(ticket)).isEmpty();
    assertThat(people.findActor(new SignedIn.Ticket(id, 2))).isPresent();
    people.setActive(ADMIN, id, false);
    assertThat(people.findActor(new SignedIn.Ticket(id, 2))).isEmpty();
    assertThat(people.findActor(new SignedIn.Ticket(id, 3))).isEmpty();
  }

  @Test
  void theLastAdministratorStays() {
    var id = add("dirk", Role.ADMIN);
    assertThat(people.setActive(ADMIN, id, false))
        .isEqualTo(new PersonOutcome.Refused(PersonOutcome.Reason.LAST_ADMINISTRATOR));
    add("els", Role.ADMIN);
    assertThat(people.setActive(ADMIN, id, false)).isInstanceOf(PersonOutcome.Done.class);
  }

  @Test
  void refusesAPersonWhoseRoleLacksItsPlace() {
    assertThat(
            people.add(
                ADMIN,
                new PersonDetails(
                    "frits", "Frits", Role.REGION, new Scope.Everywhere(), "nl", null, null),
                null))
        .isEqualTo(new PersonOutcome.Refused(PersonOutcome.Reason.SCOPE_MISSING));
    add("gerda", Role.OVERSIGHT);
    assertThat(
            people.add(
                ADMIN,
                new PersonDetails(
                    "GERDA", "Gerda", Role.NATIONAL, new Scope.Everywhere(), "nl", null, null),
                null))
        .isEqualTo(new PersonOutcome.Refused(PersonOutcome.Reason.LOGIN_TAKEN));
  }

  @Test
  void withDemoOffItsAccountsAndSourcesStopWorking() {
    store.insert(
        new PersonDetails(
            "landelijk", "Landelijk", Role.NATIONAL, new Scope.Everywhere(), "nl", null, null),
        AccessFixture.ENCODER.encode(DemoMode.PASSWORD),
        true,
        clock.instant(),
        "system");
    var source =
        sources.openDemoSource(
            "demo-epd", "Demo", CountryCode.NL, new OrganisationId(5), "SIM", "DEMO");
    starts(false, "beheer", "een-lang-genoeg-wachtwoord");
    assertThat(store.findByLogin("landelijk").orElseThrow().person().active()).isFalse();
    assertThat(new SourceStore(jdbc, new DemoMode(false)).find(source.id()).orElseThrow().active())
        .isFalse();
    assertThat(store.findByLogin("beheer").orElseThrow().person().role()).isEqualTo(Role.ADMIN);
    // A node with demo mode on, on the same database, goes on with them.
    var onTheOtherNode = new DemoMode(true);
    assertThat(
            new PeopleStore(jdbc, onTheOtherNode)
                .findByLogin("landelijk")
                .orElseThrow()
                .person()
                .active())
        .isTrue();
    assertThat(new SourceStore(jdbc, onTheOtherNode).find(source.id()).orElseThrow().active())
        .isTrue();
  }

  @Test
  void refusesToStartWithAnImproperFirstAdministrator() {
    starts(false, "", "");
    assertThat(store.list()).isEmpty();
    assertThatThrownBy(() -> starts(false, "beheer", ""))
        .hasMessageContaining("VANGNET_ADMIN_USER")
        .hasMessageContaining("VANGNET_ADMIN_PASSWORD");
    assertThatThrownBy(() -> starts(false, "beheer", "elf-tekens!"))
        .hasMessageContaining("at least 12 characters");
    assertThatThrownBy(() -> starts(false, "beheer", DemoMode.PASSWORD))
        .hasMessageContaining("demo mode");
    assertThat(store.list()).isEmpty();
    starts(true, "", "");
    assertThat(store.list()).isEmpty();
    starts(false, "beheer", "een-lang-genoeg-wachtwoord");
    starts(false, "", "");
    assertThat(store.list()).hasSize(1);
  }

  private void starts(boolean demo, String login, String password) {
    new FirstAdministrator(
            store, trail, AccessFixture.ENCODER, new DemoMode(demo), clock, login, password)
        .afterSingletonsInstantiated();
  }

  private String found(AuditFilter filter) {
    return String.join(
        " ",
        trail.list(ADMIN, filter, Long.MAX_VALUE, 10).stream().map(AuditEvent::action).toList());
  }

  private long add(String login, Role role) {
    var details = new PersonDetails(login, login, role, new Scope.Everywhere(), "nl", null, null);
    return switch (people.add(ADMIN, details, "een-goed-wachtwoord")) {
      case PersonOutcome.Done(var person, var password) -> person.id();
      case PersonOutcome.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  private static void enter(PersonSignIn signIn, String login, String password) {
    signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(login, password));
  }

  private static void refused(PersonSignIn signIn, String login, String password) {
    assertThatThrownBy(() -> enter(signIn, login, password))
        .isInstanceOf(BadCredentialsException.class);
  }

  private static final class Ticking extends Clock {
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
