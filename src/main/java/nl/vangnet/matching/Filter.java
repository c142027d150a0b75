package nl.vangnet.matching;

import java.util.Locale;

/// What a place must pass, in the order in which it is asked. Each is one method of `Filters`.
public enum Filter {
  /// It is the site where the patient lies.
  OWN_SITE,
  /// The search does not reach so far yet (SPR-01, SPR-21).
  OUTSIDE_STAGE,
  /// Refused by or for this request.
  RULED_OUT,
  /// No line of this bed category and cohort.
  NO_SUCH_CARE,
  /// Isolation is needed and its places are taken.
  NO_ISOLATION,
  /// Ventilation is needed and the ventilators are taken.
  NO_VENTILATOR,
  /// The site said that it cannot do what is needed.
  NO_CAPABILITY,
  /// Nobody knows how many beds are free.
  UNKNOWN_FREE,
  /// No bed is free after holds.
  NOT_FREE,
  /// The free beds are the protected reserve.
  RESERVED_ONLY,
  /// The figures are stale and the rules do not let stale figures count.
  STALE,
  /// The site was asked as often today as the rules allow.
  DAILY_CAP,
  /// No vehicle and crew can do the ride.
  OUT_OF_REACH,
  /// The patient would arrive too late.
  TOO_LATE;

  /// The word of this filter in interfaces and messages: "not-free".
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
