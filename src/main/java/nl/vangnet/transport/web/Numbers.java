package nl.vangnet.transport.web;

/// Reads whole numbers of addresses.
final class Numbers {
  private Numbers() {}

  /// A whole number, 0 when it is none.
  static long of(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
