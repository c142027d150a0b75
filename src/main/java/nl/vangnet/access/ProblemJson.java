package nl.vangnet.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import tools.jackson.databind.json.JsonMapper;

/// Writes a problem (RFC 9457) where no handler is reached.
public final class ProblemJson {
  private ProblemJson() {}

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
