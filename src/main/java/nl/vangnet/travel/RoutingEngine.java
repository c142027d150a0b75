package nl.vangnet.travel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nl.vangnet.directory.Coordinates;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A routing engine that speaks OSRM's `table` service, when one is configured. It is asked for
/// what is not known yet, within one bound for the whole question; after a failure it is left alone
/// for half a minute, so that a dead engine costs nothing.
@Component
class RoutingEngine {
  private static final Logger log = LoggerFactory.getLogger(RoutingEngine.class);
  private static final int DESTINATIONS = 90;
  private static final int KNOWN = 400_000;
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofHours(12);

  private final String url;
  private final Duration bound;
  private final JsonMapper json;
  private final Clock clock;
  private final HttpClient http;
  private final Map<Pair, Known> known = new ConcurrentHashMap<>();
  private volatile Instant askAgain = Instant.EPOCH;

  @Autowired
  RoutingEngine(
      @Value("${vangnet.travel.osrm-url:}") String url,
      @Value("${vangnet.travel.osrm-bound-millis:600}") long boundMillis,
      JsonMapper json,
      Clock clock) {
    this.url = url.strip().replaceFirst("/+$", "");
    this.bound = Duration.ofMillis(boundMillis);
    this.json = json;
    this.clock = clock;
    this.http = HttpClient.newBuilder().connectTimeout(bound).build();
  }

  /// A stretch between two places, to about ten metres.
  private record Pair(int fromLatitude, int fromLongitude, int toLatitude, int toLongitude) {
    static Pair of(Coordinates from, Coordinates to) {
      return new Pair(
          grid(from.latitude()), grid(from.longitude()), grid(to.latitude()), grid(to.longitude()));
    }

    private static int grid(double degrees) {
      return (int) Math.round(degrees * 10_000);
    }
  }

  private record Known(Journey journey, Instant at) {}

  boolean isConfigured() {
    return !url.isEmpty();
  }

  /// What the engine says or said, by place in the question; without those it did not answer.
  Map<Integer, Journey> journeys(Coordinates from, List<Coordinates> to) {
    var found = new HashMap<Integer, Journey>();
    var missing = new LinkedHashMap<Integer, Coordinates>();
    var now = clock.instant();
    for (var i = 0; i < to.size(); i++) {
      var before = known.get(Pair.of(from, to.get(i)));
      if (before != null && before.at().plus(KEPT).isAfter(now)) {
        found.put(i, before.journey());
      } else {
        missing.put(i, to.get(i));
      }
    }
    if (missing.isEmpty() || now.isBefore(askAgain)) {
      return found;
    }
    var deadline = System.nanoTime() + bound.toNanos();
    var places = new ArrayList<>(missing.keySet());
    for (var start = 0; start < places.size(); start += DESTINATIONS) {
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isNegative() || left.isZero()) {
        break;
      }
      var part = places.subList(start, Math.min(places.size(), start + DESTINATIONS));
      var answers = ask(from, part.stream().map(to::get).toList(), left);
      if (answers == null) {
        askAgain = now.plus(PAUSE);
        break;
      }
      for (var i = 0; i < part.size(); i++) {
        var journey = answers.get(i);
        if (journey.isPresent()) {
          found.put(part.get(i), journey.get());
          keep(Pair.of(from, to.get(part.get(i))), journey.get(), now);
        }
      }
    }
    return found;
  }

  private void keep(Pair pair, Journey journey, Instant now) {
    if (known.size() >= KNOWN) {
      known.clear();
    }
    known.put(pair, new Known(journey, now));
  }

  /// One table from one source; null when the engine failed, empty places where it knows no route.
  private @Nullable List<java.util.Optional<Journey>> ask(
      Coordinates from, List<Coordinates> to, Duration left) {
    var places = new StringBuilder(place(from));
    to.forEach(t -> places.append(';').append(place(t)));
    var uri =
        URI.create(
            url
                + "/table/v1/driving/"
                + places
                + "?sources=0&annotations=duration,distance&generate_hints=false");
    try {
      var answer =
          http.send(HttpRequest.newBuilder(uri).timeout(left).build(), BodyHandlers.ofString());
      var table = json.readTree(answer.body());
      if (answer.statusCode() != 200 || !table.path("code").asString("").equals("Ok")) {
        log.warn(
            "the routing engine answered {} {}",
            answer.statusCode(),
            table.path("code").asString(""));
        return null;
      }
      var seconds = table.path("durations").path(0);
      var metres = table.path("distances").path(0);
      var found = new ArrayList<java.util.Optional<Journey>>();
      for (var i = 1; i <= to.size(); i++) {
        var s = seconds.path(i);
        var m = metres.path(i);
        found.add(
            s.isNumber() && m.isNumber() && s.asDouble() >= 0 && m.asDouble() >= 0
                ? java.util.Optional.of(
                    new Journey(
                        m.asDouble() / 1000,
                        Duration.ofSeconds(Math.round(s.asDouble())),
                        Journey.Basis.ROUTED))
                : java.util.Optional.empty());
      }
      return found;
    } catch (IOException | JacksonException e) {
      log.warn("the routing engine did not answer; journeys are estimated: {}", e.toString());
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static String place(Coordinates at) {
    return String.format(Locale.ROOT, "%.5f,%.5f", at.longitude(), at.latitude());
  }
}
