package nl.vangnet.transfer.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// Reads and writes the codes of forms: small letters with hyphens for choices, whole numbers,
/// moments of the product's zone.
final class Codes {
  private Codes() {}

  /// The code of a choice.
  static String of(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The choice with this code, null when there is none.
  static <E extends Enum<E>> @Nullable E find(E[] choices, @Nullable String code) {
    return code == null
        ? null
        : Arrays.stream(choices).filter(c -> of(c).equals(code.strip())).findFirst().orElse(null);
  }

  /// A whole number, 0 when it is none.
  static long number(@Nullable String text) {
    try {
      return text == null ? 0 : Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /// The value of a date-and-time field, null when it cannot be read.
  static @Nullable Instant moment(String text) {
    try {
      var at = LocalDateTime.parse(text.strip());
      return at.getYear() < 2000 || at.getYear() > 2200 ? null : at.atZone(Frame.ZONE).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
