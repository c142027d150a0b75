package nl.vangnet.plausibility;

import nl.vangnet.capacity.Total;
import org.jspecify.annotations.Nullable;

/// What somebody has and gives of one bed category: staffed, occupied and effectively free beds
/// now, what is kept as declared reserve and what is offered to others; and the past fortnight.
/// `refused` counts the requests of the fortnight that were refused for want of a bed while beds
/// were declared free.
public record Giving(
    Total staffed,
    Total occupied,
    Total free,
    Total reserve,
    Total offered,
    Fortnight fortnight,
    int refused) {
  /// On how many of the last fourteen days figures were known, a bed was free, and one was offered;
  /// counted at half past eight.
  public record Fortnight(int days, int free, int offered) {
    /// Nothing known.
    public static final Fortnight NONE = new Fortnight(0, 0, 0);

    /// The days on which a bed was free and none was offered.
    public int freeNotOffered() {
      return Math.max(0, free - offered);
    }
  }

  /// The declared reserve as a share of the staffed beds, in percent; null when either is unknown.
  public @Nullable Integer reserveShare() {
    return share(reserve, staffed);
  }

  /// What is offered as a share of the effectively free beds, in percent; null when either is
  /// unknown or nothing is free.
  public @Nullable Integer offeredShare() {
    return share(offered, free);
  }

  private static @Nullable Integer share(Total part, Total whole) {
    var a = part.value();
    var b = whole.value();
    return a == null || b == null || b <= 0 ? null : Integer.valueOf(Math.round(a * 100f / b));
  }
}
