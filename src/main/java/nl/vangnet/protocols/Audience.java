package nl.vangnet.protocols;

import java.util.Locale;
import java.util.Optional;

/// Whom a protocol is for.
public enum Audience {
  HOSPITAL,
  REGION,
  NATIONAL,
  DISPATCH;

  /// The stable code in addresses and words.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The audience with this code.
  public static Optional<Audience> find(String code) {
    for (var audience : values()) {
      if (audience.code().equals(code)) {
        return Optional.of(audience);
      }
    }
    return Optional.empty();
  }
}
