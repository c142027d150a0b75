package nl.vangnet.chain;

import java.time.Duration;
import java.time.Instant;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// What an emergency department asks of ambulances for a while: a request, never a refusal; who is
/// in danger of life still comes. It holds from `from` until `until`, which is the expected end
/// unless somebody ended it earlier. `follows` is the report that it prolongs or changes.
public record Diversion(
    long id,
    SiteId site,
    Ask ask,
    By by,
    Instant from,
    Instant until,
    @Nullable End end,
    @Nullable Long follows) {
  /// What is asked, why, for whom and until when it is expected to last.
  public record Ask(Level level, Reason reason, Extent extent, String note, Instant expires) {}

  /// Who ended it before its time, with a word about it.
  public record End(By by, String note) {}

  /// How far the department goes.
  public enum Level {
    /// A diversion threatens; nothing is asked yet (vooraankondiging).
    ANNOUNCED,
    /// Open with restrictions.
    RESTRICTED,
    /// The department asks to bring patients elsewhere (SEH-stop).
    DIVERSION
  }

  /// Why.
  public enum Reason {
    /// All treatment places are taken.
    CROWDING,
    /// Patients wait for a bed in the hospital.
    OUTFLOW,
    /// Too few nurses or doctors on this shift.
    STAFF,
    /// No bed on the intensive care.
    ICU_FULL,
    /// A scanner, laboratory or theatre is out of order.
    DIAGNOSTICS,
    /// Records or telephones are out of order.
    IT,
    /// Infection control.
    INFECTION,
    /// Fire, flood or another incident in the house.
    INCIDENT,
    /// Something else, said in the note.
    OTHER
  }

  /// For which patients.
  public enum Extent {
    /// All who come by ambulance.
    ALL,
    /// Multiple trauma and surgery.
    TRAUMA,
    /// Heart patients.
    CARDIOLOGY,
    /// Stroke and other neurology.
    NEUROLOGY,
    /// Children.
    CHILDREN,
    /// Acute psychiatry.
    PSYCHIATRY
  }

  /// Whether it holds at a moment.
  public boolean isInForce(Instant at) {
    return !from.isAfter(at) && at.isBefore(until);
  }

  /// How long it held, or has held up to `now`, between two moments.
  public Duration heldBetween(Instant begin, Instant now) {
    var start = from.isBefore(begin) ? begin : from;
    var stop = until.isAfter(now) ? now : until;
    return stop.isAfter(start) ? Duration.between(start, stop) : Duration.ZERO;
  }
}
