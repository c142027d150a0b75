package nl.vangnet.feeds;

import java.time.Instant;
import nl.vangnet.capacity.Variable;
import org.jspecify.annotations.Nullable;

/// One figure as a sheet states it, with the cell it stands in. A null `value` is a stated unknown.
/// `observedAt` is null when the sheet names no moment. `strict` figures come from the form for
/// people and must carry the reason of a closure and the holder of a reserve, as on the page.
public record FormFigure(
    String sheet,
    String address,
    int row,
    String site,
    String unit,
    String category,
    String cohort,
    Variable variable,
    @Nullable Integer value,
    @Nullable String unknownReason,
    @Nullable Instant observedAt,
    @Nullable String note,
    boolean strict) {
  /// The place in the picture that the figure is about.
  String key() {
    return String.join(
        "|",
        site.toLowerCase(java.util.Locale.ROOT),
        unit.toLowerCase(java.util.Locale.ROOT),
        category,
        cohort,
        variable.code(),
        String.valueOf(observedAt));
  }

  /// Where it stands in the file.
  String rowKey() {
    return sheet + "!" + row;
  }
}
