package nl.vangnet.fhir;

/// One thing to say about a message: how bad, of which FHIR kind, the stable code, the element
/// (FHIRPath) and what to do.
public record Issue(Severity severity, String type, String code, String expression, String advice) {
  private static final int LONGEST = 400;

  /// How bad it is.
  public enum Severity {
    /// Refused.
    ERROR,
    /// Taken, with a remark.
    WARNING,
    /// Only to know.
    INFORMATION
  }

  public Issue {
    advice = advice.length() > LONGEST ? advice.substring(0, LONGEST) : advice;
  }

  static Issue error(String type, String code, String expression, String advice) {
    return new Issue(Severity.ERROR, type, code, expression, advice);
  }

  static Issue warning(String code, String expression, String advice) {
    return new Issue(Severity.WARNING, "business-rule", code, expression, advice);
  }

  static Issue told(String code, String expression, String advice) {
    return new Issue(Severity.INFORMATION, "informational", code, expression, advice);
  }

  /// The same inside a bundle: `MeasureReport.period` becomes `Bundle.entry[2].resource.period`.
  Issue inside(String place) {
    var dot = expression.indexOf('.');
    return new Issue(
        severity, type, code, dot < 0 ? place : place + expression.substring(dot), advice);
  }
}
