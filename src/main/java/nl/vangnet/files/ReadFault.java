package nl.vangnet.files;

/// Ends the reading of a file with the reason; never leaves this room.
final class ReadFault extends RuntimeException {
  private final transient SheetReading.Refused refusal;

  ReadFault(String code, String place, String advice) {
    super(code, null, false, false);
    this.refusal = new SheetReading.Refused(code, place, advice);
  }

  SheetReading.Refused refusal() {
    return refusal;
  }
}
