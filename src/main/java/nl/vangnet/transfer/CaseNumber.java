package nl.vangnet.transfer;

import java.util.Optional;
import java.util.regex.Pattern;

/// The number that people say to each other on the telephone: the year and a running number, with a
/// last digit that makes a misheard number fail ("26-001234-7"). It says nothing about the patient.
public record CaseNumber(String value) {
  private static final Pattern FORM = Pattern.compile("(\\d{2})-?(\\d{6})-?(\\d)");

  public CaseNumber {
    if (!isTrue(value)) {
      throw new IllegalArgumentException("'" + value + "' is no case number");
    }
  }

  /// The case number of the n-th case of a year.
  static CaseNumber of(int year, long running) {
    var digits = "%02d%06d".formatted(year % 100, running);
    return new CaseNumber(
        digits.substring(0, 2) + "-" + digits.substring(2) + "-" + checkDigit(digits));
  }

  /// Reads what somebody typed, with or without hyphens; empty when it is none.
  public static Optional<CaseNumber> find(String text) {
    var form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    var value = form.group(1) + "-" + form.group(2) + "-" + form.group(3);
    return isTrue(value) ? Optional.of(new CaseNumber(value)) : Optional.empty();
  }

  private static boolean isTrue(String value) {
    var form = FORM.matcher(value);
    return value.length() == 11
        && form.matches()
        && checkDigit(form.group(1) + form.group(2)) == form.group(3).charAt(0) - '0';
  }

  /// The check digit of Luhn (ISO/IEC 7812-1): finds every single wrong digit and nearly every
  /// swap.
  private static int checkDigit(String digits) {
    var sum = 0;
    for (var i = 0; i < digits.length(); i++) {
      var digit = digits.charAt(digits.length() - 1 - i) - '0';
      var weighted = i % 2 == 0 ? digit * 2 : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return (10 - sum % 10) % 10;
  }

  @Override
  public String toString() {
    return value;
  }
}
