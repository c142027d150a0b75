package nl.vangnet.capacity;

import java.util.Collection;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;

/// A sum that says how much of it is fresh (CAP-21). `value` is the sum of the fresh and ageing
/// figures, null when there is none; `staleValue` is what the stale figures last said, kept out of
/// `value`: the total lies between `value` and `value + staleValue` when stale figures exist.
/// Counts are figures.
public record Total(
    @Nullable Integer value, int staleValue, int fresh, int ageing, int stale, int unknown) {
  /// A total over nothing.
  public static final Total NONE = new Total(null, 0, 0, 0, 0, 0);

  /// The number of figures asked for.
  public int figures() {
    return fresh + ageing + stale + unknown;
  }

  /// Whether every figure counted and none was stale or unknown.
  public boolean isComplete() {
    return stale == 0 && unknown == 0 && figures() > 0;
  }

  /// As a number, as a range when stale figures are kept out of it, or a dash.
  public String text(Words words) {
    if (value == null) {
      return stale == 0 ? "—" : words.number(staleValue);
    }
    return staleValue == 0
        ? words.number(value)
        : words.number(value) + "–" + words.number(value + staleValue);
  }

  /// The style in which it is shown: "stale" when only stale figures are left, "unknown" when none.
  public String style() {
    if (value != null) {
      return fresh == 0 && ageing > 0 ? "ageing" : "";
    }
    return stale > 0 ? "stale" : "unknown";
  }

  /// Sums figures.
  static Total of(Collection<Figure> figures) {
    var sum = new Adder();
    for (var figure : figures) {
      sum.add(figure);
    }
    return sum.total();
  }

  /// Sums effective free beds.
  static Total ofFree(Collection<EffectiveFree> free) {
    var sum = new Adder();
    for (var one : free) {
      sum.add(one.beds(), one.age());
    }
    return sum.total();
  }

  /// Adds figures up to a total; for one thread.
  public static final class Adder {
    private int value;
    private int staleValue;
    private int fresh;
    private int ageing;
    private int stale;
    private int unknown;

    /// Adds the used value of a figure.
    public void add(Figure figure) {
      add(figure.used(), figure.age());
    }

    /// Adds a value of this age; null is unknown.
    public void add(@Nullable Integer used, Age age) {
      if (used == null) {
        unknown++;
        return;
      }
      switch (age) {
        case FRESH -> {
          fresh++;
          value += used;
        }
        case AGEING -> {
          ageing++;
          value += used;
        }
        case STALE -> {
          stale++;
          staleValue += used;
        }
        case UNKNOWN -> unknown++;
      }
    }

    /// Adds all that another adder holds.
    public void merge(Adder other) {
      value += other.value;
      staleValue += other.staleValue;
      fresh += other.fresh;
      ageing += other.ageing;
      stale += other.stale;
      unknown += other.unknown;
    }

    /// The total so far.
    public Total total() {
      return new Total(
          fresh + ageing == 0 ? null : value, staleValue, fresh, ageing, stale, unknown);
    }
  }
}
