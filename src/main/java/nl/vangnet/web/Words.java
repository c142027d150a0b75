package nl.vangnet.web;

import java.text.MessageFormat;
import java.time.Duration;
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

  /// Whether there is a text for `key`.
  public boolean has(String key) {
    return patterns.containsKey(key);
  }

  /// The text for `key`, with `{0}`, `{1}` filled in (MessageFormat). A missing key shows as the
  /// key itself; a test finds it.
  public String of(String key, Object... arguments) {
    var pattern = Objects.requireNonNullElse(patterns.get(key), key);
    return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
  }

  /// A whole number with the language's grouping: 1.150 or 1,150.
  public String number(long value) {
    if (value > -1000 && value < 1000) {
      return Long.toString(value);
    }
    var digits = new StringBuilder(Long.toString(Math.abs(value)));
    for (var at = digits.length() - 3; at > 0; at -= 3) {
      digits.insert(at, isDutch() ? '.' : ',');
    }
    return value < 0 ? "-" + digits : digits.toString();
  }

  /// A difference with its sign: +11, −4, ±0.
  public String signed(long value) {
    if (value == 0) {
      return "±0";
    }
    return (value > 0 ? "+" : "−") + number(Math.abs(value));
  }

  /// An age in its largest unit: "nu", "4 min", "3 u", "2 d".
  public String age(Duration age) {
    var minutes = age.toMinutes();
    if (minutes < 1) {
      return of("web.age.now");
    }
    if (minutes < 100) {
      return minutes + of("web.age.minutes");
    }
    var hours = age.toHours();
    return hours < 48 ? hours + of("web.age.hours") : age.toDays() + of("web.age.days");
  }
}
