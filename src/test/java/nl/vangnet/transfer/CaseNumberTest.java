package nl.vangnet.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// The number that people say on the telephone.
class CaseNumberTest {
  @Test
  void readsWhatSomebodyTyped() {
    var number = CaseNumber.of(2026, 1234);
    assertThat(number.value()).isEqualTo("26-001234-9");
    assertThat(CaseNumber.find(" 260012349 ")).contains(number);
    assertThat(CaseNumber.find("26-001234-9")).contains(number);
  }

  @Test
  void everySingleWrongDigitFails() {
    var digits = CaseNumber.of(2026, 907_351).value().replace("-", "");
    for (var i = 0; i < digits.length(); i++) {
      for (var digit = '0'; digit <= '9'; digit++) {
        var changed = digits.substring(0, i) + digit + digits.substring(i + 1);
        assertThat(CaseNumber.find(changed).isPresent())
            .as(changed)
            .isEqualTo(changed.equals(digits));
      }
    }
  }

  @Test
  void nothingElseIsACaseNumber() {
    for (var text : new String[] {"", "26", "26-001234", "ab-cdefgh-i", "26-001234-90"}) {
      assertThat(CaseNumber.find(text)).as(text).isEmpty();
    }
    assertThatThrownBy(() -> new CaseNumber("260012349"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
