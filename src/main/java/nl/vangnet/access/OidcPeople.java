package nl.vangnet.access;

import java.util.Optional;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/// Accepts an OpenID Connect identity only when it belongs to an active person: by its subject
/// ("issuer#subject"), or, the first time, by an e-mail address that the provider has verified. The
/// first sign-in binds the subject; another subject with the same address is refused.
class OidcPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {
  /// Nobody active has this identity.
  static final String UNKNOWN = "unknown-person";

  /// Nobody has this subject, and the provider does not vouch for the address.
  static final String UNVERIFIED = "unverified-email";

  private final OidcUserService provider = new OidcUserService();
  private final PeopleStore store;
  private final People people;

  OidcPeople(PeopleStore store, People people) {
    this.store = store;
    this.people = people;
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    var user = provider.loadUser(request);
    var subject = user.getIssuer() + "#" + user.getSubject();
    var account =
        store
            .findBySubject(subject)
            .or(() -> byEmail(user))
            .filter(a -> a.person().active())
            .orElseThrow(() -> new OAuth2AuthenticationException(new OAuth2Error(why(user))));
    if (account.person().means().subject() == null) {
      store.bindSubject(account.person().id(), subject);
      people.announce();
    }
    return new OidcPerson(user, new SignedIn.Ticket(account.person().id(), account.stamp()));
  }

  private static String why(OidcUser user) {
    return user.getEmail() != null && !Boolean.TRUE.equals(user.getEmailVerified())
        ? UNVERIFIED
        : UNKNOWN;
  }

  private Optional<PeopleStore.Account> byEmail(OidcUser user) {
    var email = user.getEmail();
    return email == null || !Boolean.TRUE.equals(user.getEmailVerified())
        ? Optional.empty()
        : store.findByEmail(email).filter(a -> a.person().means().subject() == null);
  }
}
