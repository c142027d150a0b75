package nl.vangnet.transport;

/// How often things happen that come by chance (Poisson).
final class Chance {
  private Chance() {}

  /// The least number that is not exceeded with this probability when `mean` are expected.
  static int quantile(double mean, double probability) {
    if (!(mean >= 0) || mean > 100_000) {
      throw new IllegalArgumentException("a mean of " + mean);
    }
    if (mean > 500) {
      // Far from zero the bell curve is close enough, and the sum below would run out of digits.
      return (int) Math.ceil(mean + Math.sqrt(mean) * deviation(probability));
    }
    var term = Math.exp(-mean);
    var sum = term;
    var n = 0;
    while (sum < probability && n < 2_000) {
      n++;
      term *= mean / n;
      sum += term;
    }
    return n;
  }

  /// The quantile of the bell curve (Acklam's middle part is enough for 0.03 to 0.97).
  private static double deviation(double probability) {
    var q = probability - 0.5;
    var r = q * q;
    return (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r
                            + 138.3577518672690)
                        * r
                    - 30.66479806614716)
                * r
            + 2.506628277459239)
        * q
        / (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r
                            + 66.80131188771972)
                        * r
                    - 13.28068155288572)
                * r
            + 1);
  }
}
