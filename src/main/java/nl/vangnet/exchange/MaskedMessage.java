package nl.vangnet.exchange;

import java.util.ArrayList;
import java.util.List;

/// A kept message as people may see it: its structure, with every value masked but those of MSH and
/// the faulty field when that is a location or a code.
public record MaskedMessage(List<Line> lines) {
  private static final int MAX_LINES = 60;
  private static final java.util.Set<String> SHOWABLE =
      java.util.Set.of(
          "PV1-2", "PV1-3", "PV1-6", "PV1-10", "EVN-1", "EVN-2", "EVN-6", "NPU-1", "NPU-2");

  /// One segment: the text before the fault, the faulty field (may be empty) and what comes after.
  public record Line(String before, String fault, String after, boolean faulty) {}

  public MaskedMessage {
    lines = List.copyOf(lines);
  }

  static MaskedMessage of(Hl7Message message, String where) {
    var lines = new ArrayList<Line>();
    var seen = new java.util.HashMap<String, Integer>();
    for (var segment : message.segments()) {
      if (lines.size() == MAX_LINES) {
        break;
      }
      var number = seen.merge(segment.name(), 1, Integer::sum);
      lines.add(line(message, segment, number, where));
    }
    return new MaskedMessage(lines);
  }

  private static Line line(
      Hl7Message message, Hl7Message.Segment segment, int number, String where) {
    var name = number == 1 ? segment.name() : segment.name() + "[" + number + "]";
    var isHere = where.equals(name) || where.startsWith(name + "-");
    var field = isHere && where.length() > name.length() ? fieldOf(where, name) : -1;
    var separator = message.delimiters().field();
    var parts = segment.text().split(java.util.regex.Pattern.quote("" + separator), -1);
    var before = new StringBuilder();
    var fault = "";
    var after = new StringBuilder();
    var shift = segment.name().equals("MSH") ? 1 : 0;
    for (var i = 0; i < parts.length; i++) {
      var own = i + shift;
      var text = i == 0 ? parts[0] : value(segment.name(), own, parts[i], own == field);
      var to = field >= 0 && own > field && i > 0 ? after : before;
      if (i > 0) {
        to.append(separator);
      }
      if (i > 0 && own == field) {
        fault = text.isEmpty() ? "?" : text;
      } else {
        to.append(text);
      }
    }
    return new Line(before.toString(), fault, after.toString(), isHere);
  }

  private static int fieldOf(String where, String name) {
    var digits = where.substring(name.length() + 1).split("\\.", 2)[0];
    return digits.chars().allMatch(Character::isDigit) && !digits.isEmpty()
        ? Integer.parseInt(digits)
        : -1;
  }

  private static String value(String segment, int field, String text, boolean faulty) {
    if (segment.equals("MSH") || (faulty && SHOWABLE.contains(segment + "-" + field))) {
      return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
    var masked = new StringBuilder();
    for (var i = 0; i < Math.min(text.length(), 40); i++) {
      masked.append(Character.isLetterOrDigit(text.charAt(i)) ? '•' : text.charAt(i));
    }
    return masked.toString();
  }
}
