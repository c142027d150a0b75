package nl.vangnet.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;

/// Turns what a session remembers into the actor as the account is now; ends the session of an
/// account that was switched off. Runs for every dispatch, errors and asynchronous ones too.
class SessionActorFilter extends HttpFilter {
  private final transient People people;

  SessionActorFilter(People people) {
    this.people = people;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn) {
      var context = SecurityContextHolder.createEmptyContext();
      people
          .findActor(signedIn.ticket())
          .ifPresentOrElse(
              actor -> context.setAuthentication(new ActorAuthentication(actor)),
              () -> {
                var session = request.getSession(false);
                if (session != null) {
                  session.invalidate();
                }
              });
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }
}
