package nl.vangnet.publication;

import java.time.Instant;
import java.time.LocalDate;

/// One version of a text of the public site (COM-10), in both languages, with its owner and the day
/// on which it is looked at again. Versions are kept.
public record Block(
    String slot, int version, Kind kind, Place place, Text dutch, Text english, Care care) {
  /// What a text is.
  public enum Kind {
    /// A part of the site.
    TEXT,
    /// A question with its answer.
    QUESTION,
    /// Something that was wrong and is put right (COM-11).
    CORRECTION
  }

  /// Where it stands, and whether it is shown.
  public record Place(int rank, boolean shown) {}

  /// The words in one language.
  public record Text(String title, String body) {}

  /// Who keeps it true, until when it may stand, and who wrote this version.
  public record Care(String owner, LocalDate reviewOn, String author, Instant writtenAt) {}

  /// The words in a language.
  public Text in(boolean isDutch) {
    return isDutch ? dutch : english;
  }

  /// Whether it should have been looked at before this day.
  public boolean isOverdue(LocalDate today) {
    return care.reviewOn().isBefore(today);
  }
}
