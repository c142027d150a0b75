package nl.vangnet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class InterfaceVersionTest {
  private static final LocalDate SUCCEEDED = LocalDate.of(2027, 3, 15);

  @Test
  void aVersionStaysTwelveMonthsAfterItsSuccessor() { // IDX-08
    var old =
        new InterfaceVersion(
            "json", "JSON", "1.0", LocalDate.of(2026, 11, 21), SUCCEEDED, null, "json-api");
    assertThat(old.mayEndOn(LocalDate.of(2028, 3, 14))).isFalse();
    assertThat(old.mayEndOn(LocalDate.of(2028, 3, 15))).isTrue();
    assertThat(old.state(LocalDate.of(2027, 3, 14))).isEqualTo("current");
    assertThat(old.state(SUCCEEDED)).isEqualTo("succeeded");
  }

  @Test
  void noPublishedVersionEndsEarlierThanItsRuleAllows() { // IDX-08
    assertThat(InterfaceVersion.ALL)
        .allSatisfy(v -> {
          if (v.endsOn() != null) {
            assertThat(v.mayEndOn(v.endsOn())).as(v.name()).isTrue();
          }
        });
    assertThat(InterfaceVersion.ALL).extracting(InterfaceVersion::door).doesNotHaveDuplicates();
  }
}
