package nl.vangnet.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/// How many MeasureReports the FHIR door takes: every hospital sends its lines, each report with
/// four lines of five figures, one of them unknown; 200 a second are asked, and what is left over
/// is measured by sending without pause.
final class FhirBench {
  private static final int WANTED = 200;
  private static final List<String> LINES =
      List.of("IC icu covid", "IC icu other", "B4 ward covid", "C2 ward other");
  private static final List<String> VARIABLES =
      List.of("physical", "staffed", "occupied", "closed", "offered");

  /// A hospital with its key.
  private record Hospital(String site, String key) {}

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Hospital> hospitals = new ArrayList<>();
  private final AtomicLong number = new AtomicLong();

  private FhirBench() {}

  static void run(Path data) throws Exception {
    var keys = Files.createTempFile("vangnet-bench", ".keys");
    try (var product = Product.start(data, "-Dbench.keys=" + keys)) {
      var bench = new FhirBench();
      for (var line : Files.readAllLines(keys)) {
        var parts = line.split(" ");
        bench.hospitals.add(new Hospital(parts[0], parts[1]));
      }
      System.out.printf("%d hospitals with a key%n", bench.hospitals.size());
      bench.atRate(WANTED, 15, "warming up");
      bench.atRate(WANTED, 60, WANTED + " a second");
      bench.withoutPause(16, 30);
      System.out.printf(
          "kept reports %,d, observations %,d, unknown %,d; heap used %.0f MiB%n",
          Product.count("select count(*) from fhir.report"),
          Product.count("select count(*) from capacity.observation"),
          Product.count("select count(*) from capacity.observation where value is null"),
          Product.heapMiB(Product.signedIn()));
    } finally {
      Files.deleteIfExists(keys);
    }
  }

  private static final class Tally {
    final LongAdder taken = new LongAdder();
    final LongAdder again = new LongAdder();
    final Map<String, LongAdder> others = new ConcurrentHashMap<>();
    final ConcurrentHistogram micros = new ConcurrentHistogram(60_000_000, 3);

    void print(String what, double seconds) {
      System.out.printf(
          "%s: %,d taken in %.1f s = %,.0f a second; p50 %.1f ms, p99 %.1f ms, max %.1f ms; asked to come again %,d; other answers %s%n",
          what,
          taken.sum(),
          seconds,
          taken.sum() / seconds,
          micros.getValueAtPercentile(50) / 1e3,
          micros.getValueAtPercentile(99) / 1e3,
          micros.getMaxValue() / 1e3,
          again.sum(),
          others);
    }
  }

  /// Sends at a steady rate; a late answer does not slow the sender, and its time counts from when
  /// it was due.
  private void atRate(int perSecond, int seconds, String what) throws InterruptedException {
    var tally = new Tally();
    var begin = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0L; i < (long) perSecond * seconds; i++) {
        var due = begin + i * 1_000_000_000L / perSecond;
        var wait = due - System.nanoTime();
        if (wait > 0) {
          TimeUnit.NANOSECONDS.sleep(wait);
        }
        threads.execute(() -> send(tally, due));
      }
    }
    tally.print(what, (System.nanoTime() - begin) / 1e9);
  }

  private void withoutPause(int senders, int seconds) throws InterruptedException {
    var tally = new Tally();
    var begin = System.nanoTime();
    var end = begin + seconds * 1_000_000_000L;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < senders; i++) {
        threads.execute(() -> {
          while (System.nanoTime() < end) {
            send(tally, System.nanoTime());
          }
        });
      }
    }
    tally.print(senders + " senders without pause", (System.nanoTime() - begin) / 1e9);
  }

  private void send(Tally tally, long since) {
    send(tally, since, number.getAndIncrement());
  }

  private void send(Tally tally, long since, long n) {
    var hospital = hospitals.get((int) (n % hospitals.size()));
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(Product.uri("/fhir/MeasureReport"))
                  .header("X-API-Key", hospital.key())
                  .header("Content-Type", "application/fhir+json")
                  .POST(BodyPublishers.ofString(report(hospital.site(), n)))
                  .build(),
              BodyHandlers.ofString());
      var code = answer.statusCode();
      if (code == 503) {
        // As a sender should: the same report again, after the seconds that it is told.
        tally.again.increment();
        var seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
        TimeUnit.SECONDS.sleep(seconds);
        send(tally, since, n);
        return;
      }
      tally.micros.recordValue(Math.max(1, (System.nanoTime() - since) / 1000));
      if (code == 201 && !answer.body().contains("\"severity\":\"error\"")) {
        tally.taken.increment();
      } else {
        tally
            .others
            .computeIfAbsent(code == 201 ? "partly" : String.valueOf(code), c -> new LongAdder())
            .increment();
      }
    } catch (IOException e) {
      tally.others.computeIfAbsent(e.getClass().getSimpleName(), c -> new LongAdder()).increment();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String report(String site, long n) {
    var random = new Random(n);
    var at = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    var groups = new StringBuilder();
    for (var line : LINES) {
      var parts = line.split(" ");
      var populations = new StringBuilder();
      for (var variable : VARIABLES) {
        var unknown = line.equals(LINES.getLast()) && variable.equals("offered");
        populations
            .append(populations.isEmpty() ? "" : ",")
            .append(
                "{\"code\":{\"coding\":[{\"system\":\"https://vangnet.nl/fhir/CodeSystem/variable\",\"code\":\"")
            .append(variable)
            .append("\"}]},")
            .append(
                unknown
                    ? "\"_count\":{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"temp-unknown\"}]}"
                    : "\"count\":" + random.nextInt(40))
            .append('}');
      }
      groups
          .append(groups.isEmpty() ? "" : ",")
          .append(
              """
              {"extension":[{"url":"https://vangnet.nl/fhir/StructureDefinition/unit","valueReference":{"identifier":{"value":"%s"}}}],
               "code":{"coding":[{"system":"https://vangnet.nl/fhir/CodeSystem/group","code":"line"},
                {"system":"https://vangnet.nl/fhir/CodeSystem/category","code":"%s"},
                {"system":"https://vangnet.nl/fhir/CodeSystem/cohort","code":"%s"}]},"population":[%s]}\
              """
                  .formatted(parts[0], parts[1], parts[2], populations));
    }
    return """
    {"resourceType":"MeasureReport","status":"complete","type":"summary",
     "measure":"https://vangnet.nl/fhir/Measure/capacity",
     "identifier":[{"system":"urn:vangnet:bench","value":"%d"}],
     "subject":{"identifier":{"system":"https://vangnet.nl/fhir/NamingSystem/site-code/NL","value":"%s"}},
     "date":"%s","period":{"start":"%s","end":"%s"},"group":[%s]}\
    """
        .formatted(n, site, at, at, at, groups);
  }
}
