package nl.vangnet.rounds;

/// How often a site filed in the rounds of a period whose deadline has passed (CAP-21).
public record Participation(int rounds, int onTime, int late) {
  /// None at all.
  public static final Participation NONE = new Participation(0, 0, 0);

  /// The sum of two.
  public Participation plus(Participation other) {
    return new Participation(rounds + other.rounds, onTime + other.onTime, late + other.late);
  }

  /// The share on time in percent; -1 when there was no round.
  public int percentOnTime() {
    return rounds == 0 ? -1 : Math.round(onTime * 100f / rounds);
  }
}
