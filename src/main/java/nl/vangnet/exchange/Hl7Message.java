package nl.vangnet.exchange;

import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One HL7 v2 message, read by position: segments first, fields only when somebody asks. Reads any
/// version and order of segments, with the separators that the message declares, CR, LF or CRLF at
/// the ends of segments, repetitions and escape sequences. Costs a twentieth of a full object
/// model, which matters at thousands of messages per second.
final class Hl7Message {
  private static final int NAME_LENGTH = 3;

  private final Delimiters delimiters;
  private final List<Segment> segments;
  private final int strayLines;

  private Hl7Message(Delimiters delimiters, List<Segment> segments, int strayLines) {
    this.delimiters = delimiters;
    this.segments = List.copyOf(segments);
    this.strayLines = strayLines;
  }

  /// Reads a text. Lines that are no segments are counted and passed over: they are what a line
  /// break inside a free text leaves behind.
  static Hl7Message read(String text) {
    var delimiters = Delimiters.of(text);
    var segments = new ArrayList<Segment>(12);
    var stray = 0;
    var start = 0;
    var length = text.length();
    for (var i = 0; i <= length; i++) {
      if (i == length || text.charAt(i) == '\r' || text.charAt(i) == '\n') {
        if (i > start) {
          var line = text.substring(start, i);
          if (isSegment(line, delimiters.field())) {
            segments.add(new Segment(line.substring(0, NAME_LENGTH), line));
          } else if (!line.isBlank()) {
            stray++;
          }
        }
        start = i + 1;
      }
    }
    return new Hl7Message(delimiters, segments, stray);
  }

  private static boolean isSegment(String line, char separator) {
    if (line.length() < NAME_LENGTH
        || (line.length() > NAME_LENGTH && line.charAt(NAME_LENGTH) != separator)) {
      return false;
    }
    for (var i = 0; i < NAME_LENGTH; i++) {
      var c = line.charAt(i);
      if (!(c >= 'A' && c <= 'Z') && !(i > 0 && c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }

  Delimiters delimiters() {
    return delimiters;
  }

  List<Segment> segments() {
    return segments;
  }

  int strayLines() {
    return strayLines;
  }

  /// The first segment of this name.
  Optional<Segment> find(String name) {
    for (var segment : segments) {
      if (segment.name().equals(name)) {
        return Optional.of(segment);
      }
    }
    return Optional.empty();
  }

  /// All segments of this name.
  List<Segment> list(String name) {
    return segments.stream().filter(s -> s.name().equals(name)).toList();
  }

  /// The first subcomponent of a component of the first repetition of a field, unescaped and
  /// stripped; "" when it is absent or the HL7 null.
  String value(Segment segment, int field, int component) {
    return valueIn(firstRepetition(segment.field(field)), component);
  }

  /// As `value`, inside one repetition as `repetitions` gives them.
  String valueIn(String repetition, int component) {
    var part = part(repetition, delimiters.component(), component);
    if (delimiters.subcomponent() != 0) {
      part = part(part, delimiters.subcomponent(), 1);
    }
    if (part.equals("\"\"")) {
      return "";
    }
    return unescape(part).strip();
  }

  /// The whole component with its subcomponents, unescaped.
  String wholeComponent(Segment segment, int field, int component) {
    var part = part(firstRepetition(segment.field(field)), delimiters.component(), component);
    return part.equals("\"\"") ? "" : unescape(part).strip();
  }

  /// The repetitions of a field, raw.
  List<String> repetitions(Segment segment, int field) {
    var raw = segment.field(field);
    if (raw.isEmpty() || delimiters.repetition() == 0) {
      return raw.isEmpty() ? List.of() : List.of(raw);
    }
    var found = new ArrayList<String>();
    var start = 0;
    for (var i = raw.indexOf(delimiters.repetition());
        i >= 0;
        i = raw.indexOf(delimiters.repetition(), start)) {
      found.add(raw.substring(start, i));
      start = i + 1;
    }
    found.add(raw.substring(start));
    return found;
  }

  private String firstRepetition(String raw) {
    return delimiters.repetition() == 0 ? raw : part(raw, delimiters.repetition(), 1);
  }

  private String unescape(String text) {
    if (delimiters.escape() == 0 || text.indexOf(delimiters.escape()) < 0) {
      return text;
    }
    return Escape.unescape(
        text,
        new EncodingCharacters(
            delimiters.field(),
            delimiters.component(),
            delimiters.repetition(),
            delimiters.escape(),
            delimiters.subcomponent()));
  }

  private static String part(String text, char separator, int number) {
    var start = 0;
    for (var n = 1; n < number; n++) {
      var next = text.indexOf(separator, start);
      if (next < 0) {
        return "";
      }
      start = next + 1;
    }
    var end = text.indexOf(separator, start);
    return start == 0 && end < 0 ? text : text.substring(start, end < 0 ? text.length() : end);
  }

  /// One segment with its raw text, name included.
  record Segment(String name, String text) {
    /// The raw text of a field, "" when absent. Fields of MSH count the separator itself as field
    /// 1.
    String field(int number) {
      var separator = text.length() > NAME_LENGTH ? text.charAt(NAME_LENGTH) : '|';
      if (!name.equals("MSH")) {
        return part(text, separator, number + 1);
      }
      return number == 1 ? String.valueOf(separator) : part(text, separator, number);
    }
  }
}
