package nl.vangnet.travel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.testing.StandingClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The adapter of a routing engine, against a real HTTP server that speaks OSRM's table service.
class RoutingEngineTest {
  private static final Coordinates HERE = new Coordinates(52.1, 5.1);

  private final StandingClock clock = new StandingClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String answer = "";
  private volatile int status = 200;
  private volatile long pause;
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/table/v1/driving/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().toString());
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var places = exchange.getRequestURI().getPath().split("/")[4].split(";").length;
    var text = answer.isEmpty() ? table(places) : answer;
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /// The n-th place lies n minutes and 700 n metres away.
  private static String table(int places) {
    return "{\"code\":\"Ok\",\"durations\":[["
        + IntStream.range(0, places).mapToObj(i -> i * 60 + ".4").collect(Collectors.joining(","))
        + "]],\"distances\":[["
        + IntStream.range(0, places).mapToObj(i -> "" + i * 700).collect(Collectors.joining(","))
        + "]]}";
  }

  private RoutingEngine engine(long boundMillis) {
    return new RoutingEngine(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/",
        boundMillis,
        new JsonMapper(),
        clock);
  }

  private static List<Coordinates> places(int count) {
    var places = new ArrayList<Coordinates>();
    for (var i = 0; i < count; i++) {
      places.add(new Coordinates(52.2 + i * 0.001, 5.2));
    }
    return places;
  }

  @Test
  void readsDurationsAndDistances() {
    var found = engine(5_000).journeys(HERE, places(3));
    assertThat(found).hasSize(3);
    var last = java.util.Objects.requireNonNull(found.get(2));
    assertThat(last.duration()).isEqualTo(Duration.ofSeconds(180));
    assertThat(last.kilometres()).isCloseTo(2.1, within(0.001));
    assertThat(last.basis()).isEqualTo(Journey.Basis.ROUTED);
    assertThat(asked.getFirst())
        .contains("/table/v1/driving/5.10000,52.10000;5.20000,52.20000;")
        .contains("sources=0");
  }

  @Test
  void asksForManyInPartsAndOnlyOnce() {
    var engine = engine(20_000);
    assertThat(engine.journeys(HERE, places(200))).hasSize(200);
    assertThat(asked).hasSize(3);
    assertThat(engine.journeys(HERE, places(200))).hasSize(200);
    assertThat(asked).hasSize(3);
    clock.move(Duration.ofHours(13));
    engine.journeys(HERE, places(1));
    assertThat(asked).hasSize(4);
  }

  @Test
  void aPlaceWithoutARouteIsLeftToTheEstimate() {
    answer = "{\"code\":\"Ok\",\"durations\":[[0,null,240]],\"distances\":[[0,null,3300]]}";
    var found = engine(5_000).journeys(HERE, places(2));
    assertThat(found).containsOnlyKeys(1);
  }

  @Test
  void aSlowEngineIsNotWaitedForAndThenLeftAlone() {
    pause = 3_000;
    var engine = engine(150);
    var begin = System.nanoTime();
    assertThat(engine.journeys(HERE, places(2))).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1_500));
    engine.journeys(HERE, places(2));
    assertThat(asked).hasSizeLessThan(2);
    pause = 0;
    clock.move(Duration.ofSeconds(31));
    assertThat(engine(5_000).journeys(HERE, places(2))).hasSize(2);
  }

  @Test
  void nonsenseAndFaultsAreLeftToTheEstimate() {
    for (var text : List.of("<html>", "{", "{\"code\":\"NoTable\"}", "[]", "null")) {
      answer = text;
      assertThat(engine(5_000).journeys(HERE, places(2))).as(text).isEmpty();
    }
    answer = "{\"code\":\"Ok\",\"durations\":[[0,-4,\"x\"]],\"distances\":[[0,1,2]]}";
    assertThat(engine(5_000).journeys(HERE, places(2))).isEmpty();
    answer = "";
    status = 503;
    assertThat(engine(5_000).journeys(HERE, places(2))).isEmpty();
  }
}
