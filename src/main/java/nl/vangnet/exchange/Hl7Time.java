package nl.vangnet.exchange;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads HL7 time stamps (YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]). A stamp of partial
/// precision means the beginning of what it names.
final class Hl7Time {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(\\d{2})?(\\d{2})?(\\d{2})?(\\d{2})?(\\d{2})?(?:\\.(\\d{1,9}))?"
              + "([+-]\\d{4})?");
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private Hl7Time() {}

  /// The moment that `text` names; `zone` is the zone of stamps without an offset. In the hour that
  /// comes twice in autumn the later reading is taken unless it lies ahead of `now`; a time that
  /// does not exist in spring is moved on by the gap.
  static Optional<Instant> read(String text, ZoneId zone, Instant now) {
    var form = FORM.matcher(text);
    if (!form.matches() || (form.group(4) == null && form.group(7) != null)) {
      return Optional.empty();
    }
    try {
      var local =
          LocalDateTime.of(
              number(form.group(1), 0),
              number(form.group(2), 1),
              number(form.group(3), 1),
              number(form.group(4), 0),
              number(form.group(5), 0),
              number(form.group(6), 0),
              nanos(form.group(7)));
      if (form.group(8) != null) {
        return Optional.of(local.toInstant(ZoneOffset.of(form.group(8))));
      }
      var zoned = local.atZone(zone);
      var later = zoned.withLaterOffsetAtOverlap().toInstant();
      return Optional.of(
          later.isAfter(now.plus(AHEAD)) ? zoned.withEarlierOffsetAtOverlap().toInstant() : later);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(@org.jspecify.annotations.Nullable String digits, int absent) {
    return digits == null ? absent : Integer.parseInt(digits);
  }

  private static int nanos(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
  }
}
