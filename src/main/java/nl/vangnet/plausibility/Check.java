package nl.vangnet.plausibility;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One rule by which figures are looked at (CAP-23), with the names of the numbers that explain its
/// doubt, in the order of its sentence.
public enum Check {
  /// More patients than staffed beds, and for longer than a change of shift.
  OCCUPIED_ABOVE_STAFFED("occupied", "staffed", "minutes"),
  /// More staffed beds than beds that stand there.
  STAFFED_ABOVE_PHYSICAL("staffed", "physical", "minutes"),
  /// A step from one day to the next that this line never made before.
  JUMP("from", "to", "usual", "days"),
  /// A count that stays the same for so long that chance does not do it.
  NEVER_CHANGES("value", "days", "reports", "oneIn"),
  /// Far more fives and tens than counting gives.
  ROUND_NUMBERS("round", "values", "expected", "oneIn"),
  /// Last digits that do not come up evenly: invented rather than counted.
  LAST_DIGITS("values", "digit", "times", "expected", "oneIn"),
  /// The census from the messages and the reported count of the same beds differ.
  CENSUS_AGAINST_REPORT("reported", "counted", "gap"),
  /// Free beds are declared and requests are refused for want of a bed, again and again.
  FREE_AGAINST_REFUSALS("refused", "asked", "declared", "days");

  private final List<String> numbers;

  Check(String... numbers) {
    this.numbers = List.of(numbers);
  }

  /// The names of the numbers of a doubt.
  public List<String> numbers() {
    return numbers;
  }

  /// Within which time a figure that was put right must show: patterns need new days, everything
  /// else the next value.
  Duration showsWithin() {
    return switch (this) {
      case NEVER_CHANGES, ROUND_NUMBERS, LAST_DIGITS, FREE_AGAINST_REFUSALS -> Duration.ofDays(14);
      case OCCUPIED_ABOVE_STAFFED, STAFFED_ABOVE_PHYSICAL, JUMP, CENSUS_AGAINST_REPORT ->
          Duration.ofHours(2);
    };
  }

  /// The code in addresses, interfaces and words: "never-changes".
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The rule with this code.
  public static Optional<Check> find(String code) {
    return Arrays.stream(values()).filter(c -> c.code().equals(code)).findFirst();
  }
}
