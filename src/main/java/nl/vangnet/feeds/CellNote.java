package nl.vangnet.feeds;

/// What is wrong with one cell and what to do: where it stands, the head of its column, what was
/// written, a stable code and advice in English (pages have their own words for the code). `row` is
/// 0 when the note is about the whole file.
public record CellNote(
    String sheet,
    String address,
    int row,
    String column,
    String value,
    String code,
    String advice) {
  String rowKey() {
    return sheet + "!" + row;
  }
}
