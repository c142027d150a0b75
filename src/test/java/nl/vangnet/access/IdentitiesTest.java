package nl.vangnet.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No identity of a patient gets into a free text.
class IdentitiesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BSN 111222333",
        "111.222.333",
        "nummer 1112 22 333 graag terugbellen",
        "x123456782y"
      })
  void findsACitizenServiceNumber(String text) {
    assertThat(Identities.find(text)).contains("looks-like-bsn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "geb. 12-3-1951",
        "12/03/1951",
        "1951-03-12",
        "dob 1951-03-12",
        "geboren 02-11-2019"
      })
  void findsADateOfBirth(String text) {
    assertThat(Identities.find(text)).contains("looks-like-birth-date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "beademd sinds 27-11-2026, FiO2 45 %, PEEP 10",
        "terugbellen 040-2399111 of 06 12345678",
        "111222334 is geen BSN",
        "kamer 3.12, bed 4",
        "saturatie 94 % bij 15 l/min, pO2 8.9",
        ""
      })
  void letsOtherTextPass(String text) {
    assertThat(Identities.find(text)).isEmpty();
  }

  /// The number of this case passes the eleven test, as one in eleven does.
  @Test
  void theNumberOfACaseIsNone() {
    assertThat(Identities.find("111222333")).contains("looks-like-bsn");
    assertThat(Identities.find("zie ook 11-122233-3, dezelfde kamer")).isEmpty();
    assertThat(Identities.find("11-122233-3")).isEmpty();
    assertThat(Identities.find("11-122233-3 van 111222333")).contains("looks-like-bsn");
    assertThat(Identities.find("11-1222-333")).contains("looks-like-bsn");
  }

  @Test
  void aNumberThatFailsTheElevenTestIsNone() {
    assertThat(Identities.find("123456789")).isEmpty();
    assertThat(Identities.find("123456782")).contains("looks-like-bsn");
  }
}
