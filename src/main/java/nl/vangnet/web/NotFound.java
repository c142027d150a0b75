package nl.vangnet.web;

/// What was asked for is not here: 404. `what` is shown to people, so it names the thing ("the site
/// X") and nothing of the inside.
public class NotFound extends RuntimeException {
  /// Nothing here by the name of `what`.
  public NotFound(String what) {
    super(what);
  }
}
