package nl.vangnet.reports;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A day report as it is read: the frozen picture, the texts with it, and the edition that fixed
/// them (null while it is a draft).
public record DayReport(
    Frozen frozen, Snapshot snapshot, List<Note> notes, @Nullable Edition edition) {
  public DayReport {
    notes = List.copyOf(notes);
  }

  /// The subject of the texts of a day.
  static String subject(java.time.LocalDate day) {
    return "day:" + day;
  }

  /// The text for a region, "" for the interpretation of the country; empty when nothing was
  /// written.
  public Optional<Note> note(String region) {
    return notes.stream().filter(n -> n.region().equals(region) && !n.body().isBlank()).findFirst();
  }

  /// Whether it can still change.
  public boolean isDraft() {
    return edition == null;
  }

  /// When what it shows was fixed: the moment that its files carry.
  public java.time.Instant fixedAt() {
    return edition == null ? snapshot.frozen().at() : edition.mark().published().at();
  }
}
