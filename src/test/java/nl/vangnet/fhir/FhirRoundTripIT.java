package nl.vangnet.fhir;

import static nl.vangnet.fhir.FhirHospitals.report;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.vangnet.Vangnet;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// From one installation to another that knows nothing: the picture arrives as it was. And the
/// subscribers of the second hear of it.
@AppTest
class FhirRoundTripIT {
  private static final Actor DESK =
      new Actor("person:9004", "Landelijk", Role.NATIONAL, new Scope.Everywhere());
  private static ConfigurableApplicationContext second;
  private static int secondPort;

  @Autowired ApplicationContext app;
  @LocalServerPort int port;

  @BeforeAll
  static void start() {
    second =
        new SpringApplicationBuilder(Vangnet.class)
            .run(
                "--spring.datasource.url=" + TestDatabase.freshUrl(),
                "--spring.datasource.username=postgres",
                "--spring.datasource.hikari.maximum-pool-size=10",
                "--vangnet.database=external",
                "--vangnet.demo=false",
                "--server.port=0",
                "--vangnet.mllp.port=0",
                "--vangnet.webhook.private-addresses=true",
                "--vangnet.pseudonym-key=a-test-key-for-pseudonyms-0123456789",
                "--vangnet.intake-key=a-test-key-for-kept-messages-012345");
    secondPort = Integer.parseInt(second.getEnvironment().getRequiredProperty("local.server.port"));
  }

  @AfterAll
  static void stop() {
    second.close();
  }

  @Test
  void thePictureComesBackFromAFreshInstallationAsItWas() throws Exception { // IDX-01, CAP-18
    var here = new FhirHospitals(app, port);
    var there = new FhirHospitals(second, secondPort);
    var from = here.open("NL", "RT-1");
    there.open("NL", "RT-0");
    var to = there.open("NL", "RT-1");
    var now = Instant.now();
    var book = app.getBean(CapacityBook.class);
    for (var variable : Variable.values()) {
      book.record(
          from.source().actor(),
          Method.REPORTED,
          List.of(
              figure(
                  from.site(),
                  "HC 2",
                  "hc",
                  "delabelled",
                  variable,
                  3 + variable.ordinal() * 7,
                  null,
                  now.minusMillis(1717L * variable.ordinal()),
                  null)));
    }
    // A census holds since its source was last heard: that moment goes along.
    var jdbc = app.getBean(JdbcTemplate.class);
    jdbc.update(
        "update capacity.latest set method = 0 where variable = ? and source = ?",
        Variable.OCCUPIED.ordinal(),
        from.source().actor().id());
    book.record(
        DESK,
        Method.MANUAL,
        List.of(
            figure(from.site(), "ICV", "icu", "covid", Variable.STAFFED, 12, null, now, null),
            figure(
                from.site(),
                "ICV",
                "icu",
                "covid",
                Variable.RESERVE,
                2,
                null,
                now.minusSeconds(7200),
                "eigen spoed, tot 08:00"),
            figure(
                from.site(),
                "ICV",
                "icu",
                "other",
                Variable.STAFFED,
                null,
                "rooster nog niet klaar",
                now,
                null),
            figure(
                from.site(),
                "B4",
                "ward",
                "other",
                Variable.OCCUPIED,
                null,
                "unsupported",
                now,
                "storing EPD"),
            figure(
                from.site(),
                "B4",
                "ward",
                "other",
                Variable.SURGE_168H,
                0,
                null,
                now.minusSeconds(90000),
                null)));
    settle(from.site());
    var exported =
        here.send("GET", "/fhir/MeasureReport/site-" + from.site().id(), from.key(), null);
    var imported = there.send("POST", "/fhir/MeasureReport", to.key(), exported.raw().body());
    assertThat(imported.status()).as(imported.raw().body()).isEqualTo(201);
    assertThat(picture(second, to.site()))
        .isEqualTo(picture(app, from.site()))
        .hasSize(5 + Variable.values().length)
        .anyMatch(f -> f.contains("unknown: rooster nog niet klaar"))
        .anyMatch(f -> f.contains("(storing EPD)"));
  }

  private static Reported figure(
      Site site,
      String unit,
      String category,
      String cohort,
      Variable variable,
      @org.jspecify.annotations.Nullable Integer value,
      @org.jspecify.annotations.Nullable String reason,
      Instant at,
      @org.jspecify.annotations.Nullable String note) {
    return new Reported(site.id(), unit, category, cohort, variable, value, reason, at, note);
  }

  /// Waits until the picture in memory, which is what goes out, holds what the record holds.
  private void settle(Site site) throws InterruptedException {
    var live = app.getBean(LivePicture.class);
    for (var i = 0; i < 200; i++) {
      var now = live.current().site(site.id());
      if (now != null && picture(app, now).equals(picture(app, site))) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the picture in memory never held " + site.code());
  }

  private static TreeSet<String> picture(ApplicationContext app, Site site) {
    return picture(app, Objects.requireNonNull(app.getBean(LivePicture.class).read(site.id())));
  }

  private static TreeSet<String> picture(ApplicationContext app, SitePicture picture) {
    var found = new TreeSet<String>();
    var directory = app.getBean(Directory.class).snapshot();
    for (var line : picture.lines()) {
      for (var figure : line.figures().values()) {
        var measured = Objects.requireNonNull(figure.measured());
        found.add(
            directory.findUnit(line.line().unit()).orElseThrow().code()
                + "|"
                + line.line().category()
                + "|"
                + line.line().cohort()
                + "|"
                + figure.variable().code()
                + "|"
                + (measured.value() == null
                    ? "unknown: " + measured.unknownReason()
                    : measured.value().toString())
                + "|"
                + measured.confirmedAt()
                + (measured.note() == null ? "" : " (" + measured.note() + ")"));
      }
    }
    return found;
  }

  private record Heard(String signature, String authorisation, String body) {}

  @Test
  void aSubscriberHearsOfEachChangeOnceAndCanCheckWhoSpeaks() throws Exception {
    var heard = new CopyOnWriteArrayList<Heard>();
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          heard.add(
              new Heard(
                  exchange.getRequestHeaders().getFirst("X-Vangnet-Signature"),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      var there = new FhirHospitals(second, secondPort);
      var own = there.open("NL");
      var other = there.open("NL");
      send(there, own, "5");
      Thread.sleep(600);
      var answer =
          there.send(
              "POST",
              "/fhir/Subscription",
              own.key(),
              subscription(
                  "MeasureReport?subject=Location/site-" + own.site().id(),
                  "http://127.0.0.1:" + server.getAddress().getPort() + "/hook"));
      assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
      assertThat(answer.body().path("status").asString()).isEqualTo("active");
      assertThat(answer.raw().body()).doesNotContain("geheim-1").doesNotContain("Bearer abc");
      assertThat(there.send("GET", "/fhir/Subscription/" + answer.id(), other.key(), null).status())
          .isEqualTo(404);
      Thread.sleep(1200);
      send(there, own, "6");
      send(there, own, "7");
      send(there, other, "8");
      for (var i = 0;
          i < 150 && heard.stream().noneMatch(h -> h.body().contains("\"count\":7"));
          i++) {
        Thread.sleep(100);
      }
      assertThat(heard).isNotEmpty().hasSizeLessThanOrEqualTo(2);
      var last = heard.getLast();
      assertThat(last.body()).contains("\"count\":7").doesNotContain("\"count\":8");
      assertThat(last.authorisation()).isEqualTo("Bearer abc");
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("geheim-1".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      assertThat(last.signature())
          .isEqualTo(
              "sha256="
                  + HexFormat.of()
                      .formatHex(mac.doFinal(last.body().getBytes(StandardCharsets.UTF_8))));
      assertThat(
              there.send("DELETE", "/fhir/Subscription/" + answer.id(), own.key(), null).status())
          .isEqualTo(200);
      assertThat(there.send("GET", "/fhir/Subscription/" + answer.id(), own.key(), null).status())
          .isEqualTo(404);
    } finally {
      server.stop(0);
    }
  }

  private static void send(FhirHospitals door, FhirHospitals.Hospital own, String staffed)
      throws Exception {
    assertThat(
            door.send(
                    "POST",
                    "/fhir/MeasureReport",
                    own.key(),
                    report(
                        own.site(),
                        "IC",
                        "icu",
                        "covid",
                        Instant.now().toString(),
                        "staffed",
                        staffed))
                .status())
        .isEqualTo(201);
  }

  private static String subscription(String criteria, String endpoint) {
    return """
    {"resourceType":"Subscription","status":"requested","reason":"test","criteria":"%s",
     "channel":{"type":"rest-hook","endpoint":"%s","payload":"application/fhir+json",
       "header":["Authorization: Bearer abc","X-Vangnet-Secret: geheim-1"]}}
    """
        .formatted(criteria, endpoint);
  }

  @Test
  void aSubscriptionThatCannotBeIsRefusedWithItsElement() throws Exception {
    var here = new FhirHospitals(app, port);
    var own = here.open("NL");
    var inside =
        here.send(
            "POST",
            "/fhir/Subscription",
            own.key(),
            subscription("MeasureReport", "http://127.0.0.1/x"));
    assertThat(inside.status()).isEqualTo(422);
    assertThat(FhirHospitals.places(inside.body()))
        .containsExactly("bad-endpoint at Subscription.channel.endpoint");
    var criteria =
        here.send(
            "POST",
            "/fhir/Subscription",
            own.key(),
            subscription("Patient?name=x", "https://example.org/x"));
    assertThat(FhirHospitals.places(criteria.body()))
        .containsExactly("bad-criteria at Subscription.criteria");
  }
}
