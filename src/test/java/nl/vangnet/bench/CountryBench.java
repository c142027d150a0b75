package nl.vangnet.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A country of 7,500 hospitals with 90 days of daily history.
final class CountryBench {
  private CountryBench() {}

  /// Fills the country by SQL, as an import would have left it, and asks for its picture now and at
  /// past moments.
  static void run(Path data) throws Exception {
    Product.start(data).close();
    var filling = Product.start(data);
    var startedAt = System.nanoTime();
    try (var connection = Product.database();
        var statement = connection.createStatement()) {
      for (var sql : FILL) {
        statement.execute(sql);
      }
    }
    System.out.printf(
        "filled in %.0f s: %,d sites, %,d observations%n",
        (System.nanoTime() - startedAt) / 1e9,
        Product.count("select count(*) from directory.site where country = 'XX'"),
        Product.count("select count(*) from capacity.observation"));
    filling.close();
    try (var product = Product.start(data)) {
      var client = Product.signedIn();
      LiveBench.ask(
          client, List.of("/api/v1/picture?country=XX"), 10, 2, "warming up, picture of 7,500");
      LiveBench.ask(client, List.of("/api/v1/picture?country=XX"), 20, 4, "picture of 7,500");
      LiveBench.ask(client, List.of("/?country=XX"), 20, 4, "national page of 7,500");
      for (var daysAgo : List.of(1, 30, 88)) {
        var at = Instant.now().minus(daysAgo, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
        for (var again = 0; again < 2; again++) {
          var from = System.nanoTime();
          var answer =
              client.send(
                  java.net.http.HttpRequest.newBuilder(
                          Product.uri("/api/v1/picture?country=XX&at=" + at))
                      .build(),
                  java.net.http.HttpResponse.BodyHandlers.ofByteArray());
          System.out.printf(
              "picture of %d days ago, %s: %.0f ms (%d, %,d bytes)%n",
              daysAgo,
              again == 0 ? "first asked" : "asked again",
              (System.nanoTime() - from) / 1e6,
              answer.statusCode(),
              answer.body().length);
        }
      }
      System.out.printf("heap used %.0f MiB%n", Product.heapMiB(client));
    }
  }

  private static final List<String> FILL =
      List.of(
          """
          insert into directory.organisation (country, code, name, type)
          select 'XX', 'O' || n, 'Organisation ' || n, 'HOSPITAL' from generate_series(1, 7500) n
          """,
          """
          insert into directory.site (organisation_id, country, code, name, city, type, class,
            emergency_department, latitude, longitude)
          select o.id, 'XX', 'S' || substr(o.code, 2), 'Hospital ' || substr(o.code, 2), 'City', 'HOSPITAL',
            'GENERAL', true, 30 + random() * 15, -120 + random() * 45
          from directory.organisation o where o.country = 'XX'
          """,
          """
          insert into directory.unit (site_id, code, name)
          select s.id, u, u from directory.site s cross join unnest(array['IC', 'WARD']) u where s.country = 'XX'
          """,
          """
          insert into capacity.line (unit_id, site_id, category, cohort)
          select u.id, u.site_id, case u.code when 'IC' then 'icu' else 'ward' end, 'all'
          from directory.unit u join directory.site s on s.id = u.site_id where s.country = 'XX'
          """,
          """
          insert into capacity.observation (line_id, variable, method, definition_version, value, observed_at,
            received_at, source)
          select l.id, v, 4, 1, (random() * 40)::int + v, d, d, 'person:1'
          from generate_series(now() - interval '90 days', now(), interval '1 day') d
          cross join capacity.line l join directory.site s on s.id = l.site_id
          cross join unnest(array[1, 2]) v where s.country = 'XX'
          """,
          """
          insert into capacity.latest (line_id, variable, method, definition_version, value, observed_at,
            received_at, source)
          select distinct on (line_id, variable) line_id, variable, method, definition_version, value,
            observed_at, received_at, source
          from capacity.observation o where source = 'person:1'
          order by line_id, variable, observed_at desc
          """,
          "analyze");
}
