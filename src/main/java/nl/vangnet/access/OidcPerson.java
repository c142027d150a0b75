package nl.vangnet.access;

import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/// A person who came in through an OpenID Connect provider.
final class OidcPerson extends DefaultOidcUser implements SignedIn {
  private final Ticket ticket;

  OidcPerson(OidcUser user, Ticket ticket) {
    super(AuthorityUtils.NO_AUTHORITIES, user.getIdToken(), user.getUserInfo());
    this.ticket = ticket;
  }

  @Override
  public Ticket ticket() {
    return ticket;
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return super.equals(other) && other instanceof OidcPerson that && ticket.equals(that.ticket);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + ticket.hashCode();
  }
}
