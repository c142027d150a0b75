package nl.vangnet.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people write beside a leg tells nobody who the patient is.
class FreeTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"26-001234-7", "11-122233-3", "EXT-7", "OEF-UMCU-0042", "2026/17.b", "7"})
  void aNumberOfACaseIsKept(String number) {
    assertThat(FreeText.caseNumber(number)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', case-missing",
    "'   ', case-missing",
    "Jansen, case-malformed",
    "mevr. Jansen 7, case-malformed",
    "111222333, looks-like-bsn",
    "P-111222333, looks-like-bsn",
    "12-03-1951, looks-like-birth-date"
  })
  void whatCouldTellWhoItIsIsNoNumberOfACase(String number, String code) {
    assertThat(FreeText.caseNumber(number)).contains(code);
  }

  @Test
  void aReasonIsNeitherTooLongNorAnIdentity() {
    assertThat(FreeText.reason("x".repeat(500))).isEmpty();
    assertThat(FreeText.reason("x".repeat(501))).contains("reason-too-long");
    assertThat(FreeText.reason("geb. 12-3-1951")).contains("looks-like-birth-date");
    assertThat(FreeText.any("Allianz", "dossier 111222333")).contains("looks-like-bsn");
  }
}
