package nl.vangnet.exchange;

/// The separators that a message declares in MSH-1 and MSH-2; 0 stands for one it does not declare.
record Delimiters(char field, char component, char repetition, char escape, char subcomponent) {
  static final Delimiters STANDARD = new Delimiters('|', '^', '~', '\\', '&');

  /// The separators of a text that begins with MSH; the standard ones where it declares none.
  static Delimiters of(String text) {
    if (text.length() < 5 || !text.startsWith("MSH")) {
      return STANDARD;
    }
    var field = text.charAt(3);
    var end = text.indexOf(field, 4);
    var encoding = text.substring(4, end < 0 ? Math.min(8, text.length()) : end);
    return new Delimiters(
        field, at(encoding, 0), at(encoding, 1), at(encoding, 2), at(encoding, 3));
  }

  private static char at(String encoding, int index) {
    return index < encoding.length() ? encoding.charAt(index) : 0;
  }

  /// Whether five or fewer different, printable separators were declared and at least two.
  boolean areUsable() {
    return isSeparator(field) && isSeparator(component) && field != component;
  }

  private static boolean isSeparator(char c) {
    return c > ' ' && c != 127 && !Character.isLetterOrDigit(c);
  }

  /// MSH-2 as it stands in a message.
  String encoding() {
    var text = new StringBuilder();
    for (var c : new char[] {component, repetition, escape, subcomponent}) {
      if (c != 0) {
        text.append(c);
      }
    }
    return text.toString();
  }
}
