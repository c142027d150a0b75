package nl.vangnet.web;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The words of one language: every `messages/*_nl.properties` or `messages/*_en.properties`, one
/// file per room and language, keys prefixed with the room's name. Dutch is the default.
public final class Words {
  private final Locale locale;
  private final Map<String, String> patterns;

  /// The words of `locale`.
  public Words(Locale locale, Map<String, String> patterns) {
    this.locale = locale;
    this.patterns = Map.copyOf(patterns);
  }

  /// The language.
  public Locale locale() {
    return locale;
  }

  /// Whether the language is Dutch.
  public boolean isDutch() {
    return "nl".equals(locale.getLanguage());
  }

  /// The text for `key`, with `{0}`, `{1}` filled in (MessageFormat). A missing key shows as the
  /// key itself; a test finds it.
  public String of(String key, Object... arguments) {
    var pattern = Objects.requireNonNullElse(patterns.get(key), key);
    return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
  }
}
