package nl.vangnet.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import nl.vangnet.directory.Region;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;

/// How a report says its figures in one language: the names as they were called when the picture
/// was frozen, an unknown value as a dash, what is stale beside the value and never in it.
public record Wording(Words words, Frozen frozen) {
  private static final String DASH = "—";

  /// The name of a bed category.
  public String category(String code) {
    return frozen.name("category", code, words.isDutch());
  }

  /// The name of a cohort; "" is all together.
  public String cohort(String code) {
    return code.isEmpty()
        ? words.of("reports.cohort.all")
        : frozen.name("cohort", code, words.isDutch());
  }

  /// The name of an area: the country, or the region as people call it.
  public String area(Frozen.Area area) {
    return area.code().isEmpty() ? words.of("reports.nation") : Region.shortName(area.name());
  }

  /// A number, or a dash.
  public String number(@Nullable Integer value) {
    return value == null ? DASH : words.number(value);
  }

  /// A sum: the value, with what the stale figures last said beside it.
  public String sum(Frozen.Sum sum) {
    var value = number(sum.value());
    return sum.old() == 0 ? value : value + " " + words.of("reports.stale-beside", sum.stale());
  }

  /// Why a sum says what it says: how many of its figures count.
  public String basis(Frozen.Sum sum) {
    return words.of("reports.basis", sum.counted(), sum.figures(), sum.old(), sum.unknown());
  }

  /// A difference with its sign, or a dash.
  public String change(@Nullable Integer value) {
    return value == null ? DASH : words.signed(value);
  }

  /// A share in percent, or a dash.
  public String percent(@Nullable Integer value) {
    return value == null ? DASH : value + " %";
  }

  /// "woensdag 3 februari 2021".
  public String day(LocalDate day) {
    return DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", words.locale()).format(day);
  }

  /// "wo 3 feb".
  public static String shortDay(LocalDate day, Words words) {
    return DateTimeFormatter.ofPattern("EEE d MMM", words.locale()).format(day);
  }

  /// "3 februari 2021 12:30".
  public String moment(Instant at) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm", words.locale())
        .format(at.atZone(DayReports.ZONE));
  }

  /// The time of the day.
  public String clock(Instant at) {
    return DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(DayReports.ZONE));
  }
}
