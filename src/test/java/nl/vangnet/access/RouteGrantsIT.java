package nl.vangnet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.RegionId;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.RoomTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Walks every route of the running application with every role and a visitor, over HTTP, against
/// the tables in `src/test/resources/routes`, one file per room. A route that is in no table fails
/// the test: whoever adds one says there who may enter.
///
/// A row is `METHOD path PERMISSION`, or `OPEN` instead of a permission, or `A|B` when either is
/// enough. `scoped` behind it says that a role with a scope may still be refused, because the
/// made-up site is not inside it; `demo`, that the route exists in demo mode only.
@AppTest
class RouteGrantsIT { // IDX-04, SPR-03
  private static final String PASSWORD = "een-wachtwoord-per-rol";
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  @LocalServerPort private int port;
  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;
  @Autowired private PeopleStore people;
  @Autowired private People accounts;
  @Autowired private PasswordEncoder encoder;
  @Autowired private SourceStore sourceStore;
  @Autowired private SourceSystems sources;
  @Autowired private Clock clock;

  /// One route as the application has it.
  private record Route(String method, String path, @Nullable MediaType consumes, boolean stream) {
    String key() {
      return method + " " + path;
    }
  }

  /// What the table says about a route; no permission means open.
  private record Expected(Set<Permission> either, boolean scoped) {
    static Expected of(String words) {
      var parts = words.split(" ");
      return new Expected(
          parts[0].equals("OPEN")
              ? Set.of()
              : Arrays.stream(parts[0].split("\\|"))
                  .map(Permission::valueOf)
                  .collect(Collectors.toUnmodifiableSet()),
          parts.length > 1 && parts[1].equals("scoped"));
    }

    boolean isOpen() {
      return either.isEmpty();
    }

    boolean allows(Role role) {
      return isOpen() || either.stream().anyMatch(Grants.of(role)::contains);
    }
  }

  /// One who asks: a browser with a session, or a system with a key.
  private record Caller(HttpClient client, String csrf, @Nullable String key) {}

  @Test
  void everyRouteLetsInExactlyTheRolesOfTheTable() throws Exception {
    var table = table();
    var routes = routes();
    assertThat(new TreeSet<>(routes.keySet()))
        .as("the routes of the application and the table in this test")
        .isEqualTo(new TreeSet<>(table.keySet()));
    var callers = new EnumMap<Role, Caller>(Role.class);
    for (var role : Role.values()) {
      callers.put(role, role == Role.SOURCE ? system() : person(role));
    }
    var visitor = visitor();
    var faults = new ArrayList<String>();
    for (var route : routes.values()) {
      var expected = Objects.requireNonNull(table.get(route.key()));
      check(route, "VISITOR", visitor, expected.isOpen(), false, faults);
      for (var role : Role.values()) {
        if (role == Role.SOURCE && !isForSystems(route)) {
          continue;
        }
        var allowed = expected.allows(role);
        var either =
            expected.scoped()
                && (role == Role.HOSPITAL
                    || role == Role.DISPATCH
                    || role == Role.REGION
                    || role == Role.SOURCE);
        check(
            route, role.name(), Objects.requireNonNull(callers.get(role)), allowed, either, faults);
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void aWrongKeyIsRefusedWithAProblem() throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri("/api/anything")).header("X-API-Key", "vk_no").build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"unknown-key\"");
  }

  @Test
  void aVisitorIsSentToTheSignInPageAndThenWhereHeWanted() throws Exception {
    var client = visitor().client();
    var refused = get(client, "/mensen");
    assertThat(refused.statusCode()).isEqualTo(302);
    assertThat(refused.headers().firstValue("Location").orElse("")).endsWith("/login");
    var answer = signIn(client, AppTest.ADMIN, AppTest.PASSWORD);
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/mensen");
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    var headers = get(client(), "/login").headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(headers.allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("JSESSIONID=")
                .contains("HttpOnly")
                .contains("SameSite=Lax"));
  }

  @Test
  void theOperationsEndpointsAreClosedButHealth() throws Exception {
    var client = visitor().client();
    assertThat(get(client, "/actuator/health").statusCode()).isEqualTo(200);
    assertThat(get(client, "/actuator/prometheus").statusCode()).isEqualTo(401);
    assertThat(get(client, "/actuator/env").statusCode()).isIn(401, 403, 404);
    var admin = person(Role.ADMIN).client();
    assertThat(get(admin, "/actuator/env").statusCode()).isIn(401, 403, 404);
    assertThat(get(person(Role.NATIONAL).client(), "/actuator/prometheus").statusCode())
        .isEqualTo(403);
  }

  @Test
  void aChangeWithoutTheTokenOfTheSessionIsRefused() throws Exception {
    var admin = person(Role.ADMIN).client();
    var answer =
        admin.send(
            HttpRequest.newBuilder(uri("/mensen")).POST(BodyPublishers.noBody()).build(),
            BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  private void check(
      Route route, String who, Caller caller, boolean allowed, boolean either, List<String> faults)
      throws Exception {
    var status = ask(route, caller);
    var denied = status == 401 || status == 403 || (who.equals("VISITOR") && status == 302);
    if (status >= 500) {
      faults.add("%s as %s answers %d".formatted(route.key(), who, status));
    }
    if (denied == allowed && !either) {
      faults.add(
          "%s as %s answers %d but must be %s"
              .formatted(route.key(), who, status, allowed ? "allowed" : "denied"));
    }
  }

  private int ask(Route route, Caller caller) throws Exception {
    var path = route.path().replaceAll("\\{[^}]+}", "999999").replace("**", "9/9/9");
    var request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(route.stream() ? 3 : 60))
            .header("Accept", route.stream() ? "text/event-stream" : "text/html, */*");
    if (caller.key() != null) {
      request.header("X-API-Key", caller.key());
    }
    if (route.method().equals("GET")) {
      request.GET();
    } else {
      var type =
          route.consumes() == null
              ? route.path().startsWith("/api/")
                  ? "application/json"
                  : "application/x-www-form-urlencoded"
              : route.consumes().includes(MediaType.MULTIPART_FORM_DATA)
                  ? "multipart/form-data; boundary=x"
                  : route.consumes().toString();
      request
          .header("Content-Type", type)
          .header("X-CSRF-TOKEN", caller.csrf())
          .method(route.method(), BodyPublishers.ofString(body(type)));
    }
    try {
      var answer = caller.client().send(request.build(), BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        if (!route.stream()) {
          body.readAllBytes();
        }
      }
      var location = answer.headers().firstValue("Location").orElse("");
      return answer.statusCode() == 302 && !location.endsWith("/login") ? 303 : answer.statusCode();
    } catch (HttpTimeoutException openStream) {
      return 200;
    }
  }

  private static boolean isForSystems(Route route) {
    return route.path().startsWith("/api/") || route.path().startsWith("/fhir");
  }

  private static String body(String type) {
    return type.endsWith("=x") ? "--x--\r\n" : type.contains("json") ? "{}" : "";
  }

  private static Map<String, Expected> table() throws IOException {
    return RoomTables.lines("routes").stream()
        .filter(line -> !line.endsWith(" demo"))
        .map(line -> line.strip().split(" ", 3))
        .collect(
            Collectors.toMap(
                part -> part[0] + " " + part[1], part -> Expected.of(part[2]), (a, b) -> a));
  }

  private Map<String, Route> routes() {
    var routes = new TreeMap<String, Route>();
    requestMappingHandlerMapping
        .getHandlerMethods()
        .forEach((info, handler) -> {
          if (!ErrorController.class.isAssignableFrom(handler.getBeanType())) {
            for (var route : routes(info)) {
              routes.put(route.key(), route);
            }
          }
        });
    return routes;
  }

  private static List<Route> routes(RequestMappingInfo info) {
    var consumes =
        info.getConsumesCondition().getConsumableMediaTypes().stream().findFirst().orElse(null);
    var stream =
        info.getProducesCondition().getProducibleMediaTypes().contains(MediaType.TEXT_EVENT_STREAM);
    var methods = info.getMethodsCondition().getMethods();
    return info.getPatternValues().stream()
        .flatMap(path ->
            methods.isEmpty()
                ? List.of(new Route("GET", path, consumes, stream)).stream()
                : methods.stream().map(m -> new Route(m.name(), path, consumes, stream)))
        .toList();
  }

  private Caller visitor() throws Exception {
    var client = client();
    return new Caller(client, csrf(get(client, "/login").body()), null);
  }

  private Caller person(Role role) throws Exception {
    var login = "route-" + role.name().toLowerCase(java.util.Locale.ROOT);
    Scope scope =
        switch (role) {
          case HOSPITAL, DISPATCH -> new Scope.InOrganisation(new OrganisationId(888_888));
          case REGION -> new Scope.InRegion(new RegionId(888_888));
          case NATIONAL, OVERSIGHT, STEWARD, ADMIN, SOURCE -> new Scope.Everywhere();
        };
    people.insert(
        new PersonDetails(login, login, role, scope, "nl", null, null),
        encoder.encode(PASSWORD),
        false,
        clock.instant(),
        "test");
    accounts.announce();
    var client = client();
    var answer = signIn(client, login, PASSWORD);
    assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("failed");
    return new Caller(client, csrf(get(client, "/help").body()), null);
  }

  private Caller system() {
    sourceStore.insert(
        new SourceDetails(
            "route-source",
            "Route",
            CountryCode.NL,
            new OrganisationId(888_888),
            null,
            null,
            null,
            ZoneId.of("Europe/Amsterdam")),
        false,
        clock.instant(),
        "test");
    var id = sourceStore.findByCode("route-source").orElseThrow().id();
    var key =
        sources.issueKey(new Actor("person:0", "test", Role.ADMIN, new Scope.Everywhere()), id);
    return new Caller(HttpClient.newHttpClient(), "", key);
  }

  private HttpResponse<String> signIn(HttpClient client, String login, String password)
      throws Exception {
    var form =
        "username="
            + encoded(login)
            + "&password="
            + encoded(password)
            + "&_csrf="
            + encoded(csrf(get(client, "/login").body()));
    return client.send(
        HttpRequest.newBuilder(uri("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .cookieHandler(new CookieManager())
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  private HttpResponse<String> get(HttpClient client, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).header("Accept", "text/html, */*").build(),
        BodyHandlers.ofString());
  }

  private static String csrf(String page) {
    var found = CSRF.matcher(page);
    assertThat(found.find()).as("the page carries the session's token").isTrue();
    return found.group(1);
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
