package nl.vangnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import nl.vangnet.access.SourceDetails;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.directory.Directory;
import nl.vangnet.testing.AppTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.ssl.JksSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.jdbc.core.JdbcTemplate;

/// The MLLP listener with TLS and client certificates, bound by the settings of the document. The
/// certificates are made here, by the keytool of this Java.
@AppTest
class MllpTlsIT {
  private static final String PASSWORD = "een-wachtwoord";

  @TempDir static Path folder;

  @Autowired Intake intake;
  @Autowired JdbcTemplate jdbc;
  @Autowired Directory directory;
  @Autowired SourceSystems sources;
  @Autowired IntakeDesk desk;
  @Autowired Clock clock;

  private static int number;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private MllpServer server;
  private Hospitals.Hospital amc;

  @BeforeAll
  static void makeCertificates() throws Exception {
    for (var name : List.of("server", "amc", "lumc", "stranger")) {
      make(name);
    }
    trust("senders", "amc", "lumc");
    trust("vangnet", "server");
  }

  private static void make(String name) throws Exception {
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-keyalg",
                "EC",
                "-validity",
                "3",
                "-storetype",
                "PKCS12",
                "-keystore",
                file(name).toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    var said = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  private static Path file(String name) {
    return folder.resolve(name + ".p12");
  }

  private static KeyStore load(String name) throws Exception {
    return KeyStore.getInstance(file(name).toFile(), PASSWORD.toCharArray());
  }

  private static Certificate certificate(String name) throws Exception {
    return load(name).getCertificate(name);
  }

  private static void trust(String store, String... names) throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (var name : names) {
      trusted.setCertificateEntry(name, certificate(name));
    }
    try (var out = Files.newOutputStream(file(store))) {
      trusted.store(out, PASSWORD.toCharArray());
    }
  }

  private static String fingerprint(String name) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256").digest(certificate(name).getEncoded());
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
  }

  @BeforeEach
  void start() throws Exception {
    server = server("need");
    var hospitals = new Hospitals(jdbc, directory, sources);
    amc = hospitals.open("EHR", "TLS" + ++number, ZoneId.of("Europe/Amsterdam"));
    sources.change(
        Hospitals.ADMIN,
        amc.source().id(),
        new SourceDetails(
            amc.source().code(),
            amc.source().name(),
            amc.source().country(),
            amc.source().organisation(),
            "EHR",
            amc.source().sendingFacility(),
            fingerprint("amc"),
            ZoneId.of("Europe/Amsterdam")));
  }

  private MllpServer server(String clientAuth) {
    var settings =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of(
                        "vangnet.mllp.port", "0",
                        "vangnet.mllp.bind", "127.0.0.1",
                        "vangnet.mllp.tls.bundle", "mllp",
                        "vangnet.mllp.tls.client-auth", clientAuth)))
            .bind("vangnet.mllp", MllpSettings.class)
            .get();
    var bundle =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of(
                        "mllp.keystore.location",
                        "file:" + file("server"),
                        "mllp.keystore.password",
                        PASSWORD,
                        "mllp.truststore.location",
                        "file:" + file("senders"),
                        "mllp.truststore.password",
                        PASSWORD)))
            .bind("mllp", JksSslBundleProperties.class)
            .get();
    var bundles = new DefaultSslBundleRegistry("mllp", PropertiesSslBundle.get(bundle));
    var started =
        new MllpServer(
            settings,
            intake,
            new StaticListableBeanFactory(Map.of("bundles", bundles))
                .getBeanProvider(SslBundles.class),
            meters,
            clock);
    started.start();
    return started;
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  /// A sender that shows the certificate of this name, or none.
  private MllpClient connect(String name) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(name.isEmpty() ? null : load(name), PASSWORD.toCharArray());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(load("vangnet"));
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return new MllpClient(context.getSocketFactory().createSocket("127.0.0.1", server.port()));
  }

  /// A message that is accepted without effect on the beds.
  private String message(String id) {
    return "MSH|^~\\&|EHR|%s|VANGNET|LZ|20260301120000||ADT^A31|%s|P|2.5\rEVN||20260301120000\rPID|1||P7\r"
        .formatted(amc.source().sendingFacility(), id);
  }

  private double failures() {
    return meters.counter("vangnet.mllp.handshake.failures").count();
  }

  @Test
  void aSenderIsHeardWithItsRegisteredCertificate() throws Exception {
    try (var client = connect("amc")) {
      assertThat(client.send(message("m-1"))).contains("MSA|AA|m-1");
      assertThat(client.send(message("m-2"))).contains("MSA|AA|m-2");
    }
    assertThat(failures()).isZero();
  }

  @Test
  void theTrustedCertificateOfAnotherSenderIsRefusedWithItsCause() throws Exception {
    try (var client = connect("lumc")) {
      assertThat(client.send(message("m-3")))
          .contains("MSA|AR|m-3|wrong-certificate")
          .contains("must connect with its registered client certificate");
    }
    assertThat(
            desk.account(Hospitals.STEWARD).stream()
                .filter(a -> a.source() == amc.source().id())
                .flatMap(a -> a.counts().stream())
                .filter(c -> c.cause().equals("wrong-certificate"))
                .mapToLong(c -> c.total()))
        .containsExactly(1L);
  }

  @Test
  void withoutATrustedCertificateTheHandshakeFailsAndIsCounted() throws Exception {
    for (var name : List.of("", "stranger")) {
      try (var client = connect(name)) {
        assertThatThrownBy(
                () -> {
                  client.send(message("m-4"));
                  throw new IOException("the connection ended without an answer");
                })
            .isInstanceOf(IOException.class);
      }
    }
    assertThat(failures()).isEqualTo(2);
  }

  @Test
  void whereACertificateIsOnlyWantedItsSenderStillNeedsIt() throws Exception {
    server.stop();
    server = server("want");
    try (var client = connect("")) {
      assertThat(client.send(message("m-5"))).contains("MSA|AR|m-5|wrong-certificate");
    }
  }

  @Test
  void plainTextOnTheTlsPortDoesNotHurtOthers() throws Exception {
    try (var good = connect("amc")) {
      assertThat(good.send(message("m-6"))).contains("MSA|AA|m-6");
      for (var i = 0; i < 7; i++) {
        try (var plain = new Socket("127.0.0.1", server.port())) {
          plain.setSoTimeout(10_000);
          plain.getOutputStream().write(MllpClient.framed(message("plain").getBytes()));
          assertThat(plain.getInputStream().readAllBytes()).asString().doesNotContain("MSA");
        } catch (IOException e) {
          assertThat(e).isNotInstanceOf(java.net.SocketTimeoutException.class);
        }
        assertThat(good.send(message("m-7-" + i))).contains("MSA|AA|m-7-" + i);
      }
    }
    assertThat(failures()).isEqualTo(7);
  }

  @Test
  void aStopEndsOpenConnectionsAtOnce() throws Exception {
    try (var client = connect("amc")) {
      client.send(message("m-8"));
      var before = Instant.now();
      server.stop();
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
      assertThat(ended(client)).isTrue();
    }
  }

  private static boolean ended(MllpClient client) throws IOException {
    try {
      return client.answer().isEmpty();
    } catch (SSLException | java.net.SocketException e) {
      return true;
    }
  }
}
