package nl.vangnet.transfer;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Why a case ended without an arrival, or went back a step: coded, so that what was not fulfilled
/// can be counted by cause.
public enum EndReason {
  /// The patient became too ill to move.
  DETERIORATED(State.CANCELLED, State.WITHDRAWN),
  /// The patient became better; no move is needed.
  IMPROVED(State.WITHDRAWN, State.CANCELLED),
  /// The patient or the family did not want it.
  DECLINED(State.CANCELLED, State.WITHDRAWN),
  /// The promised bed is gone.
  BED_LOST(State.CANCELLED),
  /// No vehicle or crew.
  NO_TRANSPORT(State.CANCELLED),
  /// The weather.
  WEATHER(State.CANCELLED),
  /// The patient died.
  DIED(State.CANCELLED),
  /// A place was found outside the platform.
  PLACED_OTHERWISE(State.WITHDRAWN, State.CANCELLED),
  /// The own hospital found room.
  OWN_ROOM(State.WITHDRAWN),
  /// Entered by mistake, or twice.
  MISTAKE(State.WITHDRAWN),
  /// No site in the search could take the patient.
  NO_PLACE(State.REFUSED, State.EXPIRED),
  /// The desk judges that the patient cannot be moved.
  NOT_ELIGIBLE(State.REFUSED),
  /// Something essential is missing from the request.
  INCOMPLETE(State.REFUSED),
  /// The wanted time went by.
  TOO_LATE(State.EXPIRED);

  private final Set<State> ends;

  EndReason(State first, State... others) {
    this.ends = EnumSet.of(first, others);
  }

  /// The reasons for an end.
  public static Set<EndReason> of(State end) {
    var found = EnumSet.noneOf(EndReason.class);
    for (var reason : values()) {
      if (reason.ends.contains(end)) {
        found.add(reason);
      }
    }
    return found;
  }

  /// Whether a case may end so for this reason.
  public boolean fits(State end) {
    return ends.contains(end);
  }

  /// Whether the need stayed without an answer: there was no place, no way there, or no time left.
  /// For every other reason no place was needed any more, or none could be used.
  public boolean leavesNeedUnmet() {
    return this == NO_PLACE
        || this == TOO_LATE
        || this == BED_LOST
        || this == NO_TRANSPORT
        || this == WEATHER;
  }

  /// The stable code.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The reason with this code.
  public static Optional<EndReason> find(String code) {
    for (var reason : values()) {
      if (reason.code().equals(code)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}
