package nl.vangnet.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdentifierKindTest { // IDX-04
  @Test
  void anAgbHasEightDigitsAndThatOfAHospitalBeginsWith06() {
    assertThat(IdentifierKind.AGB.accepts("06011034", ProviderType.HOSPITAL)).isTrue();
    assertThat(IdentifierKind.AGB.accepts("15011034", ProviderType.HOSPITAL)).isFalse();
    assertThat(IdentifierKind.AGB.accepts("15011034", ProviderType.AMBULANCE_SERVICE)).isTrue();
    assertThat(IdentifierKind.AGB.accepts("6011034", ProviderType.HOSPITAL)).isFalse();
    assertThat(IdentifierKind.AGB.accepts("060110345", ProviderType.HOSPITAL)).isFalse();
    assertThat(IdentifierKind.AGB.accepts("0601103a", ProviderType.HOSPITAL)).isFalse();
    assertThat(IdentifierKind.AGB.accepts("٠٦٠١١٠٣٤", ProviderType.HOSPITAL)).isFalse();
  }

  @Test
  void anUraHasEightDigits() {
    assertThat(IdentifierKind.URA.accepts("90000381", ProviderType.HOSPITAL)).isTrue();
    assertThat(IdentifierKind.URA.accepts("9000038", ProviderType.HOSPITAL)).isFalse();
    assertThat(IdentifierKind.URA.accepts("90000381 ", ProviderType.HOSPITAL)).isFalse();
  }

  @Test
  void otherNumbersHaveTheirFormToo() {
    assertThat(IdentifierKind.LPZ_OID.accepts("2.16.528.1.1007", ProviderType.HOSPITAL)).isTrue();
    assertThat(IdentifierKind.LPZ_OID.accepts("2.016.528", ProviderType.HOSPITAL)).isFalse();
    assertThat(IdentifierKind.VESTIGINGSNUMMER.accepts("000012345678", ProviderType.HOSPITAL))
        .isTrue();
    assertThat(IdentifierKind.VESTIGINGSNUMMER.accepts("12345678", ProviderType.HOSPITAL))
        .isFalse();
  }
}
