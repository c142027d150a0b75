package nl.vangnet.exchange;

/// Where a message says that a patient is: PV1-3 with the hospital service of PV1-10; "" where
/// absent.
record Location(String pointOfCare, String room, String bed, String facility, String service) {
  static final Location NOWHERE = new Location("", "", "", "", "");

  /// Whether neither point of care, room nor bed is given.
  boolean isEmpty() {
    return pointOfCare.isEmpty() && room.isEmpty() && bed.isEmpty();
  }

  /// The source's own code for the place: "3B^12^1".
  String code() {
    var code = pointOfCare + "^" + room + "^" + bed;
    while (code.endsWith("^")) {
      code = code.substring(0, code.length() - 1);
    }
    return code.length() > 120 ? code.substring(0, 120) : code;
  }
}
