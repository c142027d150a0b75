package nl.vangnet.access;

import java.util.Optional;
import java.util.regex.Pattern;

/// Finds what looks like the identity of a patient in free text, before it is kept: a citizen
/// service number (BSN: nine digits that pass the eleven test) or a date of birth. Pure. Every room
/// that takes free text about a patient's case asks here.
public final class Identities {
  /// How the numbers of our own cases are written: nine digits too, of which one in eleven would
  /// pass for a BSN, which nobody writes like this.
  private static final Pattern CASE = Pattern.compile("(?<![\\d.-])\\d{2}-\\d{6}-\\d(?![\\d-])");

  private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d[\\d.\\- ]{7,12}\\d(?!\\d)");
  private static final Pattern DATE =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2}[-/. ]\\d{1,2}[-/. ](19|20)\\d{2}|(19|20)\\d{2}[-/.]\\d{1,2}[-/.]\\d{1,2})(?!\\d)");
  private static final Pattern BORN =
      Pattern.compile("(?i)\\b(geboren|geb\\.?|gebdat\\w*|dob|born|bsn)\\b");

  private Identities() {}

  /// Why a text is refused: "looks-like-bsn" or "looks-like-birth-date"; empty when nothing was
  /// found.
  public static Optional<String> find(String text) {
    var number = NUMBER.matcher(CASE.matcher(text).replaceAll("#"));
    while (number.find()) {
      if (isBsn(number.group().replaceAll("\\D", ""))) {
        return Optional.of("looks-like-bsn");
      }
    }
    if (DATE.matcher(text).find() && BORN.matcher(text).find()) {
      return Optional.of("looks-like-birth-date");
    }
    var date = DATE.matcher(text);
    while (date.find()) {
      if (isLongAgo(date.group())) {
        return Optional.of("looks-like-birth-date");
      }
    }
    return Optional.empty();
  }

  private static boolean isBsn(String digits) {
    if (digits.length() != 9) {
      return false;
    }
    var sum = 0;
    for (var i = 0; i < 9; i++) {
      sum += (digits.charAt(i) - '0') * (i == 8 ? -1 : 9 - i);
    }
    return sum % 11 == 0 && !digits.equals("000000000");
  }

  /// A date before 2015 in a text about a move today is a birth date.
  private static boolean isLongAgo(String date) {
    var year = Pattern.compile("(19|20)\\d{2}").matcher(date);
    return year.find() && Integer.parseInt(year.group()) < 2015;
  }
}
