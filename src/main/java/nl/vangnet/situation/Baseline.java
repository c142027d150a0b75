package nl.vangnet.situation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Picture;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// What an earlier picture said per line, to compare the present with.
public record Baseline(Instant at, Map<LineId, Then> lines) {
  /// Nothing to compare with.
  public static final Baseline NONE = new Baseline(Instant.EPOCH, Map.of());

  public Baseline {
    lines = Map.copyOf(lines);
  }

  /// The occupied, staffed and effective free beds of a line then; null when it did not count.
  public record Then(
      @Nullable Integer occupied, @Nullable Integer staffed, @Nullable Integer free) {
    static Then of(LinePicture line) {
      return new Then(
          value(line, Variable.OCCUPIED), value(line, Variable.STAFFED), line.free().beds());
    }
  }

  /// The baseline that a picture makes.
  public static Baseline of(Picture picture) {
    var lines = new HashMap<LineId, Then>();
    for (var site : picture.sites().values()) {
      for (var line : site.lines()) {
        lines.put(line.line().id(), Then.of(line));
      }
    }
    return new Baseline(picture.at(), lines);
  }

  /// The change of the occupied beds of a line since then; null when either is not known.
  @Nullable Integer occupiedSince(LinePicture line) {
    var then = lines.get(line.line().id());
    var now = value(line, Variable.OCCUPIED);
    return then == null || then.occupied() == null || now == null ? null : now - then.occupied();
  }

  private static @Nullable Integer value(LinePicture line, Variable variable) {
    var figure = line.figure(variable);
    return SumUp.counts(figure) ? figure.used() : null;
  }
}
