package nl.vangnet.rounds.web;

import java.time.Instant;
import java.util.List;
import nl.vangnet.directory.Site;
import nl.vangnet.rounds.Filing;
import nl.vangnet.rounds.Round;
import org.jspecify.annotations.Nullable;

/// The form of a site in a round.
record FilingView(
    Round round,
    String name,
    String day,
    Site site,
    String state,
    String href,
    List<LineView> lines,
    List<Fault> faults,
    Text remark,
    List<Filing> filings,
    boolean open,
    boolean frozen,
    boolean automatic,
    boolean mayBeAutomatic,
    boolean afterSignOff,
    int ready,
    int toGive,
    @Nullable String notice) {
  FilingView {
    lines = List.copyOf(lines);
    faults = List.copyOf(faults);
    filings = List.copyOf(filings);
  }

  /// One fault with the place that it is about.
  record Fault(String what, String text, String anchor) {}

  /// A text that is kept as it is typed.
  record Text(String key, String value, int edition, @Nullable String kept) {}

  /// One line: its own occupancy, and apart from it what it offers to others (CAP-02).
  record LineView(
      int id,
      String title,
      List<Field> own,
      List<Field> offer,
      List<String> unlikely,
      Text explanation) {
    LineView {
      own = List.copyOf(own);
      offer = List.copyOf(offer);
      unlikely = List.copyOf(unlikely);
    }
  }

  /// One field with what is known beside it.
  record Field(
      String key,
      String label,
      String what,
      boolean open,
      boolean corrected,
      int line,
      String value,
      String unknown,
      String note,
      boolean hasNote,
      int edition,
      @Nullable String kept,
      Known known,
      String suggested,
      @Nullable String wrong) {}

  /// What is known of a field now and what was filed the last time.
  record Known(
      @Nullable String value,
      String age,
      @Nullable Instant since,
      @Nullable String origin,
      @Nullable String reason,
      @Nullable String before,
      boolean fresh) {}
}
