package nl.vangnet.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/// The answer to a request: a resource, or only an account of what became of it. `location` and
/// `etag` are "" when there is none.
public record Reply(
    int status, @Nullable Resource resource, String location, String etag, List<Issue> issues) {
  public Reply {
    issues = List.copyOf(issues);
  }

  static Reply of(Resource resource) {
    return new Reply(200, resource, "", "", List.of());
  }

  static Reply of(Resource resource, int edition) {
    return new Reply(200, resource, "", tag(edition), List.of());
  }

  static String tag(int edition) {
    return "W/\"" + edition + "\"";
  }
}
