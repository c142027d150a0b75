package nl.vangnet.reports.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.reports.DayReport;
import nl.vangnet.reports.DistributionList;
import nl.vangnet.reports.DistributionLists;
import nl.vangnet.reports.Edition;
import nl.vangnet.reports.EditionFile;
import nl.vangnet.reports.Evaluation;
import nl.vangnet.reports.Frozen;
import nl.vangnet.reports.Note;
import nl.vangnet.reports.Snapshot;
import nl.vangnet.reports.TrendChart;
import nl.vangnet.reports.Wording;
import org.jspecify.annotations.Nullable;

/// What the page of a day shows: the report (null when there is none for this reader), what may be
/// chosen, and what may be done.
record DayView(
    LocalDate day,
    @Nullable Shown shown,
    Choices choices,
    Writing writing,
    Afterwards afterwards,
    Notice notice) {

  /// The report itself with its drawings.
  record Shown(DayReport report, Wording wording, List<Drawn> charts, Files files) {
    /// The frozen picture.
    Frozen frozen() {
      return report.frozen();
    }

    /// How full a group is, in percent; null when either side is unknown.
    static @Nullable Integer percent(Frozen.Group group) {
      var occupied = group.sums().occupied().value();
      var staffed = group.sums().staffed().value();
      return occupied == null || staffed == null || staffed == 0
          ? null
          : Integer.valueOf((int) (occupied * 100L / staffed));
    }
  }

  /// A drawing with the name of its category.
  record Drawn(String category, TrendChart chart, List<Row> table) {
    /// One day of the table below a drawing.
    record Row(LocalDate day, List<nl.vangnet.reports.DayValue> values) {}
  }

  /// The files: their fingerprints (empty for a draft), and whether they were made again the same
  /// (empty when nobody asked).
  record Files(List<EditionFile> prints, Map<String, Boolean> checked) {
    Optional<Boolean> allSame() {
      return checked.isEmpty()
          ? Optional.empty()
          : Optional.of(checked.values().stream().allMatch(same -> same));
    }
  }

  /// What may be chosen: days with a report, the editions of this day, its frozen pictures.
  record Choices(
      List<LocalDate> days,
      List<Edition> editions,
      List<Snapshot> snapshots,
      boolean seesDrafts,
      Instant freezesAt) {}

  /// What this person may write: all versions of the texts, the regions that are theirs, and the
  /// note on the day that was just refused (null when none was).
  record Writing(
      boolean report,
      List<String> regions,
      List<Note> versions,
      Evaluation.@Nullable Body refused) {
    boolean mayRemark(String region) {
      return regions.contains(region);
    }

    /// The versions of one text, newest first.
    List<Note> of(String region) {
      return versions.stream().filter(n -> n.region().equals(region)).toList();
    }

    /// The text as it stands now.
    String body(String region) {
      return of(region).stream().findFirst().map(Note::body).orElse("");
    }
  }

  /// What comes after: how the day went, and who was sent the edition.
  record Afterwards(
      List<Evaluation> evaluations,
      List<DistributionLists.Sending> sendings,
      List<DistributionList> lists,
      boolean hasMailServer) {
    /// The newest note of a region, "" for the nation.
    Optional<Evaluation> newest(String region) {
      return evaluations.stream().filter(e -> e.region().equals(region)).findFirst();
    }

    /// The regions with a note, the nation first.
    List<String> regions() {
      return evaluations.stream().map(Evaluation::region).distinct().sorted().toList();
    }
  }

  /// What became of the last act: the code of a success or of a refusal, both null when none.
  record Notice(@Nullable String done, @Nullable String refused) {}

  /// The address of this page for an edition.
  String href(Edition edition) {
    return "/dagrapport/" + day + "?uitgave=" + edition.number();
  }

  /// The part of an address that chooses what is shown now.
  String choice() {
    var now = shown;
    if (now == null) {
      return "";
    }
    var edition = now.report().edition();
    return edition == null
        ? "?concept=" + now.report().snapshot().id()
        : "?uitgave=" + edition.number();
  }
}
