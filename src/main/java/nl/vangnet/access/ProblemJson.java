package nl.vangnet.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Writes a problem (RFC 9457) where no handler is reached.
public final class ProblemJson {
  private ProblemJson() {}

  /// As `write`, in the words of the door that was knocked at: under `/fhir` an OperationOutcome.
  public static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String code,
      String title,
      String detail)
      throws IOException {
    if (!isFhir(request)) {
      write(response, status, code, title, detail);
      return;
    }
    var issue =
        Map.of(
            "severity",
            "error",
            "code",
            status == 401 ? "login" : "forbidden",
            "details",
            Map.of("coding", List.of(Map.of("code", code)), "text", detail),
            "diagnostics",
            detail);
    response.setStatus(status);
    response.setContentType("application/fhir+json");
    response.setCharacterEncoding("UTF-8");
    response
        .getOutputStream()
        .write(
            JsonMapper.shared()
                .writeValueAsBytes(
                    Map.of("resourceType", "OperationOutcome", "issue", List.of(issue))));
  }

  /// Whether the request is for the FHIR door.
  public static boolean isFhir(HttpServletRequest request) {
    var path = request.getRequestURI().substring(request.getContextPath().length());
    return path.equals("/fhir") || path.startsWith("/fhir/");
  }

  /// Answers with this status and problem; `code` is stable, `detail` says what to do.
  public static void write(
      HttpServletResponse response, int status, String code, String title, String detail)
      throws IOException {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    body.put("code", code);
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setCharacterEncoding("UTF-8");
    response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(body));
  }
}
