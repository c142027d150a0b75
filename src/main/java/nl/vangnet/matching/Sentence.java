package nl.vangnet.matching;

import java.util.List;

/// A short sentence about a place, as a key of the words and what is filled in: whole numbers and
/// texts. A text that begins with `#` is itself a key. So a sentence can be kept as it is and told
/// later in any language.
public record Sentence(String key, List<Object> arguments) {
  private static final String KEY = "#";

  public Sentence {
    arguments = List.copyOf(arguments);
  }

  /// The words of a language, such as those of a page frame.
  @FunctionalInterface
  public interface Phrases {
    /// The text of a key with its arguments filled in.
    String of(String key, Object... arguments);
  }

  static Sentence of(String key, Object... arguments) {
    return new Sentence(key, List.of(arguments));
  }

  /// An argument that is filled in with the text of another key.
  static String word(String key) {
    return KEY + key;
  }

  /// The sentence in the words of a language: `sentence.in(frame::t)`.
  public String in(Phrases words) {
    var filled = new Object[arguments.size()];
    for (var i = 0; i < filled.length; i++) {
      var argument = arguments.get(i);
      filled[i] =
          argument instanceof String text && text.startsWith(KEY)
              ? words.of(text.substring(KEY.length()))
              : argument;
    }
    return words.of(key, filled);
  }
}
