package nl.vangnet.web;

import java.util.Locale;
import nl.vangnet.access.NotAllowed;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MultipartException;

/// What went wrong, as the one who asked may know it: a status, a stable code, and advice only
/// where it was written for people. An unknown fault carries no text at all.
record Problem(int status, String code, @Nullable String advice) {

  /// The one table of exceptions and answers.
  static Problem of(Throwable fault) {
    return switch (fault) {
      case NotAllowed refused -> new Problem(403, "not-allowed", null);
      case AccessDeniedException refused -> new Problem(403, "not-allowed", null);
      case AuthenticationException refused -> new Problem(401, "not-signed-in", null);
      case NotFound missing -> new Problem(404, "not-found", missing.getMessage());
      case BadInput bad -> new Problem(400, bad.code(), bad.getMessage());
      case Conflict late -> new Problem(409, late.code(), late.getMessage());
      case TypeMismatchException bad -> mismatch(bad);
      case HttpMessageNotReadableException bad ->
          new Problem(400, "unreadable-body", "The body of the request cannot be read.");
      case HandlerMethodValidationException bad -> new Problem(400, "bad-input", bad.getReason());
      case BindException bad -> new Problem(400, "bad-input", null);
      case ErrorResponse known -> ofStatus(known.getStatusCode().value(), detail(known));
      case MultipartException bad ->
          new Problem(400, "unreadable-upload", "The upload cannot be read.");
      default -> byName(fault);
    };
  }

  /// A problem of which only the status is known.
  static Problem ofStatus(int status, @Nullable String advice) {
    var known = HttpStatus.resolve(status);
    var code =
        switch (status) {
          case 400 -> "bad-input";
          case 401 -> "not-signed-in";
          case 403 -> "not-allowed";
          case 404 -> "not-found";
          case 413 -> "too-large";
          default ->
              known == null || status >= 500
                  ? "unknown-fault"
                  : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    return new Problem(status, code, status >= 500 ? null : advice);
  }

  /// Whether it is our fault, to be logged with an incident id.
  boolean isOurs() {
    return status >= 500;
  }

  /// The reason phrase of the status.
  String title() {
    var known = HttpStatus.resolve(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }

  /// The key of the words for this problem on a page.
  String wordsKey() {
    return switch (status) {
      case 400, 401, 403, 404, 405, 409, 413, 415, 503 -> "web.problem." + status;
      default -> status >= 500 ? "web.problem.500" : "web.problem.400";
    };
  }

  private static Problem mismatch(TypeMismatchException bad) {
    return new Problem(
        400,
        "bad-input",
        "The value of '" + bad.getPropertyName() + "' is not of the kind that is asked for.");
  }

  private static @Nullable String detail(ErrorResponse known) {
    // A reason that a handler gave is meant to be read; what Spring says about routes is not.
    return known.getStatusCode().value() == 404
            && known instanceof org.springframework.web.servlet.resource.NoResourceFoundException
        ? null
        : known.getBody().getDetail();
  }

  /// The naming rule of the rooms: `NoSuch...` is a missing thing, `Stale...` lost a race.
  private static Problem byName(Throwable fault) {
    var status = AnnotatedElementUtils.findMergedAnnotation(fault.getClass(), ResponseStatus.class);
    if (status != null) {
      return ofStatus(status.code().value(), null);
    }
    var name = fault.getClass().getSimpleName();
    if (name.startsWith("NoSuch") && !(fault instanceof LinkageError)) {
      return new Problem(404, "not-found", null);
    }
    return name.startsWith("Stale")
        ? new Problem(409, "stale-version", null)
        : new Problem(500, "unknown-fault", null);
  }
}
