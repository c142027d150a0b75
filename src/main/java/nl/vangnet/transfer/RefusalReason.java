package nl.vangnet.transfer;

import java.util.Locale;
import java.util.Optional;

/// Why a receiving site says no to an offer.
public enum RefusalReason {
  /// The bed that was counted free is not.
  NO_BED,
  /// No staff for it.
  NO_STAFF,
  /// No ventilator or other equipment.
  NO_EQUIPMENT,
  /// No isolation room.
  NO_ISOLATION,
  /// The patient needs what we do not have.
  CARE_NOT_AVAILABLE,
  /// The patient is too ill for the journey or for us.
  TOO_ILL,
  /// We keep the bed for our own emergency; the reserve should have said so.
  OWN_RESERVE,
  /// Our own region needs it.
  OWN_REGION,
  /// We know too little of the patient.
  INFORMATION_MISSING,
  /// Another reason, in words.
  OTHER;

  /// Whether it says that a bed that was declared free is none: it is gone, nobody staffs it, or it
  /// is kept. Declared beds and reserve should have said so.
  public boolean isWantOfCapacity() {
    return switch (this) {
      case NO_BED, NO_STAFF, OWN_RESERVE -> true;
      case NO_EQUIPMENT,
          NO_ISOLATION,
          CARE_NOT_AVAILABLE,
          TOO_ILL,
          OWN_REGION,
          INFORMATION_MISSING,
          OTHER ->
          false;
    };
  }

  /// The stable code.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The reason with this code.
  public static Optional<RefusalReason> find(String code) {
    for (var reason : values()) {
      if (reason.code().equals(code)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}
