package nl.vangnet.rounds;

/// There is no such round, plea or option.
public class NoSuchRound extends RuntimeException {
  /// Nothing by the name of `what`.
  public NoSuchRound(String what) {
    super(what);
  }
}
