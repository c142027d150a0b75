package nl.vangnet.conformance.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nl.vangnet.conformance.InterfaceVersion;
import nl.vangnet.web.Frame;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Says with every answer of an interface that its version has a successor (IDX-08).
@Component
class DeprecationNotice implements HandlerInterceptor, WebMvcConfigurer {
  private final Clock clock;

  DeprecationNotice(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/fhir/**", "/fhir", "/api/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    headers(
            InterfaceVersion.ALL,
            request.getRequestURI(),
            LocalDate.ofInstant(clock.instant(), Frame.ZONE))
        .forEach(response::setHeader);
    return true;
  }

  /// The headers of the version that speaks at a path: of several the one with the longest path.
  static Map<String, String> headers(List<InterfaceVersion> versions, String path, LocalDate day) {
    record Spoken(InterfaceVersion version, String path) {}
    return versions.stream()
        .flatMap(v -> v.paths().stream().map(p -> new Spoken(v, p)))
        .filter(s -> path.equals(s.path()) || path.startsWith(s.path() + "/"))
        .max(Comparator.comparingInt(s -> s.path().length()))
        .map(s -> s.version().headers(day))
        .orElse(Map.of());
  }
}
