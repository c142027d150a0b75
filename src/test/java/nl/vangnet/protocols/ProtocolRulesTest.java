package nl.vangnet.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a protocol must have before it stands in the library (SPR-25).
class ProtocolRulesTest {
  private static Protocol.Content content(String title, String body, String link, String owner) {
    return new Protocol.Content(
        title,
        Set.of(Kind.OXYGEN),
        Set.of(Audience.REGION),
        body,
        link,
        owner,
        LocalDate.of(2027, 3, 1));
  }

  @Test
  void aTextOrAnAddressIsEnough() {
    assertThat(ProtocolRules.wrong(content("Zuurstof", "twee keer de reistijd", "", "FMS")))
        .isEmpty();
    assertThat(ProtocolRules.wrong(content("Zuurstof", "", "https://fms.example/zuurstof", "FMS")))
        .isEmpty();
    assertThat(ProtocolRules.wrong(content("Zuurstof", " ", "", "FMS")))
        .contains("text-or-link-missing");
    assertThat(ProtocolRules.wrong(content(" ", "x", "", "FMS"))).contains("title-missing");
    assertThat(ProtocolRules.wrong(content("Zuurstof", "x", "", ""))).contains("owner-missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://fms.example",
        "https://",
        "javascript:alert(1)",
        "fms.example/a",
        "https:// a"
      })
  void anAddressIsWholeAndSafe(String link) {
    assertThat(ProtocolRules.wrong(content("Zuurstof", "x", link, "FMS")))
        .contains("link-malformed");
  }

  @Test
  void aDayOfLongAgoMayStandInItAndACitizenServiceNumberMayNot() {
    assertThat(ProtocolRules.wrong(content("Zuurstof", "richtlijn van 12-3-2009", "", "FMS")))
        .isEmpty();
    assertThat(ProtocolRules.wrong(content("Zuurstof", "zoals bij 123456782", "", "FMS")))
        .contains("looks-like-bsn");
    assertThat(ProtocolRules.wrong(content("Zuurstof", "x".repeat(20_001), "", "FMS")))
        .contains("text-too-long");
  }
}
