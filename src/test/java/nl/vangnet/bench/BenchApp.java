package nl.vangnet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import nl.vangnet.Vangnet;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Bell;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The product under load: starts it, opens a source, an ICU and a ward with locations and a
/// baseline at every Dutch hospital site, and says READY. Where `bench.keys` names a file, every
/// source gets a key, written there as a line of site code and key.
public final class BenchApp {
  private BenchApp() {}

  /// Runs the product until the process is killed; the settings come from system properties.
  public static void main(String[] args) throws InterruptedException, IOException {
    var app = SpringApplication.run(Vangnet.class, args);
    open(app);
    var keys = System.getProperty("bench.keys");
    if (keys != null) {
      Files.write(Path.of(keys), keys(app));
    }
    System.out.println("READY");
    Thread.sleep(Duration.ofHours(2));
  }

  private static List<String> keys(ApplicationContext app) {
    var sources = app.getBean(SourceSystems.class);
    var admin = new Actor("person:1", "bench", Role.ADMIN, new Scope.Everywhere());
    return sources.list().stream()
        .filter(s -> s.code().startsWith("bench-"))
        .map(s ->
            s.code().substring("bench-".length()).toUpperCase(Locale.ROOT)
                + " "
                + sources.issueKey(admin, s.id()))
        .toList();
  }

  private static void open(ApplicationContext app) {
    var directory = app.getBean(Directory.class);
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (directory.snapshot().sites(CountryCode.NL).isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    var sources = app.getBean(SourceSystems.class);
    var book = app.getBean(CapacityBook.class);
    var jdbc = app.getBean(JdbcClient.class);
    var bell = app.getBean(Bell.class);
    var transactions = app.getBean(TransactionTemplate.class);
    for (var site : directory.snapshot().sites(CountryCode.NL)) {
      if (!site.type().name().equals("HOSPITAL")) {
        continue;
      }
      var source =
          sources.openDemoSource(
              "bench-" + site.code().toLowerCase(Locale.ROOT),
              "Bench " + site.code(),
              CountryCode.NL,
              site.organisation(),
              "BENCH",
              site.code());
      transactions.executeWithoutResult(t -> {
        for (var place : List.of(new String[] {"IC", "icu"}, new String[] {"B4", "ward"})) {
          var unit = directory.openUnit(site.id(), place[0], place[0]);
          var line = book.open(unit, place[1], "covid");
          jdbc.sql(
                  """
                  insert into exchange.location_map (source, point_of_care, site, unit, category, cohort,
                    line, author, created_at)
                  values (:source, :place, :site, :unit, :category, 'covid', :line, 'bench', now())
                  on conflict do nothing
                  """)
              .param("source", source.id())
              .param("place", place[0])
              .param("site", site.id().value())
              .param("unit", unit.id().value())
              .param("category", place[1])
              .param("line", line.id().value())
              .update();
        }
        jdbc.sql(
                """
                insert into capacity.baseline (site_id, source, step, at, author)
                select :site, :source, 'complete', now(), 'bench' where not exists
                  (select from capacity.baseline where site_id = :site and source = :source)
                """)
            .param("site", site.id().value())
            .param("source", source.id())
            .update();
        bell.ring("locations", "");
      });
    }
  }
}
