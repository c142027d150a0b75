package nl.vangnet.web;

/// The request cannot be understood: 400. `code` is stable ("bad-moment"); the advice is shown to
/// people, names the place of the fault and says what to do.
public class BadInput extends RuntimeException {
  private final String code;

  /// A refusal of a request with the fault named.
  public BadInput(String code, String advice) {
    super(advice);
    this.code = code;
  }

  /// The stable code of the fault.
  public String code() {
    return code;
  }
}
