package nl.vangnet.feeds;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import nl.vangnet.web.BadInput;
import org.jspecify.annotations.Nullable;

/// Reads EDXL-HAVE 1.0 and 2.0 as a stream: no DTD, no entities, bounded depth and counts. Elements
/// are known by their local names, in an EDXL-DE envelope or without.
final class HaveReader {
  static final String FIGURE = "urn:nl:vangnet:figure:1";
  private static final int DEEPEST = 60;
  private static final int LONGEST = 4_000;
  private static final int MOST_FACILITIES = 5_000;
  private static final int MOST_ITEMS = 100_000;
  private static final Set<String> COUNTS =
      Set.of(
          "availablecount",
          "baselinecount",
          "additionalcapacitycount24hr",
          "additionalcapacitycount72hr");
  private static final Set<String> IDENTITY =
      Set.of(
          "organization",
          "organizationinformation",
          "organizationgeolocation",
          "organisationinformation",
          "facilityinformation",
          "facilitygeolocation",
          "geolocation",
          "address",
          "contact");

  private final XMLStreamReader xml;
  private final List<String> path = new ArrayList<>();
  private final List<HaveDocument.Facility> facilities = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean leaf;
  private int items;
  private HaveDocument.@Nullable Facility facility;
  private HaveDocument.@Nullable Beds beds;
  private String bedType = "";
  private String bedPart = "";
  private int bedNumber;
  private @Nullable Map<String, String> parameters;
  private String parameterName = "";
  private String community = "";

  private HaveReader(XMLStreamReader xml) {
    this.xml = xml;
  }

  /// Reads a document; one that cannot be read is a bad input that names the line.
  static HaveDocument read(byte[] bytes) {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    HaveReader reader = null;
    try {
      var xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      reader = new HaveReader(xml);
      reader.document();
      return new HaveDocument(reader.facilities);
    } catch (XMLStreamException e) {
      var line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      throw new BadInput(
          "unreadable-xml",
          "line " + line + ": the XML is not well-formed; send it as it was made");
    } catch (RuntimeException e) {
      if (e instanceof BadInput bad) {
        throw bad;
      }
      // The parser of the JDK answers some broken documents with errors of its own.
      throw new BadInput("unreadable-xml", "the XML cannot be read; send it as it was made");
    }
  }

  private void document() throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new BadInput(
                "xml-with-entities",
                "line " + line() + ": a DOCTYPE or entity is never read; leave it out");
        case XMLStreamConstants.START_ELEMENT -> begin();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (text.length() + xml.getTextLength() <= LONGEST) {
            text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> end();
        default -> {}
      }
    }
    if (facilities.isEmpty()) {
      throw new BadInput(
          "not-edxl-have",
          "the document holds no Hospital (1.0) or facility (2.0); send EDXL-HAVE");
    }
  }

  private int line() {
    return xml.getLocation().getLineNumber();
  }

  private void begin() {
    var name = xml.getLocalName().toLowerCase(Locale.ROOT);
    if (path.size() >= DEEPEST) {
      throw new BadInput("too-deep", "line " + line() + ": the elements lie too deep");
    }
    path.add(name);
    text.setLength(0);
    leaf = true;
    if (facility == null) {
      if (name.equals("hospital") || name.equals("facility")) {
        if (facilities.size() >= MOST_FACILITIES) {
          throw new BadInput(
              "too-many", "line " + line() + ": send at most 5,000 hospitals at once");
        }
        facility =
            new HaveDocument.Facility(
                xml.getLocalName() + "[" + (facilities.size() + 1) + "]", line());
        bedNumber = 0;
      }
      return;
    }
    switch (name) {
      case "organisationname" -> {
        for (var i = 0; i < xml.getAttributeCount(); i++) {
          if (xml.getAttributeLocalName(i).equalsIgnoreCase("ID")) {
            facility.ids.add(xml.getAttributeValue(i).strip());
          }
        }
      }
      case "bedcapacity" -> {
        bedNumber++;
        if (!path.contains("servicelistitem")) {
          bedType = "";
          bedPart = "";
        }
        beds = null;
      }
      case "servicelistitem" -> {
        bedType = "";
        bedPart = "";
      }
      case "figure" -> {
        if (FIGURE.equals(xml.getNamespaceURI())) {
          extension();
        }
      }
      case "extension" -> {
        parameters = new LinkedHashMap<>();
        community = "";
      }
      default -> {}
    }
  }

  private void extension() {
    count();
    var fields = new LinkedHashMap<String, String>();
    for (var i = 0; i < xml.getAttributeCount() && i < 20; i++) {
      fields.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    var into = facility;
    if (into != null) {
      into.figures.add(
          new HaveDocument.Extension(
              into.place + "/Figure[" + (into.figures.size() + 1) + "]", line(), fields));
    }
  }

  private void count() {
    if (++items > MOST_ITEMS) {
      throw new BadInput(
          "too-many", "line " + line() + ": send at most 100,000 items in one document");
    }
  }

  private void end() {
    var name = path.removeLast();
    var wasLeaf = leaf;
    leaf = false;
    var value = text.toString().strip();
    text.setLength(0);
    var into = facility;
    if (into == null) {
      return;
    }
    if (name.equals("hospital") || name.equals("facility")) {
      facilities.add(into);
      facility = null;
      return;
    }
    if (!wasLeaf) {
      if (name.equals("extension")) {
        endExtension(into);
      } else if (name.equals("capacity") || name.equals("bedcapacity")) {
        beds = null;
      }
      return;
    }
    leaf(into, name, value);
  }

  private void endExtension(HaveDocument.Facility into) {
    var fields = parameters;
    parameters = null;
    if (fields == null) {
      return;
    }
    if (community.equals(FIGURE)) {
      count();
      into.figures.add(
          new HaveDocument.Extension(
              into.place + "/extension[" + (into.figures.size() + 1) + "]", line(), fields));
    } else {
      leftover(into, "extension", community);
    }
  }

  private void leaf(HaveDocument.Facility into, String name, String value) {
    if (value.isEmpty()) {
      return;
    }
    if (parameters != null) {
      switch (name) {
        case "community" -> community = value;
        case "nameuri" -> parameterName = value;
        case "value" -> {
          if (parameters.size() < 20) {
            parameters.put(parameterName, value);
          }
        }
        default -> {}
      }
      return;
    }
    switch (name) {
      case "nameelement", "organizationname", "facilityname" -> into.names.add(value);
      case "identifierelement", "facilityid", "organizationid" -> into.ids.add(value);
      case "lastupdatetime" -> into.updated = value;
      case "bedtype" -> bedType = value;
      case "subcategorybedtype" -> bedPart = value;
      case "servicename" -> {
        if (bedType.isEmpty()) {
          bedType = value;
        }
      }
      case "value" -> {
        if (path.contains("servicecode")) {
          bedType = value;
        } else {
          other(into, name, value);
        }
      }
      case "capacitystatus" -> beds(into).status = value;
      default -> {
        if (COUNTS.contains(name)) {
          beds(into).counts.put(name, value);
        } else {
          other(into, name, value);
        }
      }
    }
  }

  private HaveDocument.Beds beds(HaveDocument.Facility into) {
    var now = beds;
    if (now == null) {
      count();
      now = new HaveDocument.Beds(into.place + "/BedCapacity[" + bedNumber + "]", line());
      now.type = bedType;
      now.part = bedPart;
      into.beds.add(now);
      beds = now;
    }
    return now;
  }

  private void other(HaveDocument.Facility into, String name, String value) {
    if (path.stream().noneMatch(IDENTITY::contains) && !name.equals("valuelisturi")) {
      leftover(into, name, value);
    }
  }

  private void leftover(HaveDocument.Facility into, String name, String value) {
    count();
    var from = Math.max(0, path.size() - 2);
    into.leftovers.add(
        new HaveDocument.Leftover(
            into.place + "/" + String.join("/", path.subList(from, path.size())) + "/" + name,
            line(),
            value.length() > 200 ? value.substring(0, 200) : value));
  }
}
