package nl.vangnet.transfer;

import java.util.Locale;

/// Who has to act now on a case ("wie is aan zet").
public enum Turn {
  /// The sending side: finishes and hands in.
  SENDER,
  /// The desk of the sending region: takes up, searches, orders transport.
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

  /// Who has to act in a state; `regional` says whether there is a regional desk with the mandate
  /// for it.
  static Turn of(State state, boolean regional) {
    return switch (state) {
      case DRAFT -> SENDER;
      case SUBMITTED, REGIONAL_SEARCH, ACCEPTED -> regional ? REGION : NATION;
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
