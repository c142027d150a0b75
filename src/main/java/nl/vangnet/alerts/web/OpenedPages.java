package nl.vangnet.alerts.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import nl.vangnet.access.CurrentActor;
import nl.vangnet.alerts.Alerts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Sees which pages people open: a message that leads to one of them is read. A page that reloads
/// itself, or that a browser fetches ahead, is opened by nobody.
@Configuration(proxyBeanMethods = false)
class OpenedPages implements WebMvcConfigurer, HandlerInterceptor {
  private static final Logger log = LoggerFactory.getLogger(OpenedPages.class);

  private final Alerts alerts;

  OpenedPages(Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).excludePathPatterns("/api/**", "/fhir/**", "/live", "/m/**");
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    var actor = CurrentActor.find();
    if (actor.isPresent() && failure == null && isOpened(request, response)) {
      try {
        alerts.opened(actor.get(), request.getRequestURI());
      } catch (DataAccessException e) {
        log.warn("a receipt was lost: {}", e.getMessage());
      }
    }
  }

  private static boolean isOpened(HttpServletRequest request, HttpServletResponse response) {
    var type = response.getContentType();
    return request.getMethod().equals("GET")
        && response.getStatus() == 200
        && type != null
        && type.startsWith("text/html")
        && request.getHeader("X-Refresh") == null
        && request.getHeader("Sec-Purpose") == null;
  }
}
