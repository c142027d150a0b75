package nl.vangnet.web;

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
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import nl.vangnet.testing.AppTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/// What a person and a program get to see when something goes wrong, seen from outside.
@AppTest
class ProblemsIT {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  @LocalServerPort private int port;

  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Test
  void aPersonGetsAPageInDutchOrInEnglish() throws Exception {
    var dutch = get("/nergens", "text/html");
    assertThat(dutch.statusCode()).isEqualTo(404);
    assertThat(dutch.headers().firstValue("content-type"))
        .hasValueSatisfying(t -> assertThat(t).startsWith("text/html"));
    assertThat(dutch.body())
        .contains("<html lang=\"nl\">", "Niet gevonden")
        .doesNotContain("static resource");
    assertThat(get("/nergens?lang=en", "text/html").body())
        .contains("<html lang=\"en\">", "Not found");
    assertThat(get("/nergens", "text/html").body())
        .as("the language is remembered")
        .contains("lang=\"en\"");
  }

  /// Whoever has no account is not sent from a dead end to the sign-in page.
  @Test
  void fromADeadEndAVisitorGoesToThePublicFiguresAndWhoSignedInToThePicture() throws Exception {
    var visitor = get("/nergens", "text/html").body();
    assertThat(visitor)
        .contains("<a class=\"btn primary\" href=\"/openbaar\">Naar de cijfers</a>")
        .doesNotContain("href=\"/\"");
    assertThat(get("/openbaar", "text/html").statusCode()).isEqualTo(200);
    signIn();
    assertThat(get("/nergens", "text/html").body())
        .contains("<a class=\"btn primary\" href=\"/\">Naar het beeld</a>");
  }

  @Test
  void aProgramGetsAProblemWithACode() throws Exception {
    var answer = get("/api/v1/nergens", "*/*");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    var problem = JsonMapper.shared().readTree(answer.body());
    assertThat(problem.at("/code").asString()).isEqualTo("not-found");
    assertThat(problem.at("/status").asInt()).isEqualTo(404);
  }

  @Test
  void aVisitorIsSentToTheSignInPage() throws Exception {
    var answer = get("/", "text/html");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location"))
        .hasValueSatisfying(there -> assertThat(there).endsWith("/login"));
    assertThat(get("/live?topic=picture", "text/event-stream").statusCode()).isEqualTo(401);
  }

  @Test
  void whoSignedInLearnsWhatIsWrongAndWhatToDo() throws Exception {
    var token = signIn();
    var site = get("/locatie/BESTAATNIET", "text/html");
    assertThat(site.statusCode()).isEqualTo(404);
    assertThat(site.body()).contains("Er is geen locatie “BESTAATNIET” in NL");
    var moment = get("/?at=gisteren", "text/html");
    assertThat(moment.statusCode()).isEqualTo(400);
    assertThat(moment.body()).contains("2026-11-21T14:00");
    assertThat(get("/live?topic=nothing", "text/event-stream").statusCode()).isEqualTo(404);
    assertThat(get("/live", "text/html").statusCode()).isEqualTo(400);
    var method = post("/locatie", "_csrf=" + encoded(token));
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.headers().firstValue("allow")).isPresent();
    assertThat(post("/logout", "nothing=1").statusCode()).as("without the token").isEqualTo(403);
    for (var page : new String[] {"/", "/regio", "/locatie", "/zoek?q=utrecht", "/help"}) {
      assertThat(get(page, "text/html").statusCode()).as(page).isEqualTo(200);
    }
  }

  private String signIn() throws IOException, InterruptedException {
    var form = "username=" + AppTest.ADMIN + "&password=" + AppTest.PASSWORD + "&_csrf=";
    assertThat(post("/login", form + encoded(token("/login?lang=nl"))).statusCode()).isEqualTo(302);
    return token("/help");
  }

  private String token(String page) throws IOException, InterruptedException {
    var found = TOKEN.matcher(get(page, "text/html").body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private HttpResponse<String> get(String path, String accept)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri(path)).header("Accept", accept).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
