package nl.vangnet.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// The doors of the web side: keys for source systems, sessions for people, and the headers of
/// every answer. Which handler is open to whom is decided behind it, by the gate of `access.web`.
@Configuration(proxyBeanMethods = false)
class SecurityRules {
  private static final String CONTENT_POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
  private static final RequestMatcher API =
      new OrRequestMatcher(
          PathPatternRequestMatcher.pathPattern("/api/**"),
          PathPatternRequestMatcher.pathPattern("/fhir/**"));

  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  @Bean
  @SuppressWarnings("NullAway") // null is documented: no "continue" in the address
  RequestCache requestCache() {
    var cache = new HttpSessionRequestCache();
    cache.setMatchingRequestParameterName(null);
    return cache;
  }

  @Bean
  OncePerMinute oncePerMinute(Clock clock) {
    return new OncePerMinute(clock);
  }

  @Bean
  @Order(1)
  SecurityFilterChain keyDoor(
      HttpSecurity http, SourceSystems sources, AuditTrail trail, OncePerMinute throttle) {
    return http.securityMatcher(
            new AndRequestMatcher(API, r -> r.getHeader(ApiKeyFilter.HEADER) != null))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(c -> c.disable())
        .logout(l -> l.disable())
        .requestCache(c -> c.disable())
        .anonymous(a -> a.disable())
        .headers(SecurityRules::headers)
        .addFilterAfter(new RefusalFilter(trail, throttle), SecurityContextHolderFilter.class)
        .addFilterAfter(new ApiKeyFilter(sources, trail, throttle), RefusalFilter.class)
        .authorizeHttpRequests(a -> a.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain sessionDoor(
      HttpSecurity http,
      Sessions sessions,
      RequestCache requestCache,
      PersonSignIn signIn,
      ObjectProvider<ClientRegistrationRepository> providers,
      @Value("${vangnet.metrics.token:}") String metricsToken) {
    http.headers(SecurityRules::headers)
        .requestCache(c -> c.requestCache(requestCache))
        .anonymous(a -> a.disable())
        .authenticationProvider(signIn)
        .addFilterAfter(sessions.actorFilter(), SecurityContextHolderFilter.class)
        .addFilterAfter(sessions.refusalFilter(), SessionActorFilter.class)
        .formLogin(f ->
            f.loginPage("/login")
                .successHandler(sessions.signedIn("password"))
                .failureHandler(sessions.passwordFailed()))
        .logout(l -> l.addLogoutHandler(sessions::signOut).logoutSuccessUrl("/login?signed-out"))
        .exceptionHandling(e ->
            e.accessDeniedHandler(denied())
                .authenticationEntryPoint((request, response, failure) ->
                    ProblemJson.write(
                        response,
                        401,
                        "not-signed-in",
                        "Sign in first",
                        "This address needs an account or a token.")))
        .authorizeHttpRequests(a ->
            a.requestMatchers("/actuator/health", "/actuator/health/**")
                .permitAll()
                .requestMatchers("/actuator/prometheus")
                .access((authentication, context) ->
                    mayReadMetrics(authentication, context.getRequest(), metricsToken))
                .requestMatchers("/actuator", "/actuator/**")
                .denyAll()
                .anyRequest()
                .permitAll());
    if (providers.getIfAvailable() != null) {
      http.oauth2Login(o ->
          o.loginPage("/login")
              .userInfoEndpoint(u ->
                  u.oidcUserService(sessions.oidcPeople()).userService(sessions::refusePlainOAuth2))
              .successHandler(sessions.signedIn("oidc"))
              .failureHandler(sessions.oidcFailed()));
    }
    return http.build();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(c -> c.policyDirectives(CONTENT_POLICY))
        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN));
  }

  private static AuthorizationDecision mayReadMetrics(
      Supplier<? extends @Nullable Authentication> authentication,
      HttpServletRequest request,
      String token) {
    var header = request.getHeader("Authorization");
    var bearer =
        !token.isBlank()
            && header != null
            && header.startsWith("Bearer ")
            && Secrets.same(header.substring(7).strip(), token);
    return new AuthorizationDecision(
        bearer || CurrentActor.find().filter(a -> a.has(Permission.SEE_METRICS)).isPresent());
  }

  /// A form that outlived its session leads back to the sign-in page; everything else is a refusal.
  private static AccessDeniedHandler denied() {
    return (request, response, refusal) -> {
      if (API.matches(request)) {
        ProblemJson.write(
            request,
            response,
            403,
            refusal instanceof CsrfException ? "csrf-token-missing" : "not-allowed",
            "Refused",
            "Send the session's X-CSRF-TOKEN with every change, or use an API key.");
      } else if (refusal instanceof CsrfException && CurrentActor.find().isEmpty()) {
        response.sendRedirect(request.getContextPath() + "/login?expired");
      } else {
        response.sendError(CurrentActor.find().isPresent() ? 403 : 401);
      }
    };
  }

  /// What happens when a session begins, fails to begin or ends.
  @Bean
  Sessions sessions(
      People people,
      PeopleStore store,
      AuditTrail trail,
      SignInTrail signIns,
      RequestCache cache,
      OncePerMinute throttle) {
    return new Sessions(people, store, trail, signIns, cache, throttle);
  }

  /// The parts of the session door that write the trail.
  record Sessions(
      People people,
      PeopleStore store,
      AuditTrail trail,
      SignInTrail signIns,
      RequestCache cache,
      OncePerMinute throttle) {
    SessionActorFilter actorFilter() {
      return new SessionActorFilter(people);
    }

    RefusalFilter refusalFilter() {
      return new RefusalFilter(trail, throttle);
    }

    OidcPeople oidcPeople() {
      return new OidcPeople(store, people);
    }

    SavedRequestAwareAuthenticationSuccessHandler signedIn(String method) {
      var handler =
          new SavedRequestAwareAuthenticationSuccessHandler() {
            @Override
            public void onAuthenticationSuccess(
                HttpServletRequest request,
                jakarta.servlet.http.HttpServletResponse response,
                Authentication authentication)
                throws java.io.IOException, jakarta.servlet.ServletException {
              if (authentication.getPrincipal() instanceof SignedIn signedIn) {
                signIns.signedIn(signedIn.ticket(), method);
                store
                    .find(signedIn.ticket().person())
                    .ifPresent(a -> speak(a.person().language(), request, response));
              }
              super.onAuthenticationSuccess(request, response, authentication);
            }
          };
      handler.setRequestCache(cache);
      return handler;
    }

    /// The pages open in the language of the person, unless this browser chose one already.
    private static void speak(
        String language,
        HttpServletRequest request,
        jakarta.servlet.http.HttpServletResponse response) {
      var cookies = request.getCookies();
      if (cookies == null || Arrays.stream(cookies).noneMatch(c -> c.getName().equals("lang"))) {
        var cookie = new Cookie("lang", language);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
      }
    }

    AuthenticationFailureHandler passwordFailed() {
      var redirect = new SimpleUrlAuthenticationFailureHandler("/login?failed");
      return (request, response, failure) -> {
        var login = request.getParameter("username");
        signIns.failed(login == null ? "" : login, "password", reason(failure.getMessage()));
        redirect.onAuthenticationFailure(request, response, failure);
      };
    }

    AuthenticationFailureHandler oidcFailed() {
      return (request, response, failure) -> {
        var code =
            failure instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : "";
        signIns.failed("", "oidc", reason(code.isEmpty() ? failure.getMessage() : code));
        var notice =
            switch (code) {
              case OidcPeople.UNKNOWN -> "unknown";
              case OidcPeople.UNVERIFIED -> "unverified";
              default -> "provider";
            };
        new SimpleUrlAuthenticationFailureHandler("/login?" + notice)
            .onAuthenticationFailure(request, response, failure);
      };
    }

    void signOut(
        HttpServletRequest request,
        jakarta.servlet.http.HttpServletResponse response,
        @Nullable Authentication authentication) {
      CurrentActor.find().ifPresent(signIns::signedOut);
    }

    org.springframework.security.oauth2.core.user.OAuth2User refusePlainOAuth2(
        org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest request) {
      throw new OAuth2AuthenticationException(
          new org.springframework.security.oauth2.core.OAuth2Error("openid-scope-missing"));
    }

    private static String reason(@Nullable String message) {
      return message == null
          ? "refused"
          : message.length() > 80 ? message.substring(0, 80) : message;
    }
  }
}
