package nl.vangnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretChoiceTest {
  @Test
  void whatTheEnvironmentGivesComesFirst() {
    assertThat(SecretChoice.of("a1", null, null, false)).isEqualTo(SecretChoice.GIVEN);
    assertThat(SecretChoice.of("a1", "a1", null, false)).isEqualTo(SecretChoice.GIVEN);
    assertThat(SecretChoice.of("a1", "c3", "a1", false)).isEqualTo(SecretChoice.GIVEN);
    assertThat(SecretChoice.of("a1", "c3", null, false)).isEqualTo(SecretChoice.GIVEN_ANEW);
  }

  @Test
  void withoutOneTheGeneratedSecretServes() {
    assertThat(SecretChoice.of(null, "c3", null, false)).isEqualTo(SecretChoice.GENERATED);
    assertThat(SecretChoice.of(null, "c3", "c3", false)).isEqualTo(SecretChoice.GENERATED);
  }

  @Test
  void aSecretUnlikeThatOfEarlierNodesIsRefusedUnlessAccepted() {
    assertThat(SecretChoice.of("b2", null, "a1", false)).isEqualTo(SecretChoice.REFUSED_OTHER);
    assertThat(SecretChoice.of("b2", null, "a1", true)).isEqualTo(SecretChoice.GIVEN_ANEW);
    assertThat(SecretChoice.of(null, "c3", "a1", false)).isEqualTo(SecretChoice.REFUSED_MISSING);
    assertThat(SecretChoice.of(null, "c3", "a1", true)).isEqualTo(SecretChoice.GENERATED_ANEW);
  }
}
