package nl.vangnet.simulator;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The first wave of 2020 as pure functions of the wave day (day 0 is 27 February 2020): admissions
/// per region, the beds they fill, and the ordinary care that makes room.
///
/// The facts stand in one table of our own. Regional peaks, their days and widths were read from
/// the daily hospital admissions per municipality (RIVM, summed per acute-care region, 7-day
/// average). National marks: ICU beds with COVID peaked at 1,424 on 7 April 2020, ward beds at
/// 3,284 on 28 March 2020 (LCPS through the Dutch corona dashboard); Brabant's highest day was 180
/// admissions on 23 March 2020, and the North's highest day in the whole epidemic 45.
///
/// Admissions become beds through lengths of stay that were fitted to those national marks. They
/// are assumptions of the exercise, not clinical findings.
public final class Wave {
  /// The date of wave day 0.
  public static final LocalDate DAY_ZERO = LocalDate.of(2020, 2, 27);

  /// The day after the last one; the wave then begins anew at `FIRST_DAY`.
  public static final int END_DAY = 125;

  /// The day at which a new round begins.
  public static final int FIRST_DAY = 5;

  /// The highest national number of ICU beds with COVID patients, on day 40.
  public static final int PEAK_ICU = 1_424;

  /// The highest national number of ward beds with COVID patients, on day 30.
  public static final int PEAK_WARD = 3_284;

  /// The shape of one region: the 7-day average of daily admissions at its peak, the day of the
  /// peak, and the days between which it was above half and above a tenth of the peak.
  public record RegionWave(
      String region,
      double peak,
      int peakDay,
      int halfFrom,
      int halfTo,
      int tenthFrom,
      int tenthTo) {
    /// Admissions of confirmed patients on a wave day.
    double admissions(double day) {
      if (day < halfFrom) {
        return 0.5 * peak * Math.pow(5, -(halfFrom - day) / (halfFrom - tenthFrom));
      }
      if (day > halfTo) {
        return 0.5 * peak * Math.pow(5, -(day - halfTo) / (tenthTo - halfTo));
      }
      double width = day < peakDay ? peakDay - halfFrom : halfTo - peakDay;
      return peak * Math.pow(2, -Math.pow((day - peakDay) / width, 2));
    }
  }

  /// The eleven regions of the acute-care networks.
  public static final List<RegionWave> REGIONS =
      List.of(
          new RegionWave("BR", 137.0, 26, 18, 36, 10, 60),
          new RegionWave("EU", 17.0, 31, 24, 38, 18, 57),
          new RegionWave("LI", 53.4, 29, 22, 40, 12, 62),
          new RegionWave("MN", 38.0, 29, 22, 41, 16, 66),
          new RegionWave("NH-A", 43.7, 28, 22, 42, 15, 72),
          new RegionWave("NH-V", 27.1, 30, 23, 41, 16, 64),
          new RegionWave("NN", 13.7, 29, 24, 35, 18, 59),
          new RegionWave("OO", 36.4, 29, 22, 39, 13, 64),
          new RegionWave("WE", 36.9, 29, 23, 45, 15, 96),
          new RegionWave("ZW", 24.6, 29, 23, 42, 16, 75),
          new RegionWave("ZWN", 47.1, 29, 22, 43, 14, 82));

  private static final Map<String, RegionWave> BY_REGION =
      REGIONS.stream()
          .collect(Collectors.toUnmodifiableMap(RegionWave::region, Function.identity()));

  /// Assumption: people admitted on suspicion who turn out not to have COVID, per confirmed
  /// patient; they fill COVID beds until their test is known.
  static final double SUSPECTED_PER_CONFIRMED = 0.735;

  static final Stay SUSPECTED_STAY = new Stay(2.94, 1.5);

  /// Assumption: the share of confirmed patients who need intensive care, and of these who come to
  /// it directly; the others lie on a ward first.
  static final double ICU_SHARE = 0.27;

  static final double ICU_DIRECTLY = 0.54;
  static final Stay WARD_BEFORE_ICU = new Stay(2.05, 2.6);
  static final Stay ICU_STAY = new Stay(18.2, 1.43);

  /// Assumption: the share of ICU patients who go on to a ward.
  static final double WARD_AFTER_ICU = 0.70;

  static final Stay AFTER_ICU_STAY = new Stay(14, 1.2);
  static final Stay WARD_STAY = new Stay(6.94, 0.91);

  /// Assumption: the share of ward patients who recover slowly, often waiting for care elsewhere.
  static final double SLOW_SHARE = 0.115;

  static final Stay SLOW_STAY = new Stay(30, 1.2);

  private static final int REACH_DAYS = 110;
  private static final double[] ICU_KERNEL = icuKernel();
  private static final double[] WARD_KERNEL = wardKernel();

  private static final double[][] OTHER_ICU = {
    {0, 860},
    {14, 850},
    {25, 690},
    {35, 430},
    {50, 355},
    {60, 420},
    {80, 505},
    {100, 550},
    {125, 640}
  };
  private static final double[][] OTHER_WARD = {
    {0, 6000}, {14, 5900}, {30, 4300}, {45, 3900}, {70, 4700}, {100, 5500}, {125, 5900}
  };
  private static final double[][] ICU_SCALE = {
    {0, 1.0}, {14, 1.0}, {38, 1.66}, {58, 1.62}, {80, 1.2}, {125, 1.05}
  };

  /// A length of stay: a Weibull distribution with this mean in days.
  record Stay(double meanDays, double shape) {
    private double scale() {
      return meanDays / gamma(1 + 1 / shape);
    }

    /// The share of patients still there after so many days.
    double remaining(double days) {
      return days <= 0 ? 1 : Math.exp(-Math.pow(days / scale(), shape));
    }

    /// The stay in hours of the patient at this uniform draw.
    double hours(double uniform) {
      return 24 * scale() * Math.pow(-Math.log(1 - Math.min(uniform, 1 - 1e-9)), 1 / shape);
    }
  }

  private Wave() {}

  /// The wave day of an hour since day 0: it runs from `FIRST_DAY` again after the end.
  public static double dayOf(double hour) {
    var day = hour / 24;
    return day < END_DAY ? day : FIRST_DAY + (day - FIRST_DAY) % (END_DAY - FIRST_DAY);
  }

  /// Confirmed admissions per day of a region; 0 for a region that the table does not know.
  public static double admissions(String region, double day) {
    var wave = BY_REGION.get(region);
    return wave == null ? 0 : wave.admissions(day);
  }

  /// Confirmed admissions per day in the country.
  public static double admissions(double day) {
    return REGIONS.stream().mapToDouble(r -> r.admissions(day)).sum();
  }

  /// The expected ICU beds with COVID patients from a region.
  public static double icu(String region, double day) {
    return fold(d -> admissions(region, d), day, ICU_KERNEL);
  }

  /// The expected ICU beds with COVID patients in the country.
  public static double icu(double day) {
    return fold(Wave::admissions, day, ICU_KERNEL);
  }

  /// The expected ward beds with COVID patients from a region.
  public static double ward(String region, double day) {
    return fold(d -> admissions(region, d), day, WARD_KERNEL);
  }

  /// The expected ward beds with COVID patients in the country.
  public static double ward(double day) {
    return fold(Wave::admissions, day, WARD_KERNEL);
  }

  /// ICU beds with other patients: 800 to 900 in ordinary times, about 360 at the depth (LCPS, from
  /// 18 April 2020 on; before that an assumption).
  public static double otherIcu(double day) {
    return interpolate(OTHER_ICU, day);
  }

  /// Ward beds with other patients. Assumption of the exercise: the number and its fall.
  public static double otherWard(double day) {
    return interpolate(OTHER_WARD, day);
  }

  /// How far the country has scaled up its operational ICU beds; 1 is the ordinary 1,150.
  static double icuScale(double day) {
    return interpolate(ICU_SCALE, day);
  }

  private static double fold(DoubleUnaryOperator admissions, double day, double[] kernel) {
    double beds = 0;
    for (int lag = 0; lag < kernel.length; lag++) {
      beds += admissions.applyAsDouble(day - lag) * kernel[lag];
    }
    return beds;
  }

  private static double[] icuKernel() {
    var into = icuArrivals();
    var beds = new double[REACH_DAYS];
    for (int d = 0; d < REACH_DAYS; d++) {
      for (int i = 0; i <= d; i++) {
        beds[d] += into[i] * ICU_STAY.remaining(d - i + 0.5);
      }
    }
    return beds;
  }

  private static double[] icuArrivals() {
    var into = new double[REACH_DAYS];
    Arrays.setAll(
        into,
        d ->
            (1 - ICU_DIRECTLY)
                * ICU_SHARE
                * (WARD_BEFORE_ICU.remaining(d - 0.5) - WARD_BEFORE_ICU.remaining(d + 0.5)));
    into[0] += ICU_SHARE * ICU_DIRECTLY;
    return into;
  }

  private static double[] wardKernel() {
    var into = icuArrivals();
    var back = new double[REACH_DAYS];
    for (int d = 0; d < REACH_DAYS; d++) {
      for (int i = 0; i <= d; i++) {
        back[d] +=
            WARD_AFTER_ICU * into[i] * (ICU_STAY.remaining(d - i) - ICU_STAY.remaining(d - i + 1));
      }
    }
    var beds = new double[REACH_DAYS];
    for (int d = 0; d < REACH_DAYS; d++) {
      var t = d + 0.5;
      beds[d] =
          SUSPECTED_PER_CONFIRMED * SUSPECTED_STAY.remaining(t)
              + (1 - ICU_SHARE)
                  * ((1 - SLOW_SHARE) * WARD_STAY.remaining(t)
                      + SLOW_SHARE * SLOW_STAY.remaining(t))
              + ICU_SHARE * (1 - ICU_DIRECTLY) * WARD_BEFORE_ICU.remaining(t);
      for (int i = 0; i <= d; i++) {
        beds[d] += back[i] * AFTER_ICU_STAY.remaining(d - i + 0.5);
      }
    }
    return beds;
  }

  private static double interpolate(double[][] points, double day) {
    for (int i = 1; i < points.length; i++) {
      if (day <= points[i][0]) {
        var share = (day - points[i - 1][0]) / (points[i][0] - points[i - 1][0]);
        return points[i - 1][1] + Math.max(0, share) * (points[i][1] - points[i - 1][1]);
      }
    }
    return points[points.length - 1][1];
  }

  /// Euler's gamma function for arguments between 1 and 3 (Lanczos).
  private static double gamma(double x) {
    double[] c = {
      76.18009172947146,
      -86.50532032941677,
      24.01409824083091,
      -1.231739572450155,
      0.1208650973866179e-2,
      -0.5395239384953e-5
    };
    var t = x + 5.5;
    t -= (x + 0.5) * Math.log(t);
    var series = 1.000000000190015;
    for (int i = 0; i < c.length; i++) {
      series += c[i] / (x + 1 + i);
    }
    return Math.exp(-t + Math.log(2.5066282746310005 * series / x));
  }
}
