package nl.vangnet.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/// Writes every refusal (403) into the audit trail, once per actor, place and minute.
class RefusalFilter extends HttpFilter {
  private final transient AuditTrail trail;
  private final transient OncePerMinute throttle;

  RefusalFilter(AuditTrail trail, OncePerMinute throttle) {
    this.trail = trail;
    this.throttle = throttle;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var before = CurrentActor.find();
    chain.doFilter(request, response);
    if (response.getStatus() == 403 && request.getDispatcherType() == DispatcherType.REQUEST) {
      // The actor of a key is known only after the filters behind this one.
      var actor = before.or(CurrentActor::find);
      var subject = request.getMethod() + " " + request.getRequestURI();
      var who = actor.map(Actor::id).orElse(request.getRemoteAddr());
      if (throttle.isFirst("refused " + who + " " + subject)) {
        actor.ifPresentOrElse(
            a -> trail.record(a, "access.refused", subject, null, Map.of()),
            () -> trail.recordVisitor("access.refused", subject, Map.of()));
      }
    }
  }
}
