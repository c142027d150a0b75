package nl.vangnet.capacity;

import java.time.Instant;
import java.util.List;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// One movement of one stay, in the words of the census: what a message means after translation.
/// Carries no personal data: `stay` and `patient` are keyed pseudonyms (hex). `messageId`
/// identifies the message and the stay's part in it; an event with the same id replaces the earlier
/// one (replay after a mapping).
///
/// `place` is null where the kind needs none.
public record CensusEvent(
    SiteId site,
    long source,
    String messageId,
    Kind kind,
    String stay,
    @Nullable String patient,
    @Nullable Place place,
    Instant occurredAt) {

  /// Where a stay is: on a line, at a location that no mapping knows (`line` null: unplaced), with
  /// the source's own code for it.
  public record Place(@Nullable LineId line, String locationCode) {}

  /// What happened.
  public enum Kind {
    /// Admitted or registered (A01, A04 at a mapped place, A06).
    ADMIT,
    /// Moved to another place (A02, A17).
    MOVE,
    /// Left (A03, A07 away from a mapped place).
    DISCHARGE,
    /// Information changed; the place may have (A08).
    UPDATE,
    /// The admission never was (A11).
    CANCEL_ADMIT,
    /// The last move never was (A12).
    CANCEL_MOVE,
    /// The discharge never was (A13).
    CANCEL_DISCHARGE,
    /// Departure planned (A16).
    PLAN_DISCHARGE,
    /// Planned departure withdrawn (A25).
    CANCEL_PLANNED_DISCHARGE,
    /// On leave (A21): the bed is empty.
    LEAVE,
    /// Back from leave (A22).
    RETURN,
    /// This stay is another one: `place` null, the stay ends and counts no more (A34, A40).
    MERGED_AWAY
  }

  /// What the census did with an event.
  public enum Effect {
    /// The stay's place or state changed, or was confirmed.
    APPLIED,
    /// The event was late; the stay's history was folded again.
    APPLIED_LATE,
    /// Applied, but the place is not mapped: the stay is counted as unplaced.
    UNPLACED
  }

  /// The effects of a group, in the order of its events.
  public record Effects(List<Effect> effects) {
    public Effects {
      effects = List.copyOf(effects);
    }
  }
}
