package nl.vangnet.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/// Makes the frame of a request. The language is the parameter `lang`, then the cookie of the same
/// name, then Dutch; what browsers say they prefer is not asked.
@Component
class Frames {
  private static final String LANGUAGE = "lang";
  private static final Duration REMEMBERED = Duration.ofDays(400);

  private final Languages languages;
  private final Clock clock;
  private final boolean demo;
  private final ObjectProvider<DeadlineSource> deadlines;
  private final ObjectProvider<NavCount> counts;
  private final ObjectProvider<InboxSource> inboxes;
  private final LiveStream stream;

  Frames(
      Languages languages,
      Clock clock,
      @Value("${vangnet.demo:false}") boolean demo,
      ObjectProvider<DeadlineSource> deadlines,
      ObjectProvider<NavCount> counts,
      ObjectProvider<InboxSource> inboxes,
      LiveStream stream) {
    this.languages = languages;
    this.clock = clock;
    this.demo = demo;
    this.deadlines = deadlines;
    this.counts = counts;
    this.inboxes = inboxes;
    this.stream = stream;
  }

  Frame of(HttpServletRequest request, HttpServletResponse response) {
    var known = stream.last();
    var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    var actor = CurrentActor.find().orElse(null);
    var words = languages.of(language(request, response));
    var now = clock.instant();
    return new Frame(
        actor,
        words,
        path(request),
        query(request),
        demo,
        now,
        token == null ? "_csrf" : token.getParameterName(),
        token == null ? "" : token.getToken(),
        actor == null ? null : next(actor, words, now),
        actor == null ? Map.of() : waiting(actor),
        actor == null ? null : inbox(actor),
        known);
  }

  private Map<String, Integer> waiting(Actor actor) {
    var found = new LinkedHashMap<String, Integer>();
    counts.orderedStream().forEach(c -> found.put(c.href(), c.of(actor)));
    return found;
  }

  private @Nullable Inbox inbox(Actor actor) {
    var source = inboxes.getIfAvailable();
    return source == null ? null : source.of(actor).orElse(null);
  }

  private @Nullable Deadline next(Actor actor, Words words, Instant now) {
    return deadlines
        .orderedStream()
        .flatMap(d -> d.next(actor, words, now).stream())
        .min(Comparator.comparing(Deadline::due))
        .orElse(null);
  }

  /// The address that was asked for, also while an error is answered.
  private static String path(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
        ? asked
        : request.getRequestURI();
  }

  Words words(String language) {
    return languages.of(language);
  }

  private static String language(HttpServletRequest request, HttpServletResponse response) {
    var asked = request.getParameter(LANGUAGE);
    if ("nl".equals(asked) || "en".equals(asked)) {
      var cookie = new Cookie(LANGUAGE, asked);
      cookie.setPath("/");
      cookie.setHttpOnly(true);
      cookie.setMaxAge((int) REMEMBERED.toSeconds());
      cookie.setAttribute("SameSite", "Lax");
      response.addCookie(cookie);
      return asked;
    }
    var cookies = request.getCookies();
    if (cookies != null) {
      for (var cookie : cookies) {
        if (cookie.getName().equals(LANGUAGE)) {
          return cookie.getValue();
        }
      }
    }
    return "nl";
  }

  private static Map<String, String> query(HttpServletRequest request) {
    if (request.getQueryString() == null) {
      return Map.of();
    }
    var query = new LinkedHashMap<String, String>();
    for (var part : request.getQueryString().split("&", 60)) {
      var name = decoded(part.split("=", 2)[0]);
      var value = request.getParameter(name);
      if (value != null && !name.equals(LANGUAGE)) {
        query.put(name, value);
      }
    }
    return Collections.unmodifiableMap(query);
  }

  private static String decoded(String text) {
    try {
      return java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
