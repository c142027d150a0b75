package nl.vangnet.access.web;

import java.util.List;
import org.springframework.boot.web.server.servlet.CookieSameSiteSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Puts the gate before every handler and teaches handlers the `Actor` argument.
@Configuration(proxyBeanMethods = false)
class GateConfiguration implements WebMvcConfigurer {
  private final RequestCache requestCache;

  GateConfiguration(RequestCache requestCache) {
    this.requestCache = requestCache;
  }

  @Bean
  static CookieSameSiteSupplier sameSite() {
    return CookieSameSiteSupplier.ofLax();
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new HandlerGate(requestCache)).order(Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new ActorArgument());
  }
}
