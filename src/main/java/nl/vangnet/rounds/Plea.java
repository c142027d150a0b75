package nl.vangnet.rounds;

import java.time.Instant;
import java.util.List;
import nl.vangnet.directory.RegionId;
import org.jspecify.annotations.Nullable;

/// A region's request for places, with the lists of options that the nation handed it (SPR-05).
/// `signalled` says that the nation raised it for the region.
public record Plea(
    long id,
    long round,
    RegionId region,
    String category,
    @Nullable String cohort,
    int wanted,
    String reason,
    boolean signalled,
    String actorName,
    Instant at,
    @Nullable End end,
    List<Handout> handouts,
    List<Note> notes) {
  public Plea {
    handouts = List.copyOf(handouts);
    notes = List.copyOf(notes);
  }

  /// How it ended.
  public record End(String reason, String actorName, Instant at) {}

  /// One list of options as it was handed over.
  public record Handout(
      long id,
      int edition,
      @Nullable String remark,
      String actorName,
      Instant at,
      List<Option> options) {
    public Handout {
      options = List.copyOf(options);
    }
  }

  /// One region that can take patients, with what was known of it then: `offered` is what its fresh
  /// figures offered, `offeredStale` what stale ones last said, `free` its effective free beds and
  /// `reserve` what it keeps back.
  public record Option(
      RegionId region,
      int beds,
      @Nullable Integer offered,
      int offeredStale,
      @Nullable Integer free,
      @Nullable Integer reserve,
      @Nullable String remark) {}

  /// One line in the thread between the asking region and the giving `region`.
  public record Note(
      long id,
      RegionId region,
      String text,
      @Nullable Integer agreed,
      String actorName,
      Instant at) {}

  /// The list that counts, null when none was handed over.
  public @Nullable Handout last() {
    return handouts.isEmpty() ? null : handouts.getLast();
  }

  /// The beds that a giving region agreed to last; null when nothing was agreed.
  public @Nullable Integer agreed(RegionId giver) {
    @Nullable Integer agreed = null;
    for (var note : notes) {
      if (note.region().equals(giver) && note.agreed() != null) {
        agreed = note.agreed();
      }
    }
    return agreed;
  }

  /// The beds that were agreed in all.
  public int agreed() {
    var sum = 0;
    for (var giver : notes.stream().map(Note::region).distinct().toList()) {
      var agreed = agreed(giver);
      sum += agreed == null ? 0 : agreed;
    }
    return sum;
  }

  /// The thread with one giving region, oldest first.
  public List<Note> thread(RegionId giver) {
    return notes.stream().filter(n -> n.region().equals(giver)).toList();
  }
}
