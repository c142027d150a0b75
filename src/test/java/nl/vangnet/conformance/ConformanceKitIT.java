package nl.vangnet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipInputStream;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.testing.AppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// The kit as a supplier uses it: downloaded, unpacked, and its program run against the running
/// product.
@AppTest
class ConformanceKitIT { // IDX-07, IDX-08
  private static final Actor ADMIN =
      new Actor("person:9001", "Beheer", Role.ADMIN, new Scope.Everywhere());

  @Autowired ApplicationContext app;
  @Autowired TestHospital hospital;
  @LocalServerPort int port;
  @TempDir Path folder;

  @Test
  void everyCaseOfTheKitHoldsTwiceInARow() throws Exception {
    unpack(download("/conformiteit/kit.zip"));
    var opened = hospital.open(ADMIN);
    for (var i = 0; i < 2; i++) {
      var report = run(opened.key());
      assertThat(report)
          .as(report)
          .contains(
              "PASS  hl7-01-opname",
              "PASS  fhir-05-saner",
              "PASS  fhir-26-plek-intrekken",
              "PASS  fhir-30-vraag",
              " 0 failed, 0 skipped")
          .doesNotContain("FAIL");
      Thread.sleep(1100);
    }
    var again = hospital.open(ADMIN);
    assertThat(again.key()).isNotEqualTo(opened.key());
    assertThat(run(opened.key())).contains("FAIL  json-01-cijfers");
    var directory = app.getBean(Directory.class).snapshot();
    var site = directory.findSite(new CountryCode("ZZ"), "TESTZH").orElseThrow();
    assertThat(app.getBean(CapacityBook.class).lines(site.id())).isNotEmpty();
    assertThat(directory.sites(CountryCode.NL)).doesNotContain(site);
  }

  private String run(String key) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "RunKit.java",
                    "--base",
                    "http://127.0.0.1:" + port,
                    "--mllp",
                    "127.0.0.1:" + mllpPort(),
                    "--key",
                    key))
            .directory(folder.resolve("vangnet-kit").toFile())
            .redirectErrorStream(true)
            .start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }

  private int mllpPort() {
    try {
      var server = app.getBean(Class.forName("nl.vangnet.exchange.MllpServer"));
      var method = server.getClass().getDeclaredMethod("port");
      method.setAccessible(true);
      return (int) method.invoke(server);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] download(String path) throws IOException, InterruptedException {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private void unpack(byte[] zip) throws IOException {
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.write(file, in.readAllBytes());
      }
    }
  }
}
