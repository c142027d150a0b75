package nl.vangnet.web;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The words of one language: every `messages/*_nl.properties` or `messages/*_en.properties`, one
/// file per room and language, keys prefixed with the room's name. Dutch is the default.
public final class Words {
  private final Locale locale;
  private final Map<String, String> patterns;
  private final Map<String, Filling> fillings = new ConcurrentHashMap<>();

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
    return arguments.length == 0
        ? pattern
        : fillings.computeIfAbsent(key, k -> Filling.of(pattern)).fill(arguments, this, pattern);
  }

  /// A pattern cut at its places, for the plain ones without formats of their own: pages fill
  /// hundreds of them, and reading a pattern costs far more than filling it.
  private record Filling(List<String> texts, List<Integer> places) {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Filling NOT_PLAIN = new Filling(List.of(), List.of());

    static Filling of(String pattern) {
      var found = PLACE.matcher(pattern);
      var texts = new ArrayList<String>();
      var places = new ArrayList<Integer>();
      var from = 0;
      while (found.find()) {
        texts.add(pattern.substring(from, found.start()));
        places.add(Integer.parseInt(found.group(1)));
        from = found.end();
      }
      texts.add(pattern.substring(from));
      var rest = String.join("", texts);
      if (rest.indexOf('{') >= 0 || rest.replace("''", "").indexOf('\'') >= 0) {
        return NOT_PLAIN;
      }
      return new Filling(texts.stream().map(t -> t.replace("''", "'")).toList(), places);
    }

    String fill(Object[] arguments, Words words, String pattern) {
      if (this == NOT_PLAIN || !isPlain(arguments)) {
        return new MessageFormat(pattern, words.locale).format(arguments);
      }
      var text = new StringBuilder(texts.getFirst());
      for (var i = 0; i < places.size(); i++) {
        text.append(shown(arguments[places.get(i)], words)).append(texts.get(i + 1));
      }
      return text.toString();
    }

    private boolean isPlain(Object[] arguments) {
      for (var place : places) {
        if (place >= arguments.length
            || !(arguments[place] instanceof String
                || arguments[place] instanceof Integer
                || arguments[place] instanceof Long)) {
          return false;
        }
      }
      return true;
    }

    private static String shown(Object argument, Words words) {
      return argument instanceof Number number
          ? words.number(number.longValue())
          : argument.toString();
    }
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
