package nl.vangnet.files;

/// A merged range of cells, by rows and columns from 1.
record CellRange(int top, int left, int bottom, int right) {
  /// Reads "B3:D7"; one cell alone is no range.
  static CellRange of(String text) {
    var colon = text.indexOf(':');
    var from = text.substring(0, colon);
    var to = text.substring(colon + 1);
    return new CellRange(
        XlsxXml.number(from.replaceAll("[A-Z]", "")),
        columnOf(from),
        XlsxXml.number(to.replaceAll("[A-Z]", "")),
        columnOf(to));
  }

  boolean holds(int row) {
    return row >= top && row <= bottom;
  }

  /// Whether the cell lies under the range: in it, and not its upper left one.
  boolean covers(int row, int column) {
    return holds(row) && column >= left && column <= right && (row != top || column != left);
  }

  /// The column that a reference such as "AB12" names; 0 when it names none.
  static int columnOf(String reference) {
    var column = 0;
    for (var i = 0; i < reference.length() && i < 4; i++) {
      var c = reference.charAt(i);
      if (c < 'A' || c > 'Z') {
        return column;
      }
      column = column * 26 + (c - 'A' + 1);
    }
    return column;
  }
}
