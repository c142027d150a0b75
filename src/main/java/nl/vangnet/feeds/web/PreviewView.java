package nl.vangnet.feeds.web;

import java.util.List;
import nl.vangnet.feeds.Preview;
import org.jspecify.annotations.Nullable;

/// What a form would change or has changed, in the reader's words. At most 500 rows are shown of
/// each list; `changes` and the preview hold the true counts, `held` how many figures wait because
/// their row has a fault.
record PreviewView(
    Preview preview,
    List<Row> rows,
    int changes,
    int held,
    List<Fault> faults,
    List<String> notes,
    @Nullable String refused) {
  static final int SHOWN = 500;

  PreviewView {
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
    notes = List.copyOf(notes);
  }

  /// One figure: where it stands, what it is about, the value now and the value of the file.
  record Row(
      String address,
      String site,
      String line,
      String variable,
      String before,
      String after,
      String change,
      String kind) {}

  /// One cell that is wrong: where, what was written, what to do.
  record Fault(String address, String column, String value, String advice) {}

  /// How many of the faults belong to rows; the others are about the file.
  int badRows() {
    return preview.badRows();
  }
}
