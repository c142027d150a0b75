package nl.vangnet.capacity;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// The note of a protected reserve: who holds it, why, and when it is looked at again. It is kept
/// as one readable sentence ("Houder: ...; reden: ...; herzien op: 2021-02-03"), so that every
/// reader of the note understands it; a note in another form counts as the reason.
public record ReserveNote(String holder, String reason, @Nullable LocalDate reviewOn) {
  private static final String HOLDER = "Houder: ";
  private static final String REASON = "reden: ";
  private static final String REVIEW = "herzien op: ";

  public ReserveNote {
    holder = plain(holder);
    reason = plain(reason);
  }

  /// Nothing known of the reserve.
  public static final ReserveNote NONE = new ReserveNote("", "", null);

  /// Reads a note; null is `NONE`.
  public static ReserveNote of(@Nullable String note) {
    if (note == null || note.isBlank()) {
      return NONE;
    }
    var holder = "";
    var reason = "";
    @Nullable LocalDate review = null;
    for (var part : note.split("; ", -1)) {
      if (part.startsWith(HOLDER)) {
        holder = part.substring(HOLDER.length());
      } else if (part.startsWith(REASON)) {
        reason = part.substring(REASON.length());
      } else if (part.startsWith(REVIEW)) {
        review = day(part.substring(REVIEW.length()));
        if (review == null) {
          return new ReserveNote("", note, null);
        }
      } else {
        return new ReserveNote("", note, null);
      }
    }
    return new ReserveNote(holder, reason, review);
  }

  /// The note as it is kept; empty when nothing is known.
  public String text() {
    var text = new StringBuilder();
    add(text, HOLDER, holder);
    add(text, REASON, reason);
    add(text, REVIEW, reviewOn == null ? "" : reviewOn.toString());
    return text.toString();
  }

  private static void add(StringBuilder text, String label, String value) {
    if (!value.isEmpty()) {
      text.append(text.isEmpty() ? "" : "; ").append(label).append(value);
    }
  }

  private static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ").replace("; ", ", ");
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
