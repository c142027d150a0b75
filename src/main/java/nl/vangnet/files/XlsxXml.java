package nl.vangnet.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// The parts of a workbook as streams of plain XML, with the bounds that hold for all of them: how
/// deep elements lie, how much text is taken.
final class XlsxXml {
  private static final int DEEPEST = 60;

  private final ZipParts parts;
  private final ReadLimits limits;
  private long textTaken;

  XlsxXml(ZipParts parts, ReadLimits limits) {
    this.parts = parts;
    this.limits = limits;
  }

  boolean has(String part) {
    return parts.has(part);
  }

  /// Hears every element of a part as it begins.
  interface Begun {
    void element(XMLStreamReader xml);
  }

  /// Tells every element of a part.
  void each(String part, Begun begun) {
    walk(
        part,
        new Walk() {
          @Override
          public boolean begin(XMLStreamReader xml) {
            begun.element(xml);
            return false;
          }

          @Override
          public void end(String name) {}
        });
  }

  /// Hears the elements of a part as they begin and end.
  interface Walk {
    /// An element begins; true when its end was read already.
    boolean begin(XMLStreamReader xml) throws XMLStreamException;

    /// An element ended.
    void end(String name);
  }

  /// Reads a part from begin to end.
  void walk(String part, Walk walk) {
    try (var in = reader(part)) {
      var xml = xml(in);
      var depth = 0;
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            depth = deeper(depth, part);
            if (walk.begin(xml)) {
              depth--;
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            walk.end(xml.getLocalName());
          }
          default -> {}
        }
      }
    } catch (IOException | XMLStreamException e) {
      throw damaged(part);
    }
  }

  /// Takes the text up to the end of the present element.
  void append(StringBuilder to, XMLStreamReader xml, String place) throws XMLStreamException {
    var depth = 1;
    while (depth > 0 && xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE, XMLStreamConstants.CDATA -> {
          var length = xml.getTextLength();
          textTaken += length;
          if (textTaken > limits.text()) {
            throw new ReadFault(
                "too-much-text", place, "The file holds too much text; send the form only");
          }
          if (to.length() + length > limits.cellText()) {
            throw new ReadFault(
                "cell-too-long",
                place,
                "A cell holds more than " + limits.cellText() + " characters; shorten its text");
          }
          to.append(xml.getTextCharacters(), xml.getTextStart(), length);
        }
        case XMLStreamConstants.START_ELEMENT -> depth = deeper(depth, place);
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
  }

  /// Passes over an element with all that is in it.
  static void skip(XMLStreamReader xml, String place) throws XMLStreamException {
    for (var depth = 1; depth > 0 && xml.hasNext(); ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth = deeper(depth, place);
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
  }

  static int deeper(int depth, String place) {
    if (depth >= DEEPEST) {
      throw damaged(place);
    }
    return depth + 1;
  }

  static ReadFault damaged(String part) {
    return new ReadFault(
        "damaged",
        cut(part, 80),
        "The file is damaged; open it in Excel and save it again as .xlsx");
  }

  static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  /// A whole number of at most nine digits; -1 for anything else.
  static int number(@Nullable String text) {
    if (text == null
        || text.isEmpty()
        || text.length() > 9
        || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Integer.parseInt(text);
  }

  private PlainXml reader(String part) throws IOException {
    var strict =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = new BufferedReader(new InputStreamReader(parts.open(part), strict));
    in.mark(1);
    if (in.read() != '\uFEFF') {
      in.reset();
    }
    return new PlainXml(in, part);
  }

  private static XMLStreamReader xml(PlainXml in) throws XMLStreamException {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    return factory.createXMLStreamReader(in);
  }
}
