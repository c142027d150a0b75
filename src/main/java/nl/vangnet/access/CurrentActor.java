package nl.vangnet.access;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/// Who acts in the current request; handlers take an `Actor` argument instead.
public final class CurrentActor {
  private CurrentActor() {}

  /// The actor of this request; empty for a visitor and outside a request.
  public static Optional<Actor> find() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Actor actor
        ? Optional.of(actor)
        : Optional.empty();
  }
}
