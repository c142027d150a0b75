package nl.vangnet.fhir;

import java.util.List;

/// A request that is refused as a whole; what it had begun is undone. Answered as an
/// OperationOutcome.
public class FhirFault extends RuntimeException {
  private final int status;
  private final transient List<Issue> issues;

  /// A refusal with this HTTP status.
  public FhirFault(int status, List<Issue> issues) {
    super(issues.isEmpty() ? "refused" : issues.getFirst().code());
    this.status = status;
    this.issues = List.copyOf(issues);
  }

  /// A refusal for one reason.
  public FhirFault(int status, String type, String code, String expression, String advice) {
    this(status, List.of(Issue.error(type, code, expression, advice)));
  }

  /// Nothing here.
  static FhirFault missing(String what) {
    return new FhirFault(404, "not-found", "not-found", "", what);
  }

  /// A parameter of the address that cannot be understood.
  static FhirFault parameter(String name, String advice) {
    return new FhirFault(400, "value", "bad-parameter", "", name + ": " + advice);
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The reasons.
  public List<Issue> issues() {
    return issues;
  }

  /// The stable code of the first reason.
  public String code() {
    return issues.isEmpty() ? "refused" : issues.getFirst().code();
  }
}
