package nl.vangnet.transfer;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where a case stands. The legal steps are here and, the same, in the table `transfer.legal_step`;
/// nothing else can happen.
public enum State {
  /// Being written by the sending side.
  DRAFT(Kind.OPEN),
  /// Handed in; waits for the regional desk.
  SUBMITTED(Kind.OPEN),
  /// The region searches among its own sites.
  REGIONAL_SEARCH(Kind.OPEN),
  /// The nation searches.
  NATIONAL_SEARCH(Kind.OPEN),
  /// One or more sites are asked; a bed is held at each.
  OFFERED(Kind.OPEN),
  /// A named person said yes.
  ACCEPTED(Kind.OPEN),
  /// Transport is ordered.
  TRANSPORT_ORDERED(Kind.OPEN),
  /// The patient is on the road.
  UNDER_WAY(Kind.OPEN),
  /// The patient is there.
  ARRIVED(Kind.OPEN),
  /// Done.
  CLOSED(Kind.DONE),
  /// A desk did not take the request, or no place was found.
  REFUSED(Kind.ENDED),
  /// The wanted time went by.
  EXPIRED(Kind.ENDED),
  /// The sending side took it back.
  WITHDRAWN(Kind.ENDED),
  /// Something happened that ended it.
  CANCELLED(Kind.ENDED);

  private enum Kind {
    OPEN,
    DONE,
    ENDED
  }

  private final Kind kind;

  State(Kind kind) {
    this.kind = kind;
  }

  /// The states that may come next.
  public Set<State> next() {
    return switch (this) {
      case DRAFT -> EnumSet.of(SUBMITTED, WITHDRAWN, EXPIRED);
      case SUBMITTED ->
          EnumSet.of(REGIONAL_SEARCH, NATIONAL_SEARCH, REFUSED, EXPIRED, WITHDRAWN, CANCELLED);
      case REGIONAL_SEARCH ->
          EnumSet.of(OFFERED, NATIONAL_SEARCH, REFUSED, EXPIRED, WITHDRAWN, CANCELLED);
      case NATIONAL_SEARCH ->
          EnumSet.of(OFFERED, REGIONAL_SEARCH, REFUSED, EXPIRED, WITHDRAWN, CANCELLED);
      case OFFERED ->
          EnumSet.of(ACCEPTED, REGIONAL_SEARCH, NATIONAL_SEARCH, EXPIRED, WITHDRAWN, CANCELLED);
      case ACCEPTED ->
          EnumSet.of(
              TRANSPORT_ORDERED, REGIONAL_SEARCH, NATIONAL_SEARCH, EXPIRED, WITHDRAWN, CANCELLED);
      case TRANSPORT_ORDERED ->
          EnumSet.of(UNDER_WAY, ACCEPTED, REGIONAL_SEARCH, NATIONAL_SEARCH, WITHDRAWN, CANCELLED);
      case UNDER_WAY -> EnumSet.of(ARRIVED, CANCELLED);
      case ARRIVED -> EnumSet.of(CLOSED);
      case CLOSED, REFUSED, EXPIRED, WITHDRAWN, CANCELLED -> EnumSet.noneOf(State.class);
    };
  }

  /// Whether the case still moves.
  public boolean isOpen() {
    return kind == Kind.OPEN;
  }

  /// Whether the search goes on: no place was promised yet.
  public boolean isSearching() {
    return this == REGIONAL_SEARCH || this == NATIONAL_SEARCH || this == OFFERED;
  }

  /// Whether a place was promised and the patient is not there yet.
  public boolean isPlaced() {
    return this == ACCEPTED || this == TRANSPORT_ORDERED || this == UNDER_WAY;
  }

  /// The stable code in interfaces and addresses: "regional-search".
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The state with this code.
  public static Optional<State> find(String code) {
    for (var state : values()) {
      if (state.code().equals(code)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
