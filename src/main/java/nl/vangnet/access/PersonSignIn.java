package nl.vangnet.access;

import java.time.Clock;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Sign-in by login name and password, with a growing delay after failures. Takes as long for a
/// login name that does not exist as for one that does.
@Component
class PersonSignIn implements AuthenticationProvider {
  private final PeopleStore store;
  private final People people;
  private final PasswordEncoder encoder;
  private final Clock clock;
  private final String nobody;

  PersonSignIn(PeopleStore store, People people, PasswordEncoder encoder, Clock clock) {
    this.store = store;
    this.people = people;
    this.encoder = encoder;
    this.clock = clock;
    this.nobody = encoder.encode(Secrets.random(16));
  }

  @Override
  public Authentication authenticate(Authentication given) {
    var login = given.getName() == null ? "" : given.getName();
    var password = given.getCredentials() == null ? "" : given.getCredentials().toString();
    var account = store.findByLogin(login);
    var hash = account.flatMap(a -> Optional.ofNullable(a.hash()));
    var right = encoder.matches(password, hash.orElse(nobody)) && hash.isPresent();
    if (account.isEmpty()) {
      throw new BadCredentialsException("unknown");
    }
    var person = account.get().person();
    if (person.means().isBlocked(clock.instant())) {
      throw new LockedException("blocked");
    }
    if (!right || !person.active()) {
      people.countFailure(person.id());
      throw new BadCredentialsException(right ? "inactive" : "password");
    }
    people.forgetFailures(person.id());
    return new UsernamePasswordAuthenticationToken(
        new SignedIn.Ticket(person.id(), account.get().stamp()), "", AuthorityUtils.NO_AUTHORITIES);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
