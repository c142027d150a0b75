package nl.vangnet.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;

/// How fast a change reaches a browser, and how fast pages answer while messages stream in.
final class LiveBench {
  private static final int BACKGROUND_PER_SECOND = 300;

  private LiveBench() {}

  /// 300 messages a second over all hospitals; at one site admissions only, so that its count grows
  /// by one each time: the time from sending an admission to the browser event that shows its
  /// count.
  static void latency(Path data) throws Exception {
    try (var product = Product.start(data)) {
      var sites = IntakeBench.sites();
      var marked = sites.getFirst();
      var client = Product.signedIn();
      var markedId = Product.count("select id from directory.site where code = '" + marked + "'");
      var cell = Pattern.compile("\"s" + markedId + "\\.icu\\.occ\":\\{\"t\":\"([0-9.]+)\"");
      var sentAt = new ConcurrentLinkedQueue<long[]>();
      var micros = new ConcurrentHistogram(60_000_000, 3);
      var running = new AtomicBoolean(true);
      listen(client, cell, sentAt, micros, running);
      background(sites.subList(1, sites.size()), running);
      Thread.sleep(3000);
      try (var sender = new Sender("mark", 0, marked)) {
        for (var i = 1; i <= 1000; i++) {
          var startedAt = System.nanoTime();
          sentAt.add(new long[] {i, startedAt});
          sender.send("A01", i, "IC");
          Thread.sleep(Math.max(0, 40 - (System.nanoTime() - startedAt) / 1_000_000));
        }
      }
      Thread.sleep(2000);
      running.set(false);
      System.out.printf(
          "message to browser event: %,d measured, %d never seen; p50 %.0f ms, p99 %.0f ms, max %.0f ms%n",
          micros.getTotalCount(),
          sentAt.size(),
          micros.getValueAtPercentile(50) / 1e3,
          micros.getValueAtPercentile(99) / 1e3,
          micros.getMaxValue() / 1e3);
    }
  }

  private static void listen(
      HttpClient client,
      Pattern cell,
      ConcurrentLinkedQueue<long[]> sentAt,
      ConcurrentHistogram micros,
      AtomicBoolean running)
      throws Exception {
    var stream =
        client.send(
            HttpRequest.newBuilder(Product.uri("/live?topic=picture"))
                .header("Accept", "text/event-stream")
                .build(),
            BodyHandlers.ofInputStream());
    Thread.ofVirtual()
        .start(() -> {
          try (var lines =
              new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            String line;
            while (running.get() && (line = lines.readLine()) != null) {
              var found = cell.matcher(line);
              if (found.find()) {
                var shown = Long.parseLong(found.group(1).replace(".", ""));
                var now = System.nanoTime();
                long[] oldest;
                while ((oldest = sentAt.peek()) != null && oldest[0] <= shown) {
                  sentAt.poll();
                  micros.recordValue((now - oldest[1]) / 1000);
                }
              }
            }
          } catch (java.io.IOException e) {
            System.out.println("the live stream ended: " + e.getMessage());
          }
        });
  }

  /// Sends 300 messages a second over 30 connections.
  static void background(List<String> sites, AtomicBoolean running) {
    var connections = 30;
    var pause = Duration.ofNanos(1_000_000_000L * connections / BACKGROUND_PER_SECOND);
    for (var i = 0; i < connections; i++) {
      var number = i;
      Thread.ofVirtual()
          .start(() -> {
            try (var sender = new Sender("bg", number, sites.get(number * 2 % sites.size()))) {
              var next = System.nanoTime();
              while (running.get()) {
                sender.next();
                next += pause.toNanos();
                TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
              }
            } catch (java.io.IOException e) {
              System.out.println("a sender ended: " + e.getMessage());
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }

  /// 100 requests a second for 30 seconds, half the national page and half the API, while 300
  /// messages a second come in.
  static void pages(Path data) throws Exception {
    try (var product = Product.start(data)) {
      var running = new AtomicBoolean(true);
      background(IntakeBench.sites(), running);
      var client = Product.signedIn();
      ask(client, List.of("/", "/api/v1/picture?country=NL"), 10, "warming up");
      ask(client, List.of("/"), 20, "national page");
      ask(client, List.of("/api/v1/picture?country=NL"), 20, "picture API");
      ask(client, List.of("/", "/api/v1/picture?country=NL"), 30, "both");
      System.out.printf("heap used %.0f MiB%n", Product.heapMiB(client));
      running.set(false);
    }
  }

  private static void ask(HttpClient client, List<String> paths, int seconds, String what)
      throws Exception {
    ask(client, paths, seconds, 100, what);
  }

  /// Asks for the paths in turn, `perSecond` times a second.
  static void ask(HttpClient client, List<String> paths, int seconds, int perSecond, String what)
      throws Exception {
    var micros = new ConcurrentHistogram(60_000_000, 3);
    var faults = new LongAdder();
    var bytes = new AtomicLong();
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var next = System.nanoTime();
      for (var i = 0; i < seconds * perSecond; i++) {
        var path = paths.get(i % paths.size());
        // The clock runs from when the request was due, so that a slow answer counts for those
        // behind it.
        var due = next;
        workers.execute(() -> {
          try {
            var answer =
                client.send(
                    HttpRequest.newBuilder(Product.uri(path)).build(), BodyHandlers.ofByteArray());
            micros.recordValue((System.nanoTime() - due) / 1000);
            bytes.set(answer.body().length);
            if (answer.statusCode() != 200) {
              faults.increment();
            }
          } catch (java.io.IOException | InterruptedException e) {
            faults.increment();
          }
        });
        next += 1_000_000_000L / perSecond;
        TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
      }
    }
    System.out.printf(
        "%s at %d requests a second: p50 %.1f ms, p99 %.1f ms, max %.1f ms; %d faults; last answer %,d bytes%n",
        what,
        perSecond,
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getMaxValue() / 1e3,
        faults.sum(),
        bytes.get());
  }
}
