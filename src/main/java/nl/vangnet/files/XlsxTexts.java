package nl.vangnet.files;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// The texts that cells of a workbook share, in their order; readings beside Japanese text are left
/// out.
final class XlsxTexts implements XlsxXml.Walk {
  private static final String PART = "xl/sharedStrings.xml";

  private final XlsxXml xml;
  private final ReadLimits limits;
  private final List<String> texts = new ArrayList<>();
  private @Nullable StringBuilder text;
  private int phonetic;

  private XlsxTexts(XlsxXml xml, ReadLimits limits) {
    this.xml = xml;
    this.limits = limits;
  }

  static List<String> read(XlsxXml xml, ReadLimits limits) {
    if (!xml.has(PART)) {
      return List.of();
    }
    var texts = new XlsxTexts(xml, limits);
    xml.walk(PART, texts);
    return texts.texts;
  }

  @Override
  public boolean begin(XMLStreamReader stream) throws XMLStreamException {
    switch (stream.getLocalName()) {
      case "si" -> text = new StringBuilder();
      case "rPh" -> phonetic++;
      case "t" -> {
        if (text != null && phonetic == 0) {
          xml.append(text, stream, PART + " " + (texts.size() + 1));
          return true;
        }
      }
      default -> {}
    }
    return false;
  }

  @Override
  public void end(String name) {
    if (name.equals("rPh")) {
      phonetic--;
    } else if (name.equals("si") && text != null) {
      if (texts.size() >= limits.cells()) {
        throw XlsxRows.tooManyCells(limits);
      }
      texts.add(text.toString());
      text = null;
    }
  }
}
