package nl.vangnet.simulator;

/// Names one capacity line as the simulated country knows it: site code, unit code, category,
/// cohort.
public record LineKey(String site, String unit, String category, String cohort)
    implements Comparable<LineKey> {
  @Override
  public int compareTo(LineKey other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return site + "/" + unit + "/" + category + "/" + cohort;
  }
}
