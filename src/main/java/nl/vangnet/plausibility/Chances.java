package nl.vangnet.plausibility;

/// How often chance alone does something. Pure.
final class Chances {
  /// Doubt begins where chance does it less than once in so many times.
  static final long RARE = 100_000;

  private static final long CAP = 1_000_000_000L;

  private Chances() {}

  /// The chance that a ward with so many patients has as many a day later, when a share `turnover`
  /// of them leaves and as many come, both by Poisson: exp(-2m) I0(2m) with m = value * turnover.
  static double unchanged(int value, double turnover) {
    var m = value * turnover;
    // The series of I0(2m) e^(-2m), term by term so that nothing overflows.
    var term = Math.exp(-2 * m);
    if (term == 0) {
      return 1 / Math.sqrt(4 * Math.PI * m);
    }
    var sum = term;
    for (var k = 1; k < 2_000; k++) {
      term *= m / k * (m / k);
      sum += term;
      if (term < sum * 1e-15) {
        break;
      }
    }
    return Math.min(1, sum);
  }

  /// The chance of at least `hits` in `tries`, each with chance `p`.
  static double atLeast(int hits, int tries, double p) {
    var sum = 0.0;
    for (var k = hits; k <= tries; k++) {
      sum += Math.exp(logChoose(tries, k) + k * Math.log(p) + (tries - k) * Math.log1p(-p));
    }
    return Math.min(1, sum);
  }

  private static double logChoose(int n, int k) {
    var sum = 0.0;
    for (var i = 1; i <= k; i++) {
      sum += Math.log(n - k + i) - Math.log(i);
    }
    return sum;
  }

  /// The chance that ten even classes differ from their mean by this chi-square or more (nine
  /// degrees of freedom); exact but for the far tail's own remainder, for values of 10 and more.
  static double chiSquareOfTen(double x) {
    if (x < 10) {
      return 1;
    }
    var root = Math.sqrt(x);
    var sum = (1 - 1 / x) / root + root + x * root / 3 + x * x * root / 15 + x * x * x * root / 105;
    return Math.min(1, Math.sqrt(2 / Math.PI) * Math.exp(-x / 2) * sum);
  }

  /// A chance as "once in so many times".
  static long oneIn(double chance) {
    return chance <= 1.0 / CAP ? CAP : Math.round(1 / chance);
  }
}
