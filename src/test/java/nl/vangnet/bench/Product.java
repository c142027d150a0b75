package nl.vangnet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The product in a process of its own: started, asked, killed.
final class Product implements AutoCloseable {
  static final int HTTP = 19080;
  static final int MLLP = 19575;
  static final int DATABASE = 19432;
  static final String METRICS_TOKEN = "bench-metrics-token-0123456789";

  private final Process process;

  private Product(Process process) {
    this.process = process;
  }

  /// Starts the product on a data folder and waits until it is ready.
  static Product start(Path data, String... properties) throws IOException, InterruptedException {
    var command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-Dserver.port=" + HTTP,
                "-Dvangnet.mllp.port=" + MLLP,
                "-Dvangnet.db-port=" + DATABASE,
                "-Dvangnet.data-dir=" + data,
                "-Dvangnet.demo=true",
                "-Dvangnet.simulator.enabled=false",
                "-Dvangnet.exercise.transport=false",
                "-Dvangnet.exercise.transfers=false",
                "-Dvangnet.metrics.token=" + METRICS_TOKEN));
    command.addAll(List.of(properties));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchApp.class.getName()));
    var startedAt = System.nanoTime();
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var ready = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          try (var out =
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = out.readLine()) != null) {
              if (line.equals("READY")) {
                ready.countDown();
              } else if (line.contains("WARN")
                  || line.contains("ERROR")
                  || line.contains("xception")) {
                System.out.println("  | " + line);
              }
            }
          } catch (IOException e) {
            System.out.println("  | the product's output ended: " + e.getMessage());
          }
        });
    if (!ready.await(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the product did not become ready in two minutes");
    }
    System.out.printf("product ready after %.1f s%n", (System.nanoTime() - startedAt) / 1e9);
    return new Product(process);
  }

  /// Ends the process at once, as a power cut would end it.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  static Connection database() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + DATABASE + "/postgres", "postgres", "");
  }

  static long count(String sql) throws SQLException {
    try (var connection = database();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  static URI uri(String path) {
    return URI.create("http://localhost:" + HTTP + path);
  }

  /// A client that is signed in as the national desk.
  static HttpClient signedIn() throws IOException, InterruptedException {
    return signedIn("landelijk");
  }

  /// A client that is signed in as this account of demo mode.
  static HttpClient signedIn(String login) throws IOException, InterruptedException {
    var client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    var form = client.send(HttpRequest.newBuilder(uri("/login")).build(), BodyHandlers.ofString());
    var csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(form.body());
    if (!csrf.find()) {
      throw new IOException("the sign-in page has no CSRF field");
    }
    var body =
        "username="
            + login
            + "&password=vangnet-demo&_csrf="
            + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8);
    var answer =
        client.send(
            HttpRequest.newBuilder(uri("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.uri().getPath().equals("/login")) {
      throw new IOException("sign-in failed");
    }
    return client;
  }

  /// The used heap in MiB as the product's own metrics tell.
  static double heapMiB(HttpClient client) throws IOException, InterruptedException {
    var metrics =
        client
            .send(
                HttpRequest.newBuilder(uri("/actuator/prometheus"))
                    .header("Authorization", "Bearer " + METRICS_TOKEN)
                    .build(),
                BodyHandlers.ofString())
            .body();
    var used =
        Pattern.compile("(?m)^jvm_memory_used_bytes\\{.*area=\"heap\".*} ([0-9.E]+)")
            .matcher(metrics);
    var sum = 0.0;
    while (used.find()) {
      sum += Double.parseDouble(used.group(1));
    }
    return sum / 1024 / 1024;
  }
}
