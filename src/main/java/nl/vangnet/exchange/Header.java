package nl.vangnet.exchange;

import org.jspecify.annotations.Nullable;

/// The MSH segment, read as leniently as an answer allows: whatever cannot be read is "". Raw
/// values, so that they can be echoed in the sender's own separators.
record Header(
    Delimiters delimiters,
    boolean present,
    String application,
    String facility,
    String receivingApplication,
    String receivingFacility,
    String type,
    String event,
    String controlId,
    String processingId,
    String version,
    String acceptCondition,
    String applicationCondition,
    String characterSet) {

  /// The header of nothing readable.
  static final Header NONE =
      new Header(Delimiters.STANDARD, false, "", "", "", "", "", "", "", "", "", "", "", "");

  static Header of(@Nullable Hl7Message message) {
    if (message == null
        || message.segments().isEmpty()
        || !message.segments().getFirst().name().equals("MSH")) {
      return NONE;
    }
    var msh = message.segments().getFirst();
    return new Header(
        message.delimiters(),
        true,
        message.value(msh, 3, 1),
        message.value(msh, 4, 1),
        msh.field(5),
        msh.field(6),
        message.value(msh, 9, 1),
        message.value(msh, 9, 2),
        msh.field(10).strip(),
        msh.field(11),
        message.value(msh, 12, 1),
        message.value(msh, 15, 1),
        message.value(msh, 16, 1),
        msh.field(18));
  }

  /// The type as people write it: "ADT^A01".
  String typeName() {
    var name = event.isEmpty() ? type : type + "^" + event;
    return name.length() > 20 ? name.substring(0, 20) : name;
  }
}
