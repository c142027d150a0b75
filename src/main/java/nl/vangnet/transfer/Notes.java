package nl.vangnet.transfer;

import nl.vangnet.access.Identities;
import org.jspecify.annotations.Nullable;

/// Looks at free text before it is kept. Pure.
final class Notes {
  private Notes() {}

  /// Why a text cannot be kept, as a code; null when it can.
  static @Nullable String refusal(String text) {
    if (text.length() > ContentRules.LONGEST_NOTE) {
      return "text-too-long";
    }
    return Identities.find(text).orElse(null);
  }
}
