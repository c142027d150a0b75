package nl.vangnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.Census;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/// The intake while its database is gone for a few seconds: a server of its own is stopped and
/// started again on the same data.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "vangnet.demo=false",
      "vangnet.mllp.port=0",
      "vangnet.admin.user=" + nl.vangnet.testing.AppTest.ADMIN,
      "vangnet.admin.password=" + nl.vangnet.testing.AppTest.PASSWORD,
      "spring.datasource.hikari.maximum-pool-size=6",
      "spring.datasource.hikari.connection-timeout=1500"
    })
@ContextConfiguration(initializers = DatabaseOutageIT.OwnDatabase.class)
@DirtiesContext
class DatabaseOutageIT {
  @Autowired MllpServer server;
  @Autowired JdbcTemplate jdbc;
  @Autowired Directory directory;
  @Autowired SourceSystems sources;
  @Autowired IntakeDesk desk;
  @Autowired Census census;

  /// Points the application at a server that this test may stop.
  static class OwnDatabase
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static Path folder = Path.of("");
    private static int port;
    private static List<EmbeddedPostgres> running = List.of();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try {
        folder = Files.createTempDirectory(Path.of("target"), "outage").toAbsolutePath();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      start();
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "own database",
                  Map.of(
                      "spring.datasource.url",
                      running.getFirst().getJdbcUrl("postgres", "postgres"),
                      "spring.datasource.username",
                      "postgres",
                      "vangnet.database",
                      "external")));
    }

    static void start() {
      try {
        var builder =
            EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60));
        if (port != 0) {
          builder.setPort(port);
        }
        var started = builder.start();
        port = started.getPort();
        running = List.of(started);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static void stop() {
      try {
        for (var one : running) {
          one.close();
        }
        running = List.of();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @AfterAll
  static void leave() {
    OwnDatabase.stop();
  }

  private static String admission(String id) {
    return "MSH|^~\\&|EHR|UIT|VANGNET|LZ|20260301120000||ADT^A01|%1$s|P|2.5\rEVN||20260301120000\r"
            .formatted(id)
        + "PID|1||P%s\rPV1|1|I|IC^1^%s||||||||||||||||visit-%s\r".formatted(id, id, id);
  }

  @Test
  void whatIsSentWhileTheDatabaseIsGoneIsAskedForAgainAndCountedOnce() throws Exception {
    var zone = ZoneId.of("Europe/Amsterdam");
    var own = new Hospitals(jdbc, directory, sources).open("EHR", "UIT", zone);
    var mapped =
        desk.map(
            Hospitals.STEWARD,
            new IntakeDesk.NewMapping(
                own.source().id(),
                "IC",
                null,
                null,
                null,
                CountryCode.NL,
                own.site().code(),
                "IC",
                "icu",
                "covid"));
    var icu = ((IntakeDesk.MappingOutcome.Mapped) mapped).line();
    var again = 0L;
    try (var client = new MllpClient(server.port())) {
      assertThat(client.send(admission("1"))).contains("MSA|AA|1\r");
      OwnDatabase.stop();
      for (var id : List.of("2", "3", "4")) {
        assertThat(client.send(admission(id)))
            .contains("MSA|AE|" + id + "|try-again")
            .contains("send this message again");
        again++;
      }
      OwnDatabase.start();
      var deadline = Instant.now().plusSeconds(30);
      for (var id : List.of("2", "3", "4")) {
        var answer = client.send(admission(id));
        while (!answer.contains("MSA|AA|" + id) && Instant.now().isBefore(deadline)) {
          assertThat(answer).contains("|try-again");
          again++;
          Thread.sleep(200);
          answer = client.send(admission(id));
        }
        assertThat(answer).contains("MSA|AA|" + id + "\r");
      }
      assertThat(client.send(admission("3"))).contains("MSA|AA|3\r");
    }
    assertThat(census.counts(own.site().id())).containsEntry(icu, 4);
    var counts = new HashMap<String, Long>();
    desk.account(Hospitals.STEWARD).stream()
        .filter(a -> a.source() == own.source().id())
        .flatMap(a -> a.counts().stream())
        .forEach(c -> counts.put(c.outcome().code() + c.cause(), c.total()));
    assertThat(counts)
        .isEqualTo(Map.of("accepted", 4L, "duplicate", 1L, "refusedtry-again", again));
  }
}
