package nl.vangnet.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import nl.vangnet.access.OpenToAll;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Answers for what fails outside the handlers: filters, the security chain, the server itself.
@Controller
class ErrorPages implements ErrorController {
  private final Problems problems;

  ErrorPages(Problems problems) {
    this.problems = problems;
  }

  @RequestMapping("${spring.web.error.path:${error.path:/error}}")
  @OpenToAll(why = "a visitor must learn what went wrong too")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var fault = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    var status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    problems.write(
        fault != null && (status == null || status >= 500)
            ? Problem.of(fault)
            : Problem.ofStatus(status == null ? 404 : status, null),
        fault,
        request,
        response);
  }
}
