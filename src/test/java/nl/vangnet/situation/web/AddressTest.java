package nl.vangnet.situation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import nl.vangnet.situation.Moment;
import nl.vangnet.web.BadInput;
import org.junit.jupiter.api.Test;

class AddressTest {
  private static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");

  private static final nl.vangnet.web.Words WORDS = new nl.vangnet.web.Languages().dutch();

  @Test
  void readsLocalTimeInTheDutchZone() {
    assertThat(Address.instant("2026-11-21T14:00", WORDS))
        .isEqualTo(Instant.parse("2026-11-21T13:00:00Z"));
    assertThat(Address.instant("2026-07-21T14:00", WORDS))
        .isEqualTo(Instant.parse("2026-07-21T12:00:00Z"));
    assertThat(Address.instant("2026-11-21T14:00:00Z", WORDS))
        .isEqualTo(Instant.parse("2026-11-21T14:00:00Z"));
    assertThat(Address.instant("2026-11-21T14:00+02:00", WORDS))
        .isEqualTo(Instant.parse("2026-11-21T12:00:00Z"));
  }

  @Test
  void saysHowToWriteAMoment() {
    assertThatThrownBy(() -> Address.instant("gisteren", WORDS))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("2026-11-21T14:00");
  }

  @Test
  void thePastIsSeenAsItWasOrAsItWasKnown() {
    var at = Instant.parse("2026-11-21T13:00:00Z");
    assertThat(Address.moment(Map.of(), NOW, WORDS)).isEqualTo(Moment.NOW);
    assertThat(Address.moment(Map.of("at", "2026-11-21T14:00"), NOW, WORDS))
        .isEqualTo(new Moment(at, null));
    assertThat(Address.moment(Map.of("at", "2026-11-21T14:00", "known", "then"), NOW, WORDS))
        .isEqualTo(new Moment(at, at));
    assertThat(Address.moment(Map.of("at", "2027-01-01T00:00"), NOW, WORDS)).isEqualTo(Moment.NOW);
  }
}
