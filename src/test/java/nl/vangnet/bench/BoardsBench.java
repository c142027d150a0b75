package nl.vangnet.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import nl.vangnet.transfer.CaseNumber;
import org.HdrHistogram.ConcurrentHistogram;

/// The boards of moving patients with 10,000 open cases, alone and while 500 browsers are connected
/// and cases change.
final class BoardsBench {
  private static final int CASES = 10_000;
  private static final int DESKS = 500;
  private static final int CHANGES = 80;

  private record Hospital(String site, String key) {}

  private BoardsBench() {}

  static void run(Path data) throws Exception {
    var keys = Files.createTempFile("vangnet-bench", ".keys");
    try {
      try (var product = Product.start(data, "-Dbench.keys=" + keys)) {
        fill(hospitals(keys));
      }
      try (var product = Product.start(data, "-Dbench.keys=" + keys)) {
        System.out.printf(
            "%,d open cases%n",
            Product.count("select count(*) from transfer.request where state <> 'DRAFT'"));
        var nation = Product.signedIn();
        var region = Product.signedIn("rcps-br");
        var board = List.of("/overplaatsingen");
        LiveBench.ask(nation, board, 10, 10, "warming up");
        LiveBench.ask(nation, board, 30, 10, "national board");
        LiveBench.ask(region, board, 30, 10, "regional board");
        LiveBench.ask(nation, List.of("/overplaatsingen?zoek=Tilburg"), 20, 10, "search");
        live(nation, hospitals(keys));
        System.out.printf("heap used %.0f MiB%n", Product.heapMiB(nation));
      }
    } finally {
      Files.deleteIfExists(keys);
    }
  }

  private static List<Hospital> hospitals(Path keys) throws IOException {
    return Files.readAllLines(keys).stream()
        .map(line -> line.split(" ", -1))
        .map(parts -> new Hospital(parts[0], parts[1]))
        .toList();
  }

  /// A request of each hospital through the API, copied in the database until there are enough.
  private static void fill(List<Hospital> hospitals) throws Exception {
    var client = HttpClient.newHttpClient();
    for (var hospital : hospitals) {
      var answer =
          post(
              client,
              hospital,
              "/api/v1/transfers",
              """
              {"site": "%s", "unit": "IC", "reason": "capacity",
               "need": {"category": "icu", "cohort": "covid", "isolation": "droplet",
                        "breathing": "invasive", "fio2": 45, "peep": 8, "stability": "stable",
                        "age": "from-60-to-69"},
               "eligibility": {"patientInformed": true, "relativesInformed": true,
                               "gpInformed": true, "against": [], "specialistConsulted": false},
               "contact": {"function": "dienstdoende arts", "callBack": "088-0000000"}}
              """
                  .formatted(hospital.site()));
      if (!answer.startsWith("201")) {
        throw new IOException(hospital.site() + ": " + answer);
      }
    }
    copy();
  }

  private static void copy() throws SQLException {
    try (var connection = Product.database();
        var statement = connection.createStatement()) {
      // As a restore does it: the rows are put back, without the steps being taken again.
      statement.execute("set session_replication_role = replica");
      statement.execute(
          """
          insert into transfer.request (case_number, from_site, from_unit, region, channel, state,
              since, due_at, version, content_version, created_at, created_by, created_name,
              submitted_at, national_at, national_reason, national_note)
          select '97-' || lpad(n::text, 6, '0') || '-0', r.from_site, r.from_unit, r.region,
              r.channel, s.state, now() - (n %% 300) * interval '1 minute',
              now() + (60 + n %% 400) * interval '1 minute', 1, 1, r.created_at, r.created_by,
              r.created_name, r.submitted_at,
              case when s.state = 'NATIONAL_SEARCH' then now() end,
              case when s.state = 'NATIONAL_SEARCH' then 'NO_REGIONAL_OPTION' end,
              case when s.state = 'NATIONAL_SEARCH' then '' end
          from generate_series(1, %d) n
          join (select *, row_number() over (order by id) as k, count(*) over () as many
                from transfer.request) r on r.k = 1 + n %% r.many
          join lateral (select (array['SUBMITTED', 'REGIONAL_SEARCH', 'NATIONAL_SEARCH'])[1 + n %% 3]
                        as state) s on true
          """
              .formatted(CASES - 89));
      statement.execute(
          """
          insert into transfer.content
          select r.id, 1, c.body, c.author, c.author_name, c.at
          from transfer.request r
          cross join lateral (select * from transfer.content order by request_id limit 1) c
          where not exists (select from transfer.content x where x.request_id = r.id)
          """);
      number(connection);
      statement.execute("analyze transfer.request, transfer.content");
    }
  }

  /// Gives the copies numbers with a true check digit.
  private static void number(java.sql.Connection connection) throws SQLException {
    try (var all = connection.createStatement();
        var rows =
            all.executeQuery(
                "select case_number from transfer.request where case_number like '97-%'");
        var update =
            connection.prepareStatement(
                "update transfer.request set case_number = ? where case_number = ?")) {
      while (rows.next()) {
        var placeholder = rows.getString(1);
        update.setString(1, numbered(placeholder.substring(0, placeholder.length() - 1)));
        update.setString(2, placeholder);
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static String numbered(String stem) {
    for (var digit = 0; digit < 10; digit++) {
      var found = CaseNumber.find(stem + digit);
      if (found.isPresent()) {
        return found.get().value();
      }
    }
    throw new IllegalStateException(stem + " has no check digit");
  }

  /// 500 browsers listen; a hospital hands in and takes back a request, again and again: the time
  /// from the answer being asked to each browser hearing of it.
  private static void live(HttpClient nation, List<Hospital> hospitals) throws Exception {
    var micros = new ConcurrentHistogram(60_000_000, 3);
    var running = new AtomicBoolean(true);
    var changedAt = new AtomicLong(-1);
    var heard = new AtomicLong();
    var connected = new CountDownLatch(DESKS);
    for (var i = 0; i < DESKS; i++) {
      Thread.ofVirtual().start(() -> listen(nation, micros, running, changedAt, heard, connected));
    }
    if (!connected.await(60, TimeUnit.SECONDS)) {
      throw new IOException("only %d browsers connected".formatted(DESKS - connected.getCount()));
    }
    Thread.sleep(2000);
    var asking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                LiveBench.ask(
                    nation, List.of("/overplaatsingen"), 55, 10, "national board meanwhile");
              } catch (Exception e) {
                System.out.println("the board was not asked: " + e.getMessage());
              }
            });
    var client = HttpClient.newHttpClient();
    for (var i = 0; i < CHANGES; i++) {
      changedAt.set(System.nanoTime());
      var hospital = hospitals.get(i % hospitals.size());
      var answer = post(client, hospital, withdrawal(hospital), "{\"reason\": \"improved\"}");
      if (!answer.startsWith("200")) {
        System.out.println("a change was refused: " + answer);
      }
      Thread.sleep(500);
    }
    asking.join();
    running.set(false);
    System.out.printf(
        "change to %d browsers: %,d heard of %,d; p50 %.0f ms, p99 %.0f ms, max %.0f ms%n",
        DESKS,
        heard.get(),
        (long) CHANGES * DESKS,
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getMaxValue() / 1e3);
  }

  /// The address that takes back the oldest request of a hospital.
  private static String withdrawal(Hospital hospital) throws SQLException {
    try (var connection = Product.database();
        var query =
            connection.prepareStatement(
                """
                select r.case_number from transfer.request r
                join directory.site s on s.id = r.from_site
                where s.code = ? and r.state = 'SUBMITTED' and r.case_number not like '97-%'
                order by r.id limit 1
                """)) {
      query.setString(1, hospital.site());
      var rows = query.executeQuery();
      return rows.next() ? "/api/v1/transfers/" + rows.getString(1) + "/withdraw" : "/none";
    }
  }

  private static void listen(
      HttpClient client,
      ConcurrentHistogram micros,
      AtomicBoolean running,
      AtomicLong changedAt,
      AtomicLong heard,
      CountDownLatch connected) {
    try {
      var stream =
          client.send(
              HttpRequest.newBuilder(Product.uri("/live?topic=transfer"))
                  .header("Accept", "text/event-stream")
                  .build(),
              BodyHandlers.ofInputStream());
      connected.countDown();
      try (var lines =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
        var last = -1L;
        String line;
        while (running.get() && (line = lines.readLine()) != null) {
          var at = changedAt.get();
          if (line.contains("desks") && at != last) {
            last = at;
            heard.incrementAndGet();
            micros.recordValue((System.nanoTime() - at) / 1000);
          }
        }
      }
    } catch (IOException e) {
      if (running.get()) {
        System.out.println("a browser lost its stream: " + e.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String post(HttpClient client, Hospital by, String path, String body)
      throws IOException, InterruptedException {
    var answer =
        client.send(
            HttpRequest.newBuilder(Product.uri(path))
                .header("Content-Type", "application/json")
                .header("X-API-Key", by.key())
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
