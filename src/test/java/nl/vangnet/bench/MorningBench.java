package nl.vangnet.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;

/// The last two minutes before 08:30: 110 hospitals open their form, type, and file, while messages
/// stream in and the regions watch their boards.
final class MorningBench {
  private static final int FORMS = 110;
  private static final int WINDOW_SECONDS = 120;
  private static final int WATCHERS = 12;
  private static final Pattern INPUT = Pattern.compile("<input[^>]*>");
  private static final Pattern NAME =
      Pattern.compile(" name=\"(_csrf|begun|[vuenx]\\.[0-9]+(?:\\.[a-z0-9_]+)?)\"");
  private static final Pattern VALUE = Pattern.compile(" value=\"([^\"]*)\"");
  private static final Pattern EDITION = Pattern.compile("\"edition\":(\\d+)");
  private static final Pattern WRONG = Pattern.compile("class=\"wrong\"[^>]*>([^<]*)<");

  private final ConcurrentHistogram pages = new ConcurrentHistogram(60_000_000, 3);
  private final ConcurrentHistogram drafts = new ConcurrentHistogram(60_000_000, 3);
  private final ConcurrentHistogram filings = new ConcurrentHistogram(60_000_000, 3);
  private final LongAdder faults = new LongAdder();
  private final LongAdder turnedBack = new LongAdder();
  private final LongAdder filed = new LongAdder();
  private final LongAdder beds = new LongAdder();

  private MorningBench() {}

  static void run(Path data) throws Exception {
    try (var product = Product.start(data)) {
      new MorningBench().measure();
    }
  }

  private void measure() throws Exception {
    var sites = IntakeBench.sites();
    var first = Product.signedIn();
    open(first, sites);
    var round = round(first);
    var running = new AtomicBoolean(true);
    LiveBench.background(sites, running);
    var clients = new ArrayList<HttpClient>();
    for (var i = 0; i < FORMS; i++) {
      clients.add(Product.signedIn());
    }
    watch(round, clients.subList(0, WATCHERS), running);
    var random = new Random(830);
    var places = new Semaphore(FORMS);
    try (var hospitals = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < FORMS; i++) {
        var site = sites.get(i % sites.size());
        var client = clients.get(i);
        var begin = (long) (random.nextDouble() * (WINDOW_SECONDS - 20) * 1000);
        hospitals.execute(() -> {
          try {
            places.acquire();
            Thread.sleep(begin);
            file(client, round, site);
          } catch (IOException e) {
            fault(site + ": " + e.getMessage());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            places.release();
          }
        });
      }
    }
    running.set(false);
    print("pages", pages);
    print("fields saved as typed", drafts);
    print("filings", filings);
    System.out.printf(
        "%d forms in %d s, %d asked to explain first; answered as filed %d, in the record %d; beds filed %,d, in the record %,d; %d faults; heap %.0f MiB%n",
        FORMS,
        WINDOW_SECONDS,
        turnedBack.sum(),
        filed.sum(),
        Product.count("select count(*) from rounds.filing"),
        beds.sum(),
        Product.count(
            "select coalesce(sum(value), 0) from rounds.filed_figure where how <> 'COUNTED'"),
        faults.sum(),
        Product.heapMiB(first));
  }

  /// Three units with staffed, occupied and offered beds per hospital, so that the forms have work.
  private static void open(HttpClient client, List<String> sites) throws Exception {
    var help = ask(client, get("/help"));
    var csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(help.body());
    if (!csrf.find()) {
      throw new IOException("no CSRF field");
    }
    var now = java.time.Instant.now();
    for (var site : sites) {
      var rows = new StringBuilder();
      for (var unit :
          List.of("IC icu covid", "IC icu non_covid", "B2 ward covid", "C1 ward non_covid")) {
        var parts = unit.split(" ");
        for (var variable :
            Map.of("physical", 19, "staffed", 17, "occupied", 13, "offered", 1).entrySet()) {
          rows.append(rows.isEmpty() ? "" : ",")
              .append(
                  "{\"site\":\"%s\",\"unit\":\"%s\",\"category\":\"%s\",\"cohort\":\"%s\",\"variable\":\"%s\",\"value\":%d,\"observedAt\":\"%s\"}"
                      .formatted(
                          site,
                          parts[0],
                          parts[1],
                          parts[2],
                          variable.getKey(),
                          variable.getValue(),
                          now));
        }
      }
      var answer =
          ask(
              client,
              HttpRequest.newBuilder(Product.uri("/api/v1/observations"))
                  .header("Content-Type", "application/json")
                  .header("X-CSRF-TOKEN", csrf.group(1))
                  .POST(HttpRequest.BodyPublishers.ofString("{\"observations\":[" + rows + "]}")));
      if (answer.statusCode() >= 300) {
        throw new IOException("observations: " + answer.statusCode() + " " + answer.body());
      }
    }
  }

  private static String round(HttpClient client) throws Exception {
    for (var i = 0; i < 60; i++) {
      var link =
          Pattern.compile("href=\"/aanlevering/(\\d+)")
              .matcher(ask(client, get("/aanlevering")).body());
      if (link.find()) {
        return link.group(1);
      }
      Thread.sleep(1000);
    }
    throw new IOException("no round opened within a minute");
  }

  private void watch(String round, List<HttpClient> clients, AtomicBoolean running) {
    for (var client : clients) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              while (running.get()) {
                page(client, "/aanlevering/" + round);
                page(client, "/");
                Thread.sleep(2000);
              }
            } catch (IOException e) {
              faults.increment();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }

  /// What a person does: types, every field kept as it is typed, files, explains what the form asks
  /// to explain, and files again.
  private void file(HttpClient client, String round, String site)
      throws IOException, InterruptedException {
    var path = "/aanlevering/" + round + "/" + site;
    var form = page(client, path);
    var fields = fields(form);
    var typed = 0;
    for (var field : List.copyOf(fields.entrySet())) {
      if (field.getKey().startsWith("v.") && typed < 10) {
        typed++;
        var key = field.getKey().substring(2);
        var answer =
            post(
                client,
                path + "/concept",
                Map.of(
                    "field", key,
                    "value", field.getValue(),
                    "edition", fields.getOrDefault("e." + key, "0"),
                    "_csrf", fields.getOrDefault("_csrf", "")),
                drafts);
        var edition = EDITION.matcher(answer.body());
        if (answer.statusCode() != 200 || !edition.find()) {
          fault(site + " field " + key + " was not kept: " + answer.statusCode());
        } else {
          fields.put("e." + key, edition.group(1));
        }
        TimeUnit.MILLISECONDS.sleep(700);
      }
    }
    var answer = post(client, path, fields, filings);
    if (answer.statusCode() == 422) {
      turnedBack.increment();
      fields = fields(answer.body());
      fields.replaceAll((name, value) ->
          value.isEmpty() && (name.startsWith("x.") || name.startsWith("n."))
              ? "geteld op de afdeling"
              : value);
      TimeUnit.SECONDS.sleep(3);
      answer = post(client, path, fields, filings);
    }
    if (answer.statusCode() == 200) {
      filed.increment();
      fields.forEach((name, value) -> {
        if (name.startsWith("v.") && !value.isEmpty()) {
          beds.add(Long.parseLong(value));
        }
      });
    } else {
      fault(site + " was not filed: " + answer.statusCode() + " " + wrong(answer.body()));
    }
  }

  /// The fields of a form with their values; what is empty is said to be unknown.
  private static Map<String, String> fields(String form) {
    var fields = new LinkedHashMap<String, String>();
    var inputs = INPUT.matcher(form);
    while (inputs.find()) {
      var name = NAME.matcher(inputs.group());
      if (name.find()) {
        var value = VALUE.matcher(inputs.group());
        fields.putIfAbsent(name.group(1), value.find() ? value.group(1) : "");
      }
    }
    for (var field : List.copyOf(fields.entrySet())) {
      if (field.getKey().startsWith("v.") && field.getValue().isEmpty()) {
        fields.put("u." + field.getKey().substring(2), "niet geteld");
      }
    }
    return fields;
  }

  private void fault(String text) {
    faults.increment();
    System.out.println("  " + text);
  }

  private static String wrong(String page) {
    var texts = WRONG.matcher(page);
    return texts.find() ? texts.group(1).strip() : "";
  }

  private String page(HttpClient client, String path) throws IOException, InterruptedException {
    var startedAt = System.nanoTime();
    var answer = ask(client, get(path));
    pages.recordValue((System.nanoTime() - startedAt) / 1000);
    if (answer.statusCode() != 200) {
      fault(path + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  private HttpResponse<String> post(
      HttpClient client, String path, Map<String, String> fields, ConcurrentHistogram histogram)
      throws IOException, InterruptedException {
    var body = new StringBuilder();
    fields.forEach((name, value) ->
        body.append(body.isEmpty() ? "" : "&")
            .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    var startedAt = System.nanoTime();
    var answer =
        ask(
            client,
            HttpRequest.newBuilder(Product.uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    histogram.recordValue((System.nanoTime() - startedAt) / 1000);
    return answer;
  }

  private static HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(Product.uri(path));
  }

  private static HttpResponse<String> ask(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static void print(String what, ConcurrentHistogram micros) {
    System.out.printf(
        "%s: %,d; p50 %.0f ms, p99 %.0f ms, max %.0f ms%n",
        what,
        micros.getTotalCount(),
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getMaxValue() / 1e3);
  }
}
