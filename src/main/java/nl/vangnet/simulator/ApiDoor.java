package nl.vangnet.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import nl.vangnet.simulator.Outgoing.Mapping;
import nl.vangnet.simulator.Outgoing.Observation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON API as a hospital's system uses it, with an API key.
final class ApiDoor {
  private static final int BATCH = 500;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final JsonMapper json;
  private final String base;

  ApiDoor(JsonMapper json, String base) {
    this.json = json;
    this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  /// The door did not do what was asked; `status` is its answer.
  static final class Refused extends IOException {
    private final int status;

    Refused(String address, int status, String answer) {
      super(address + " answered " + status + ": " + answer.strip());
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /// Posts figures in batches.
  void observe(String key, List<Observation> observations)
      throws IOException, InterruptedException {
    for (int from = 0; from < observations.size(); from += BATCH) {
      var part = observations.subList(from, Math.min(from + BATCH, observations.size()));
      post(
          "/api/v1/observations",
          key,
          Map.of("observations", part.stream().map(ApiDoor::figure).toList()));
    }
  }

  private static Map<String, @Nullable Object> figure(Observation observation) {
    var line = observation.line();
    var figure = new LinkedHashMap<String, @Nullable Object>();
    figure.put("site", line.site());
    figure.put("unit", line.unit());
    figure.put("category", line.category());
    figure.put("cohort", line.cohort());
    figure.put("variable", observation.variable());
    figure.put("value", observation.value());
    figure.put("observedAt", observation.observedAt().toString());
    figure.put("note", observation.note());
    return figure;
  }

  /// Maps location codes of a source.
  void map(String key, String source, List<Mapping> mappings)
      throws IOException, InterruptedException {
    for (var mapping : new ArrayList<>(mappings)) {
      var line = mapping.line();
      var body = new LinkedHashMap<String, @Nullable Object>();
      body.put("source", source);
      body.put("pointOfCare", mapping.pointOfCare());
      body.put("room", null);
      body.put("bed", null);
      body.put("service", mapping.service());
      body.put("site", line.site());
      body.put("unit", line.unit());
      body.put("category", line.category());
      body.put("cohort", line.cohort());
      post("/api/v1/locations", key, body);
    }
  }

  /// Declares the begin or the end of a census baseline.
  void baseline(String key, String site, String action) throws IOException, InterruptedException {
    post("/api/v1/sites/" + site + "/census/baseline", key, Map.of("action", action));
  }

  /// The rounds that run, as the hospital of this key sees them.
  JsonNode rounds(String key) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + "/api/v1/rounds/today"))
            .timeout(Duration.ofSeconds(60))
            .header("Accept", "application/json")
            .header("X-API-Key", key)
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new Refused("/api/v1/rounds/today", answer.statusCode(), "");
    }
    return json.readTree(answer.body());
  }

  /// Files the round of a site: what is known holds.
  void file(String key, long round, String site, String remark, String explanation)
      throws IOException, InterruptedException {
    post(
        "/api/v1/rounds/" + round + "/sites/" + site + "/filing",
        key,
        Map.of("confirmRest", true, "remark", remark, "explanation", explanation));
  }

  private void post(String address, String key, Object body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + address))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("X-API-Key", key)
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      var text = answer.body();
      throw new Refused(
          address, answer.statusCode(), text.length() > 400 ? text.substring(0, 400) : text);
    }
  }

  void close() {
    client.shutdownNow();
  }
}
