package nl.vangnet.access;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/// What Spring Security holds during a request: the actor, read fresh for each request.
final class ActorAuthentication extends AbstractAuthenticationToken {
  private final Actor actor;

  ActorAuthentication(Actor actor) {
    super(AuthorityUtils.NO_AUTHORITIES);
    this.actor = actor;
    setAuthenticated(true);
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Actor getPrincipal() {
    return actor;
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof ActorAuthentication that && actor.equals(that.actor);
  }

  @Override
  public int hashCode() {
    return actor.hashCode();
  }
}
