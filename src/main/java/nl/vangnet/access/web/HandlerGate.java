package nl.vangnet.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import nl.vangnet.access.CurrentActor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.OpenToAll;
import nl.vangnet.access.Permission;
import nl.vangnet.access.ProblemJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/// Lets a request through to a handler that carries `@Grant` or `@OpenToAll` and to nothing else
/// but files. Visitors are sent to the sign-in page, or told that they must sign in.
class HandlerGate implements HandlerInterceptor {
  private static final Logger log = LoggerFactory.getLogger(HandlerGate.class);

  private final RequestCache requestCache;

  HandlerGate(RequestCache requestCache) {
    this.requestCache = requestCache;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (handler instanceof ResourceHttpRequestHandler) {
      return true;
    }
    if (!(handler instanceof HandlerMethod method)) {
      return refuseUngranted(request, response, handler);
    }
    if (method.hasMethodAnnotation(OpenToAll.class)
        || ErrorController.class.isAssignableFrom(method.getBeanType())) {
      return true;
    }
    var needed = needed(method);
    if (needed.isEmpty()) {
      return refuseUngranted(request, response, handler);
    }
    var actor = CurrentActor.find();
    if (actor.isEmpty()) {
      return refuseVisitor(request, response);
    }
    if (!actor.get().has(needed.get())) {
      throw new NotAllowed(needed.get(), request.getMethod() + " " + request.getRequestURI());
    }
    return true;
  }

  /// The permission that a handler names; the description of the API counts as part of the picture.
  static Optional<Permission> needed(HandlerMethod method) {
    var grant = method.getMethodAnnotation(Grant.class);
    if (grant != null) {
      return Optional.of(grant.value());
    }
    return method.getBeanType().getName().startsWith("org.springdoc.")
        ? Optional.of(Permission.SEE_PICTURE)
        : Optional.empty();
  }

  private static boolean refuseUngranted(
      HttpServletRequest request, HttpServletResponse response, Object handler) throws IOException {
    log.error(
        "denied {} {}: {} carries neither @Grant nor @OpenToAll",
        request.getMethod(),
        request.getRequestURI(),
        handler);
    if (isApi(request)) {
      ProblemJson.write(
          request,
          response,
          403,
          "not-allowed",
          "Not allowed",
          "Nobody was given access to this address.");
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
    return false;
  }

  private boolean refuseVisitor(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isApi(request)) {
      ProblemJson.write(
          request,
          response,
          401,
          "not-signed-in",
          "Sign in first",
          "Send an API key in the header X-API-Key, or sign in with a browser.");
    } else if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", request.getContextPath() + "/login");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (request.getMethod().equals("GET") && wantsPage(request)) {
      requestCache.saveRequest(request, response);
      response.sendRedirect(request.getContextPath() + "/login");
    } else {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }
    return false;
  }

  private static boolean isApi(HttpServletRequest request) {
    var path = request.getRequestURI().substring(request.getContextPath().length());
    return path.startsWith("/api/") || path.startsWith("/v3/") || ProblemJson.isFhir(request);
  }

  private static boolean wantsPage(HttpServletRequest request) {
    var accept = request.getHeader("Accept");
    if (accept == null) {
      return true;
    }
    var wanted = accept.toLowerCase(Locale.ROOT);
    return wanted.contains("text/html") || wanted.contains("*/*");
  }
}
