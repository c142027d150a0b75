package nl.vangnet.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One day of a series. A measured day has no band; an estimated one lies between `low` and `high`
/// nine times in ten; a missing one has no value at all.
public record DayValue(
    LocalDate day,
    @Nullable Integer value,
    @Nullable Integer low,
    @Nullable Integer high,
    Status status) {
  /// How a day came by its value.
  public enum Status {
    /// Counted and frozen that day.
    MEASURED,
    /// Worked out afterwards from the days around it; never stored as measured (B10).
    ESTIMATE,
    /// Neither counted nor near enough to counted days.
    MISSING;

    /// The stable word in files.
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// A counted day.
  public static DayValue measured(LocalDate day, int value) {
    return new DayValue(day, value, null, null, Status.MEASURED);
  }

  /// A day without a value.
  public static DayValue missing(LocalDate day) {
    return new DayValue(day, null, null, null, Status.MISSING);
  }

  /// Whether the value is an estimate.
  @JsonIgnore
  public boolean isEstimate() {
    return status == Status.ESTIMATE;
  }
}
