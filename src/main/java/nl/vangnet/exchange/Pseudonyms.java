package nl.vangnet.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.vangnet.directory.OrganisationId;

/// Turns visit and patient numbers into keyed pseudonyms (HMAC-SHA-256, first 16 bytes as hex).
/// Without the key nobody can go back or try numbers out.
final class Pseudonyms {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final SecretKeySpec key;

  Pseudonyms(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /// The pseudonym of a number that one organisation gave.
  String of(OrganisationId organisation, String number) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(Long.toString(organisation.value()).getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      var full = mac.doFinal(number.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(full, 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }
}
