package nl.vangnet.transfer;

import java.util.Locale;

/// Who has to act now on a case ("wie is aan zet").
public enum Turn {
  /// The sending side: finishes and hands in, orders transport.
  SENDER,
  /// The desk of the sending region.
  REGION,
  /// The national desk.
  NATION,
  /// The sites that are asked.
  ASKED,
  /// Whoever drives.
  TRANSPORT,
  /// The receiving side.
  RECEIVER,
  /// Nobody: the case ended.
  NOBODY;

  /// Who has to act in a state; `regionSearches` says whether there is a regional desk with the
  /// mandate to search.
  static Turn of(State state, boolean regionSearches) {
    return switch (state) {
      case DRAFT, ACCEPTED -> SENDER;
      case SUBMITTED, REGIONAL_SEARCH -> regionSearches ? REGION : NATION;
      case NATIONAL_SEARCH -> NATION;
      case OFFERED -> ASKED;
      case TRANSPORT_ORDERED, UNDER_WAY -> TRANSPORT;
      case ARRIVED -> RECEIVER;
      case CLOSED, REFUSED, EXPIRED, WITHDRAWN, CANCELLED -> NOBODY;
    };
  }

  /// The stable code.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
