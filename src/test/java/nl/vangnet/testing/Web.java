package nl.vangnet.testing;

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
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A visitor of the product over real HTTP, with a session of its own: reads pages, fills in forms.
/// Redirects are not followed, so that a test sees them.
public final class Web {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final int port;
  private String token = "";

  /// A visitor without an account.
  public Web(int port) {
    this.port = port;
  }

  /// One answer with its bytes.
  public record Answer(int status, byte[] bytes, HttpResponse<byte[]> raw) {
    /// The body as text.
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    /// A header, empty when absent.
    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /// The text as a person reads it: without tags, spaces drawn together.
    public String words() {
      return text()
          .replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", " ")
          .replaceAll("<[^>]+>", " ")
          .replace("&amp;", "&")
          .replace("&#39;", "'")
          .replaceAll("\\s+", " ")
          .strip();
    }
  }

  /// Signs in with the password that all accounts of a test have.
  public Web signIn(String login) {
    get("/login");
    var answer = post("/login", Map.of("username", login, "password", World.PASSWORD));
    if (answer.status() != 302 || answer.header("Location").contains("failed")) {
      throw new AssertionError(
          login + " could not sign in: " + answer.status() + " " + answer.header("Location"));
    }
    get("/help");
    return this;
  }

  /// Reads an address.
  public Answer get(String path) {
    return get(path, Map.of());
  }

  /// Reads an address with more headers.
  public Answer get(String path, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(uri(path)).header("Accept", "text/html, */*");
    headers.forEach(request::setHeader);
    var answer = send(request.GET());
    var found = TOKEN.matcher(answer.text());
    if (answer.header("Content-Type").contains("html") && found.find()) {
      token = found.group(1);
    }
    return answer;
  }

  /// Sends a form with the token of the page that was read last.
  public Answer post(String path, Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Accept", "text/html, */*")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body + "&_csrf=" + encoded(token))));
  }

  /// Sends JSON with a key of a source system.
  public Answer json(String path, String key, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("X-API-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  /// Sends JSON in the session of who signed in, with the token of the page that was read last.
  public Answer json(String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("X-CSRF-TOKEN", token)
            .POST(BodyPublishers.ofString(body)));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var answer =
          client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.body(), answer);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
