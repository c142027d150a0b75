package nl.vangnet.chain.web;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the codes of forms and requests: small letters for choices, whole numbers.
final class Codes {
  private Codes() {}

  /// The choice with this code, null when there is none.
  static <E extends Enum<E>> @Nullable E find(E[] choices, @Nullable String code) {
    return code == null
        ? null
        : Arrays.stream(choices)
            .filter(c -> c.name().toLowerCase(Locale.ROOT).equals(code.strip()))
            .findFirst()
            .orElse(null);
  }

  /// A whole number, 0 when it is none.
  static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
