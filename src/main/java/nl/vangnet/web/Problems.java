package nl.vangnet.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.json.JsonMapper;

/// The one place where a fault becomes an answer: a page for people, a problem (RFC 9457) for
/// programs. Everything under `/api` gets a problem, whatever it accepts. The text of an unknown
/// fault stays in the log, under the incident id that the answer shows.
@ControllerAdvice
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private final Frames frames;
  private final TemplateViews views;
  private final JsonMapper json;

  Problems(Frames frames, TemplateViews views, JsonMapper json) {
    this.frames = frames;
    this.views = views;
    this.json = json;
  }

  /// Sign-in and sign-off belong to the security chain, which sends visitors to the sign-in page.
  @ExceptionHandler({AuthenticationException.class, AccessDeniedException.class})
  void leaveToSecurity(RuntimeException refused) {
    throw refused;
  }

  /// The browser went away: there is nobody to answer.
  @ExceptionHandler(AsyncRequestNotUsableException.class)
  void nobodyListens(AsyncRequestNotUsableException gone) {
    log.debug("the client went away", gone);
  }

  @ExceptionHandler(Throwable.class)
  void answer(Throwable fault, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      log.debug("a fault after the answer had begun on {}", request.getRequestURI(), fault);
      return;
    }
    if (fault instanceof ErrorResponse known) {
      known
          .getHeaders()
          .forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
    }
    write(Problem.of(fault), fault, request, response);
  }

  /// Answers with a problem of which only the status is known, for what goes wrong outside a
  /// handler (a refused sign-in, a missing CSRF field): a page or JSON by the same rule.
  public void answer(int status, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(Problem.ofStatus(status, null), null, request, response);
  }

  /// Whether this request wants JSON rather than a page.
  public static boolean wantsJson(HttpServletRequest request, String path) {
    if (path.startsWith("/api/") || path.startsWith("/actuator/") || path.startsWith("/fhir")) {
      return true;
    }
    var accept = request.getHeader(HttpHeaders.ACCEPT);
    var page = accept != null && accept.contains("text/html");
    // The addresses of the open data are for programs; a person who follows one gets a page.
    return !page
        && (path.startsWith("/open-data/v1/") || (accept != null && accept.contains("json")));
  }

  void write(
      Problem problem,
      @Nullable Throwable fault,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var path =
        Objects.requireNonNullElse(
            (String) request.getAttribute("jakarta.servlet.error.request_uri"),
            request.getRequestURI());
    var incident = "";
    if (problem.isOurs()) {
      incident = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()).substring(4);
      log.error("incident {} on {} {}", incident, request.getMethod(), path, fault);
    }
    response.resetBuffer();
    response.setStatus(problem.status());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (wantsJson(request, path)) {
      writeJson(problem, incident, path, response);
    } else {
      writePage(problem, incident, request, response);
    }
  }

  private void writeJson(
      Problem problem, String incident, String path, HttpServletResponse response)
      throws IOException {
    var detail = ProblemDetail.forStatus(problem.status());
    detail.setTitle(problem.title());
    detail.setDetail(
        problem.advice() != null
            ? problem.advice()
            : frames.words("en").of(problem.wordsKey() + ".what"));
    detail.setInstance(instance(path));
    detail.setProperty("code", problem.code());
    if (!incident.isEmpty()) {
      detail.setProperty("incident", incident);
    }
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(detail));
  }

  private static @Nullable URI instance(String path) {
    try {
      return URI.create(path);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void writePage(
      Problem problem, String incident, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var frame = frames.of(request, response);
    var page =
        views.render(
            "web/problem", Map.of("frame", frame, "problem", problem, "incident", incident));
    response.setContentType("text/html;charset=UTF-8");
    response.getOutputStream().write(page.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
