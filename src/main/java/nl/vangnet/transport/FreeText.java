package nl.vangnet.transport;

import java.util.Optional;
import java.util.regex.Pattern;
import nl.vangnet.access.Identities;

/// Looks at what people write beside a leg before it is kept: no text that is too long, and none
/// that tells who the patient is. Pure.
final class FreeText {
  /// A number as a system makes it: no spaces, and a digit in it, so that no name passes for one.
  private static final Pattern CASE = Pattern.compile("(?=.*\\d)[\\p{L}\\d][\\p{L}\\d._/-]{0,59}");

  private FreeText() {}

  /// Why a reason cannot be kept, as a code; empty when it can.
  static Optional<String> reason(String text) {
    return text.length() > LegWriter.LONGEST_REASON
        ? Optional.of("reason-too-long")
        : Identities.find(text);
  }

  /// Why one of these texts cannot be kept, as a code; empty when all can.
  static Optional<String> any(String... texts) {
    for (var text : texts) {
      var found = Identities.find(text);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// Why a case number cannot be kept, as a code; empty when it can.
  static Optional<String> caseNumber(String number) {
    if (number.isBlank() || number.length() > 60) {
      return Optional.of("case-missing");
    }
    return Identities.find(number)
        .or(() ->
            CASE.matcher(number).matches() ? Optional.empty() : Optional.of("case-malformed"));
  }
}
