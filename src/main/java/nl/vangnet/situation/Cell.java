package nl.vangnet.situation;

import org.jspecify.annotations.Nullable;

/// One cell of a page: its text, its state as style classes ("fresh", "stale", "p4"), an
/// explanation for those who point at it, and a width for bars; each null when the cell has none.
public record Cell(
    @Nullable String text, String css, @Nullable String title, @Nullable String width) {
  /// A cell that is not there.
  public static final Cell NONE = new Cell("—", "unknown", null, null);

  static Cell of(String text, String css) {
    return new Cell(text, css, null, null);
  }
}
