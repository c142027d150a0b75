package nl.vangnet.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.vangnet.access.PersonOutcome.Reason;
import nl.vangnet.directory.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The people who may sign in, and the administrator's use cases. Who a session belongs to is
/// answered from memory; a change acts on every node at once.
@Service
public class People {
  /// The shortest password that is taken.
  public static final int SHORTEST_PASSWORD = 12;

  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9._@-]{2,60}");
  private static final int FREE_FAILURES = 4;
  private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private final PeopleStore store;
  private final AuditTrail trail;
  private final PasswordEncoder encoder;
  private final Bell bell;
  private final Clock clock;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Map<Long, PeopleStore.Account> accounts;

  People(PeopleStore store, AuditTrail trail, PasswordEncoder encoder, Bell bell, Clock clock) {
    this.store = store;
    this.trail = trail;
    this.encoder = encoder;
    this.bell = bell;
    this.clock = clock;
    bell.listen("people", payload -> reload());
  }

  /// All people, by login name. Needs MANAGE_PEOPLE.
  public List<Person> list(Actor by) {
    by.require(Permission.MANAGE_PEOPLE, "people");
    return store.list().stream().map(PeopleStore.Account::person).toList();
  }

  /// One person. Needs MANAGE_PEOPLE.
  public Optional<Person> find(Actor by, long id) {
    by.require(Permission.MANAGE_PEOPLE, "person:" + id);
    return store.find(id).map(PeopleStore.Account::person);
  }

  /// Everybody who may sign in now, for those who tell people something; no page shows this.
  public List<Person> listActive() {
    return accounts().values().stream()
        .map(PeopleStore.Account::person)
        .filter(Person::active)
        .toList();
  }

  /// The person that an actor is, for the page frame: language and login name.
  public Optional<Person> findPerson(Actor actor) {
    return actor.id().startsWith("person:")
        ? Optional.ofNullable(accounts().get(Long.parseLong(actor.id().substring(7))))
            .map(PeopleStore.Account::person)
        : Optional.empty();
  }

  /// Adds a person; without a `password` one is made up and answered once.
  @Transactional
  public PersonOutcome add(Actor by, PersonDetails details, @Nullable String password) {
    by.require(Permission.MANAGE_PEOPLE, "people");
    var problem = problem(details, 0);
    if (problem == null && password != null && password.length() < SHORTEST_PASSWORD) {
      problem = Reason.PASSWORD_TOO_SHORT;
    }
    if (problem != null) {
      return new PersonOutcome.Refused(problem);
    }
    var chosen = password != null ? password : Secrets.random(12);
    if (!store.insert(details, encoder.encode(chosen), false, clock.instant(), by.id())) {
      return new PersonOutcome.Refused(Reason.LOGIN_TAKEN);
    }
    var person = store.findByLogin(details.login()).orElseThrow().person();
    changed(by, "access.person.add", person, Map.of("role", details.role().name()));
    return new PersonOutcome.Done(person, password == null ? chosen : null);
  }

  /// Changes a person's names, role, scope and identity.
  @Transactional
  public PersonOutcome change(Actor by, long id, PersonDetails details) {
    by.require(Permission.MANAGE_PEOPLE, "person:" + id);
    var before = get(id);
    var problem = problem(details, id);
    if (problem == null
        && before.role() == Role.ADMIN
        && before.active()
        && details.role() != Role.ADMIN
        && !store.hasAdministrator(id)) {
      problem = Reason.LAST_ADMINISTRATOR;
    }
    if (problem != null) {
      return new PersonOutcome.Refused(problem);
    }
    store.change(id, details);
    var after = get(id);
    changed(
        by,
        "access.person.change",
        after,
        Map.of(
            "role", before.role() + " > " + after.role(),
            "scope", before.scope() + " > " + after.scope()));
    return new PersonOutcome.Done(after, null);
  }

  /// Lets a person in again, or keeps one out: running sessions end at once.
  @Transactional
  public PersonOutcome setActive(Actor by, long id, boolean active) {
    by.require(Permission.MANAGE_PEOPLE, "person:" + id);
    var person = get(id);
    if (!active && person.role() == Role.ADMIN && !store.hasAdministrator(id)) {
      return new PersonOutcome.Refused(Reason.LAST_ADMINISTRATOR);
    }
    if (person.active() != active) {
      store.setActive(id, active);
      changed(by, active ? "access.person.activate" : "access.person.deactivate", person, Map.of());
    }
    return new PersonOutcome.Done(get(id), null);
  }

  /// Gives a person a new password; without one it is made up and answered once. Running sessions
  /// end at once.
  @Transactional
  public PersonOutcome setPassword(Actor by, long id, @Nullable String password) {
    by.require(Permission.MANAGE_PEOPLE, "person:" + id);
    if (password != null && password.length() < SHORTEST_PASSWORD) {
      return new PersonOutcome.Refused(Reason.PASSWORD_TOO_SHORT);
    }
    var chosen = password != null ? password : Secrets.random(12);
    store.setPassword(id, encoder.encode(chosen));
    changed(by, "access.person.password", get(id), Map.of());
    return new PersonOutcome.Done(get(id), password == null ? chosen : null);
  }

  /// Lifts the delay after failed sign-ins.
  @Transactional
  public PersonOutcome unlock(Actor by, long id) {
    by.require(Permission.MANAGE_PEOPLE, "person:" + id);
    store.unblock(id);
    changed(by, "access.person.unlock", get(id), Map.of());
    return new PersonOutcome.Done(get(id), null);
  }

  /// The actor behind a session, read from memory; empty when the account was switched off or its
  /// password changed since.
  Optional<Actor> findActor(SignedIn.Ticket ticket) {
    return Optional.ofNullable(accounts().get(ticket.person()))
        .filter(a -> a.person().active() && a.stamp() == ticket.stamp())
        .map(a -> a.person().actor());
  }

  /// Counts a failed password and delays the next try: nothing for the first four in a row, then
  /// five seconds, doubling up to a quarter of an hour.
  void countFailure(long id) {
    var failures = store.addFailure(id);
    if (failures > FREE_FAILURES) {
      var delay = FIRST_DELAY.multipliedBy(1L << Math.min(failures - FREE_FAILURES - 1, 10));
      store.block(
          id, clock.instant().plus(delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay));
    }
  }

  void forgetFailures(long id) {
    store.unblock(id);
  }

  /// Reads the accounts again on all nodes after commit.
  void announce() {
    bell.ring("people", "");
    Refresh.afterCommit(this::reload);
  }

  private Person get(long id) {
    return store
        .find(id)
        .map(PeopleStore.Account::person)
        .orElseThrow(() -> new NoSuchAccount("person", Long.toString(id)));
  }

  private @Nullable Reason problem(PersonDetails details, long id) {
    if (!LOGIN.matcher(details.login()).matches()) {
      return Reason.LOGIN_MALFORMED;
    }
    if (details.name().isEmpty() || details.name().length() > 120) {
      return Reason.NAME_MISSING;
    }
    var fits =
        switch (details.role()) {
          case HOSPITAL, DISPATCH -> details.scope() instanceof Scope.InOrganisation;
          case REGION -> details.scope() instanceof Scope.InRegion;
          case NATIONAL, OVERSIGHT, STEWARD, ADMIN -> details.scope() instanceof Scope.Everywhere;
          case SOURCE -> true;
        };
    if (details.role() == Role.SOURCE) {
      return Reason.ROLE_NOT_FOR_PEOPLE;
    }
    if (!fits) {
      return Reason.SCOPE_MISSING;
    }
    if (store.isLoginTaken(details.login(), id)) {
      return Reason.LOGIN_TAKEN;
    }
    return store.isIdentityTaken(details.email(), details.subject(), id)
        ? Reason.IDENTITY_TAKEN
        : null;
  }

  private void changed(Actor by, String action, Person person, Map<String, String> facts) {
    var all = new java.util.HashMap<>(facts);
    all.put("login", person.login());
    trail.record(by, action, "person:" + person.id(), organisation(person), all);
    announce();
  }

  static @Nullable OrganisationId organisation(Person person) {
    return person.scope() instanceof Scope.InOrganisation(var id) ? id : null;
  }

  private Map<Long, PeopleStore.Account> accounts() {
    var known = accounts;
    return known != null ? known : reload();
  }

  private Map<Long, PeopleStore.Account> reload() {
    loading.lock();
    try {
      var read =
          store.list().stream()
              .collect(Collectors.toUnmodifiableMap(a -> a.person().id(), Function.identity()));
      accounts = read;
      return read;
    } finally {
      loading.unlock();
    }
  }
}
