package nl.vangnet.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/// How many admission messages the intake takes, and whether an acknowledged one is ever lost.
final class IntakeBench {
  private static final int CONNECTIONS = 200;

  private IntakeBench() {}

  /// 200 connections, each sending as fast as it is answered, for 30 seconds after 15 of warming
  /// up.
  static void throughput(Path data) throws Exception {
    try (var product = Product.start(data)) {
      for (var round : List.of(15, 30)) {
        var load =
            new Load(
                "r" + round, CONNECTIONS, Product.count("select 0") == 0 ? sites() : List.of());
        var before = System.nanoTime();
        Thread.sleep(round * 1000L);
        load.stop();
        var seconds = (System.nanoTime() - before) / 1e9;
        load.report(seconds);
      }
      var log = Product.count("select count(*) from exchange.message");
      var moved = Product.count("select count(*) from capacity.movement");
      var present =
          Product.count(
              "select count(*) from capacity.stay where phase = 1 and line_id is not null");
      var counted =
          Product.count(
              "select coalesce(sum(present), 0) from capacity.census_count where line_id <> 0");
      System.out.printf(
          "log %,d messages, %,d movements; present stays %,d, counted %,d%s%n",
          log, moved, present, counted, present == counted ? "" : "  DIFFERENT");
      System.out.printf("heap used %.0f MiB%n", Product.heapMiB(Product.signedIn()));
    }
  }

  /// Ten rounds of full load, each ended by kill -9; then every acknowledged message must be in the
  /// log.
  static void kill(Path data) throws Exception {
    var acknowledged = new ConcurrentHashMap<String, Long>();
    var lost = 0L;
    for (var round = 1; round <= 10; round++) {
      var product = Product.start(data);
      var load = new Load("k" + round, 50, sites());
      Thread.sleep(4000);
      product.kill();
      load.stop();
      acknowledged.put("k" + round, load.accepted.sum());
      System.out.printf("round %d: %,d acknowledged, then killed%n", round, load.accepted.sum());
    }
    try (var product = Product.start(data)) {
      var all = acknowledged.values().stream().mapToLong(Long::longValue).sum();
      var moved = Product.count("select count(*) from capacity.movement");
      var log = Product.count("select count(*) from exchange.message where outcome = 0");
      var present =
          Product.count(
              "select count(*) from capacity.stay where phase = 1 and line_id is not null");
      var counted =
          Product.count(
              "select coalesce(sum(present), 0) from capacity.census_count where line_id <> 0");
      // A message committed but killed before its acknowledgement left is in the log too: at most
      // one per
      // connection and round.
      lost = Math.max(0, all - log);
      System.out.printf(
          "acknowledged %,d, in the log %,d, movements %,d, lost %,d; present %,d, counted %,d%s%n",
          all, log, moved, lost, present, counted, present == counted ? "" : "  DIFFERENT");
    }
  }

  static List<String> sites() throws SQLException {
    var codes = new ArrayList<String>();
    try (var connection = Product.database();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select code from directory.site where type = 'HOSPITAL' and country = 'NL' order by code")) {
      while (rows.next()) {
        codes.add(rows.getString(1));
      }
    }
    return codes;
  }

  /// Engines that send without pause until they are stopped or the product is gone.
  static final class Load {
    final LongAdder accepted = new LongAdder();
    final Map<String, LongAdder> others = new ConcurrentHashMap<>();
    private final ConcurrentHistogram micros = new ConcurrentHistogram(60_000_000, 3);
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final CountDownLatch ended;

    Load(String run, int connections, List<String> sites) {
      ended = new CountDownLatch(connections);
      for (var i = 0; i < connections; i++) {
        var number = i;
        Thread.ofVirtual().start(() -> send(run, number, sites.get(number % sites.size())));
      }
    }

    private void send(String run, int number, String facility) {
      try (var sender = new Sender(run, number, facility)) {
        while (running.get()) {
          var startedAt = System.nanoTime();
          var code = sender.next();
          micros.recordValue((System.nanoTime() - startedAt) / 1000);
          if (code.equals("AA")) {
            accepted.increment();
          } else {
            others.computeIfAbsent(code, c -> new LongAdder()).increment();
          }
        }
      } catch (IOException e) {
        others.computeIfAbsent("connection ended", c -> new LongAdder()).increment();
      } finally {
        ended.countDown();
      }
    }

    void stop() throws InterruptedException {
      running.set(false);
      ended.await();
    }

    void report(double seconds) {
      System.out.printf(
          "%,d accepted in %.1f s = %,.0f a second; acknowledgement p50 %.1f ms, p99 %.1f ms, max %.1f ms; other answers %s%n",
          accepted.sum(),
          seconds,
          accepted.sum() / seconds,
          micros.getValueAtPercentile(50) / 1e3,
          micros.getValueAtPercentile(99) / 1e3,
          micros.getMaxValue() / 1e3,
          others);
    }
  }
}
