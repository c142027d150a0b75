package nl.vangnet.alerts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nl.vangnet.web.Frame;
import nl.vangnet.web.Words;

/// What a message says, in any language.
public record AlertText(String key, List<String> arguments) {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final Pattern INSIDE = Pattern.compile("@\\{(clock )?([A-Za-z0-9.:+_-]{1,120})}");
  private static final int LONGEST_HEAD = 120;
  private static final int LONGEST_TEXT = 1000;

  public AlertText {
    arguments = List.copyOf(arguments);
  }

  /// What messages are about, in words: "case:26-001234-9" is case 26-001234-9.
  public static String about(String about, Words words) {
    var at = about.indexOf(':');
    var key = "alerts.about." + about.substring(0, Math.max(at, 0));
    return at > 0 && words.has(key) ? words.of(key, about.substring(at + 1)) : about;
  }

  /// The subject, on one line.
  public String head(Words words) {
    return cut(said(words, ".head").replaceAll("\\s+", " "), LONGEST_HEAD);
  }

  /// The message.
  public String text(Words words) {
    return cut(said(words, ".text"), LONGEST_TEXT);
  }

  /// What it asks; empty when it asks nothing.
  public String ask(Words words) {
    return asks(words) ? cut(said(words, ".ask"), LONGEST_TEXT) : "";
  }

  /// Whether it asks something.
  public boolean asks(Words words) {
    return words.has(key + ".ask");
  }

  /// Whether there are words for it.
  boolean isKnown(Words words) {
    return words.has(key + ".head") && words.has(key + ".text");
  }

  private String said(Words words, String part) {
    return words.of(
        key + part, arguments.stream().map(a -> filled(a, words)).toArray(Object[]::new));
  }

  private static String filled(String argument, Words words) {
    return INSIDE.matcher(argument).replaceAll(found -> quoted(inside(found, words)));
  }

  private static String inside(MatchResult found, Words words) {
    var name = found.group(2);
    if (found.group(1) == null) {
      return words.of(name);
    }
    try {
      return CLOCK.format(Instant.parse(name).atZone(Frame.ZONE));
    } catch (DateTimeException e) {
      return name;
    }
  }

  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(text);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1).stripTrailing() + "…";
  }
}
