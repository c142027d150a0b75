package nl.vangnet.conformance.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.vangnet.conformance.InterfaceVersion;
import org.junit.jupiter.api.Test;

class DeprecationNoticeTest { // IDX-08
  private static final LocalDate SUCCEEDED = LocalDate.of(2027, 3, 15);
  private static final List<InterfaceVersion> VERSIONS =
      List.of(
          new InterfaceVersion(
              "json", "JSON", "1.0", LocalDate.of(2026, 11, 21), null, null, "interfaces"),
          new InterfaceVersion(
              "lcps",
              "LCPS",
              "1.0",
              LocalDate.of(2026, 11, 21),
              SUCCEEDED,
              LocalDate.of(2028, 6, 1),
              "feeds"));

  private static Map<String, String> on(String path, LocalDate day) {
    return DeprecationNotice.headers(VERSIONS, path, day);
  }

  @Test
  void anAnswerSaysThatItsVersionWasSucceededAndWhenItEnds() {
    assertThat(on("/api/v1/lcps", SUCCEEDED))
        .containsEntry("Deprecation", "@1805065200")
        .containsEntry("Sunset", "Wed, 31 May 2028 22:00:00 GMT")
        .containsKey("Link");
  }

  @Test
  void beforeThatAndForOthersNothingIsSaid() {
    assertThat(on("/api/v1/lcps", SUCCEEDED.minusDays(1))).isEmpty();
    assertThat(on("/api/v1/picture", SUCCEEDED)).isEmpty();
    assertThat(on("/api/v1/lcps-other", SUCCEEDED)).isEmpty();
    assertThat(on("/regio", SUCCEEDED)).isEmpty();
  }
}
