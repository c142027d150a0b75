package nl.vangnet.situation;

/// How full a place is: five steps, each with a colour, a word and a shape on the screens. The
/// steps are shares of the staffed beds that are occupied.
public enum Pressure {
  /// Not known: no staffed or occupied beds that count.
  UNKNOWN,
  /// Below 70 %.
  CALM,
  /// From 70 %.
  NORMAL,
  /// From 80 %.
  BUSY,
  /// From 90 %.
  VERY_BUSY,
  /// From 100 %: no staffed bed is left.
  FULL;

  /// The step for so many occupied of so many staffed beds; unknown when there are neither.
  public static Pressure of(long occupied, long staffed) {
    if (staffed <= 0) {
      return occupied > 0 ? FULL : UNKNOWN;
    }
    var percent = occupied * 100.0 / staffed;
    if (percent >= 100) {
      return FULL;
    }
    if (percent >= 90) {
      return VERY_BUSY;
    }
    if (percent >= 80) {
      return BUSY;
    }
    return percent >= 70 ? NORMAL : CALM;
  }

  /// The style class: "p0" to "p5".
  public String css() {
    return "p" + ordinal();
  }

  /// The key of its word.
  public String key() {
    return "situation.pressure." + ordinal();
  }
}
