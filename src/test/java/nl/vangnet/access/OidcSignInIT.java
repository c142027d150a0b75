package nl.vangnet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import nl.vangnet.access.TinyProvider.Visitor;
import nl.vangnet.testing.AppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Sign-in with OpenID Connect against a real provider, redirect by redirect.
@AppTest
class OidcSignInIT {
  private static final TinyProvider PROVIDER = new TinyProvider();
  private static final Actor ADMIN =
      new Actor("person:900", "Beheerder", Role.ADMIN, new Scope.Everywhere());
  private static int number;

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired AuditTrail trail;

  private String name = "";
  private String email = "";

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    var client = "spring.security.oauth2.client.";
    properties.add(client + "registration.test.client-id", () -> TinyProvider.CLIENT);
    properties.add(client + "registration.test.client-secret", () -> TinyProvider.SECRET);
    properties.add(client + "registration.test.client-name", () -> "Zorgpas");
    properties.add(client + "registration.test.scope", () -> "openid,email");
    properties.add(client + "provider.test.issuer-uri", PROVIDER::issuer);
  }

  @BeforeEach
  void fresh() {
    PROVIDER.declines = false;
    name = "Inspecteur " + ++number;
    email = "inspecteur" + number + "@toezicht.example";
  }

  private Person known() {
    var details =
        new PersonDetails(
            "inspecteur-" + number,
            name,
            Role.OVERSIGHT,
            new Scope.Everywhere(),
            "nl",
            email,
            null);
    return ((PersonOutcome.Done) people.add(ADMIN, details, null)).person();
  }

  private static HttpClient browser() {
    return HttpClient.newBuilder()
        .cookieHandler(new CookieManager())
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /// Opens an address and follows redirects to the page that remains.
  private HttpResponse<String> open(HttpClient browser, String path) throws Exception {
    var at = URI.create("http://127.0.0.1:" + port).resolve(path);
    for (var i = 0; i < 10; i++) {
      var response = browser.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
      var next = response.headers().firstValue("Location");
      if (next.isEmpty()) {
        return response;
      }
      at = at.resolve(next.get());
    }
    throw new IllegalStateException("redirects without end, last to " + at);
  }

  private HttpResponse<String> signIn(HttpClient browser, Visitor visitor) throws Exception {
    PROVIDER.visitor = visitor;
    return open(browser, "/oauth2/authorization/test");
  }

  /// The sign-in page with this notice; nobody is signed in.
  private void assertRefused(HttpClient browser, HttpResponse<String> page, String advice)
      throws Exception {
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.uri().getPath()).isEqualTo("/login");
    assertThat(page.body()).contains("role=\"alert\"").contains(advice);
    assertThat(open(browser, "/").uri().getPath()).isEqualTo("/login");
  }

  private List<String> reasons() {
    return trail
        .list(
            ADMIN,
            new AuditFilter(null, null, null, "access.sign-in-failed", null),
            Long.MAX_VALUE,
            50)
        .stream()
        .map(e -> e.facts().getOrDefault("reason", ""))
        .toList();
  }

  @Test
  void theSignInPageOffersTheProvider() throws Exception {
    assertThat(open(browser(), "/login").body())
        .contains("Inloggen met Zorgpas")
        .contains("/oauth2/authorization/test");
  }

  @Test
  void aKnownPersonGetsInWithExactlyTheirRole() throws Exception {
    var person = known();
    var browser = browser();
    var page = signIn(browser, new Visitor("s-" + name, email.toUpperCase(), true));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.uri().getPath()).isEqualTo("/");
    assertThat(page.body()).contains(name).contains("Toezicht, leest mee");
    assertThat(open(browser, "/mensen").statusCode()).isEqualTo(403);
    assertThat(people.find(ADMIN, person.id()).orElseThrow().means().subject())
        .isEqualTo(PROVIDER.issuer() + "#s-" + name);
  }

  @Test
  void theSubjectCountsOnceItIsKnown() throws Exception {
    known();
    signIn(browser(), new Visitor("s-" + name, email, true));
    var moved = signIn(browser(), new Visitor("s-" + name, "new-address@toezicht.example", false));
    assertThat(moved.uri().getPath()).isEqualTo("/");
    assertThat(moved.body()).contains(name);
    var other = browser();
    assertRefused(
        other, signIn(other, new Visitor("another", email, true)), "Vraag de beheerder om toegang");
  }

  @Test
  void aStrangerIsRefusedAndReadsWhatToDo() throws Exception {
    var browser = browser();
    assertRefused(
        browser,
        signIn(browser, new Visitor("s-x", "stranger@elsewhere.example", true)),
        "Vraag de beheerder om toegang");
    assertThat(reasons()).contains("unknown-person");
  }

  @Test
  void whoWasSwitchedOffIsRefusedAndARunningSessionEnds() throws Exception {
    var person = known();
    var visitor = new Visitor("s-" + name, email, true);
    var running = browser();
    assertThat(signIn(running, visitor).uri().getPath()).isEqualTo("/");
    people.setActive(ADMIN, person.id(), false);
    assertThat(open(running, "/").uri().getPath()).isEqualTo("/login");
    var browser = browser();
    assertRefused(browser, signIn(browser, visitor), "Vraag de beheerder om toegang");
  }

  @Test
  void anAddressThatTheProviderDoesNotVouchForOpensNothing() throws Exception {
    var person = known();
    var browser = browser();
    assertRefused(
        browser,
        signIn(browser, new Visitor("s-" + name, email, false)),
        "e-mailadres niet bevestigd");
    assertThat(people.find(ADMIN, person.id()).orElseThrow().means().subject()).isNull();
  }

  @Test
  void whoBreaksOffAtTheProviderMayTryAgain() throws Exception {
    known();
    var browser = browser();
    PROVIDER.declines = true;
    var visitor = new Visitor("s-" + name, email, true);
    assertRefused(browser, signIn(browser, visitor), "Probeer het opnieuw");
    PROVIDER.declines = false;
    assertThat(signIn(browser, visitor).uri().getPath()).isEqualTo("/");
  }
}
