package nl.vangnet.transfer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody at a browser that follows nothing by itself, so that a test sees every answer.
final class Visitor {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private String csrf = "";

  Visitor(int port) {
    this.port = port;
  }

  /// Somebody who signed in.
  static Visitor signedIn(int port, String login, String password) throws Exception {
    var visitor = new Visitor(port);
    visitor.remember(visitor.get("/login").body());
    var answer = visitor.post("/login", Map.of("username", login, "password", password));
    assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("failed");
    visitor.remember(visitor.get("/help").body());
    return visitor;
  }

  private void remember(String page) {
    var found = CSRF.matcher(page);
    if (found.find()) {
      csrf = found.group(1);
    }
  }

  HttpResponse<String> get(String path) throws Exception {
    var answer =
        client.send(
            HttpRequest.newBuilder(uri(path)).header("Accept", "text/html, */*").build(),
            BodyHandlers.ofString());
    if (csrf.isEmpty()) {
      remember(answer.body());
    }
    return answer;
  }

  HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
    return send(
        path,
        fields.entrySet().stream()
                .map(f -> encoded(f.getKey()) + "=" + encoded(f.getValue()))
                .collect(Collectors.joining("&"))
            + "&_csrf="
            + encoded(csrf));
  }

  /// A form without the token of the session.
  HttpResponse<String> postWithoutToken(String path) throws Exception {
    return send(path, "");
  }

  private HttpResponse<String> send(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html, */*")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /// Where an answer sends its reader.
  static String to(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
