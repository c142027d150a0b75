package nl.vangnet.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/// Lets a source system act by the key in `X-API-Key`; a wrong key is refused at once.
class ApiKeyFilter extends HttpFilter {
  static final String HEADER = "X-API-Key";

  private final transient SourceSystems sources;
  private final transient AuditTrail trail;
  private final transient OncePerMinute throttle;

  ApiKeyFilter(SourceSystems sources, AuditTrail trail, OncePerMinute throttle) {
    this.sources = sources;
    this.trail = trail;
    this.throttle = throttle;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var actor = sources.findByKey(request.getHeader(HEADER));
    if (actor.isEmpty()) {
      if (throttle.isFirst("key " + request.getRemoteAddr())) {
        trail.recordVisitor("access.key-refused", request.getRequestURI(), Map.of());
      }
      ProblemJson.write(
          request,
          response,
          401,
          "unknown-key",
          "The API key is unknown, revoked or belongs to a source that is switched off",
          "Ask the administrator for a new key; nothing of this request was taken in.");
      return;
    }
    SecurityContextHolder.setContext(new SecurityContextImpl(new ActorAuthentication(actor.get())));
    chain.doFilter(request, response);
  }
}
