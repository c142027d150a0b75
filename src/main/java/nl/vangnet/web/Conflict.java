package nl.vangnet.web;

/// Somebody was faster, or the state does not allow it: 409. `code` is stable ("stale-version");
/// the advice is shown to people.
public class Conflict extends RuntimeException {
  private final String code;

  /// A refusal because of the present state.
  public Conflict(String code, String advice) {
    super(advice);
    this.code = code;
  }

  /// The stable code of the fault.
  public String code() {
    return code;
  }
}
