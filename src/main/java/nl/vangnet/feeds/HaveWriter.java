package nl.vangnet.feeds;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// Writes the picture as EDXL-HAVE: the bed counts of the standard where every line of a category
/// is known, and each measured figure in the extension of the standard, so that a reader of ours
/// loses nothing. What is unknown is left out and said in words, never written as 0.
final class HaveWriter {
  private static final String XNL = "urn:oasis:names:tc:ciq:xnl:3";
  private static final String GML = "http://www.opengis.net/gml";
  private static final String GML32 = "http://www.opengis.net/gml/3.2";
  private static final String CT = "urn:oasis:names:tc:emergency:edxl:ct:1.0";
  private static final String EXT = "urn:oasis:names:tc:emergency:edxl:extension:1.0";
  private static final String BED_TYPES = "urn:oasis:names:tc:emergency:EDXL:HAVE:1.0:BedType";

  private final XMLStreamWriter xml;
  private final HaveVersion version;
  private final Function<Site, String> code;
  private final Instant now;

  private HaveWriter(
      XMLStreamWriter xml, HaveVersion version, Function<Site, String> code, Instant now) {
    this.xml = xml;
    this.version = version;
    this.code = code;
    this.now = now;
  }

  /// The document of these lines, grouped by site, which `code` names; `now` is the moment of sites
  /// without any figure.
  static String write(
      HaveVersion version, List<FeedLine> lines, Function<Site, String> code, Instant now) {
    var out = new StringWriter();
    try {
      var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      var writer = new HaveWriter(xml, version, code, now);
      var bySite = new LinkedHashMap<Site, List<FeedLine>>();
      lines.forEach(l -> bySite.computeIfAbsent(l.site(), s -> new ArrayList<>()).add(l));
      switch (version) {
        case V1_0 -> writer.first(bySite);
        case V2_0 -> writer.second(bySite);
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return out.toString();
  }

  private void first(Map<Site, List<FeedLine>> sites) throws XMLStreamException {
    root("HospitalStatus");
    xml.writeNamespace("xnl", XNL);
    xml.writeNamespace("gml", GML);
    xml.writeNamespace("v", HaveReader.FIGURE);
    for (var site : sites.entrySet()) {
      start("Hospital");
      start("Organization");
      start("OrganizationInformation");
      xml.writeStartElement("xnl", "OrganisationName", XNL);
      xml.writeAttribute("xnl", XNL, "ID", clean(code.apply(site.getKey())));
      xml.writeStartElement("xnl", "NameElement", XNL);
      xml.writeCharacters(clean(site.getKey().name()));
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndElement();
      var at = site.getKey().coordinates();
      if (at != null) {
        start("OrganizationGeoLocation");
        point(GML, at.latitude() + " " + at.longitude());
        xml.writeEndElement();
      }
      xml.writeEndElement();
      var types = types(site.getValue());
      if (!types.isEmpty()) {
        start("HospitalBedCapacityStatus");
        for (var type : types.entrySet()) {
          firstBeds(type.getKey(), new Counts(type.getValue()));
        }
        xml.writeEndElement();
      }
      start("HospitalResourcesStatus");
      for (var line : site.getValue()) {
        for (var figure : FeedPicture.figures(line)) {
          start("ResourcesInformationText");
          xml.writeEmptyElement("v", "Figure", HaveReader.FIGURE);
          for (var field : fields(figure).entrySet()) {
            xml.writeAttribute(field.getKey(), clean(field.getValue()));
          }
          xml.writeEndElement();
        }
      }
      xml.writeEndElement();
      leaf("LastUpdateTime", updated(site.getValue()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void firstBeds(HaveBedType type, Counts counts) throws XMLStreamException {
    start("BedCapacity");
    leaf("BedType", type.code());
    start("Capacity");
    optional("CapacityStatus", counts.status());
    optional("AvailableCount", counts.free());
    optional("BaselineCount", counts.of(Variable.PHYSICAL));
    optional("AdditionalCapacityCount24Hr", counts.of(Variable.SURGE_24H));
    optional("AdditionalCapacityCount72Hr", counts.of(Variable.SURGE_72H));
    xml.writeEndElement();
    optional("CommentText", counts.comment());
    xml.writeEndElement();
  }

  private void second(Map<Site, List<FeedLine>> sites) throws XMLStreamException {
    root("HAVE");
    xml.writeNamespace("edxl-ct", CT);
    xml.writeNamespace("gml", GML32);
    xml.writeNamespace("ext", EXT);
    for (var site : sites.entrySet()) {
      start("facility");
      start("facilityInformation");
      leaf("facilityID", code.apply(site.getKey()));
      leaf("facilityName", site.getKey().name());
      var at = site.getKey().coordinates();
      if (at != null) {
        start("facilityGeoLocation");
        xml.writeStartElement("edxl-ct", "EDXLGeoLocation", CT);
        point(GML32, at.latitude() + " " + at.longitude());
        xml.writeEndElement();
        xml.writeEndElement();
      }
      xml.writeEndElement();
      var types = types(site.getValue());
      if (!types.isEmpty()) {
        start("serviceList");
        for (var type : types.entrySet()) {
          secondBeds(type.getKey(), new Counts(type.getValue()));
        }
        xml.writeEndElement();
      }
      leaf("lastUpdateTime", updated(site.getValue()));
      for (var line : site.getValue()) {
        for (var figure : FeedPicture.figures(line)) {
          extension(figure);
        }
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void secondBeds(HaveBedType type, Counts counts) throws XMLStreamException {
    start("serviceListItem");
    leaf("serviceName", type.code());
    start("serviceCode");
    foreign("edxl-ct", CT, "ValueListURI", BED_TYPES);
    foreign("edxl-ct", CT, "Value", type.code());
    xml.writeEndElement();
    start("bedCapacity");
    optional("capacityStatus", counts.status());
    optional("availableCount", counts.free());
    optional("baselineCount", counts.of(Variable.PHYSICAL));
    optional("additionalCapacityCount24Hr", counts.of(Variable.SURGE_24H));
    optional("additionalCapacityCount72Hr", counts.of(Variable.SURGE_72H));
    xml.writeEndElement();
    optional("comment", counts.comment());
    xml.writeEndElement();
  }

  private void extension(FeedFigure figure) throws XMLStreamException {
    xml.writeStartElement("ext", "extension", EXT);
    foreign("ext", EXT, "community", HaveReader.FIGURE);
    foreign("ext", EXT, "id", "figure");
    for (var field : fields(figure).entrySet()) {
      xml.writeStartElement("ext", "parameter", EXT);
      foreign("ext", EXT, "nameURI", field.getKey());
      foreign("ext", EXT, "value", field.getValue());
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /// What makes the same figure elsewhere.
  private static Map<String, String> fields(FeedFigure figure) {
    var fields = new LinkedHashMap<String, String>();
    var measured = figure.measured();
    fields.put("unit", figure.unit());
    fields.put("category", figure.category());
    fields.put("cohort", figure.cohort());
    fields.put("variable", figure.variable().code());
    var value = measured.value();
    if (value == null) {
      var reason = measured.unknownReason();
      fields.put("unknownReason", reason == null || reason.isBlank() ? "not-reported" : reason);
    } else {
      fields.put("value", value.toString());
    }
    fields.put("observedAt", measured.observedAt().toString());
    fields.put("method", measured.method().name().toLowerCase(Locale.ROOT));
    var note = measured.note();
    if (note != null && !note.isBlank()) {
      fields.put("note", note);
    }
    return fields;
  }

  private static Map<HaveBedType, List<LinePicture>> types(List<FeedLine> lines) {
    var types = new TreeMap<HaveBedType, List<LinePicture>>();
    for (var line : lines) {
      HaveBedType.ofCategory(line.picture().line().category())
          .ifPresent(
              type -> types.computeIfAbsent(type, t -> new ArrayList<>()).add(line.picture()));
    }
    return types;
  }

  /// The sums of the lines of one bed type; null where one of them is not known.
  private record Counts(List<LinePicture> lines) {
    @Nullable String of(Variable variable) {
      var sum = 0;
      for (var line : lines) {
        var used = line.figure(variable).used();
        if (used == null) {
          return null;
        }
        sum += used;
      }
      return Integer.toString(sum);
    }

    @Nullable String free() {
      var sum = 0;
      for (var line : lines) {
        var free = line.free().beds();
        if (free == null) {
          return null;
        }
        sum += free;
      }
      return Integer.toString(sum);
    }

    @Nullable String status() {
      var free = free();
      return free == null ? null : free.equals("0") ? "NotAvailable" : "Vacant/Available";
    }

    @Nullable String comment() {
      return free() == null
          ? "AvailableCount is unknown: not every unit gave what it needs; see the figures"
          : null;
    }
  }

  private String updated(List<FeedLine> lines) {
    return lines.stream()
        .flatMap(l -> FeedPicture.figures(l).stream())
        .map(f -> f.measured().observedAt())
        .max(Instant::compareTo)
        .orElse(now)
        .truncatedTo(ChronoUnit.MILLIS)
        .toString();
  }

  private void root(String name) throws XMLStreamException {
    xml.writeStartElement("have", name, version.namespace());
    xml.writeNamespace("have", version.namespace());
  }

  private void start(String name) throws XMLStreamException {
    xml.writeStartElement("have", name, version.namespace());
  }

  private void leaf(String name, String text) throws XMLStreamException {
    foreign("have", version.namespace(), name, text);
  }

  private void optional(String name, @Nullable String text) throws XMLStreamException {
    if (text != null) {
      leaf(name, text);
    }
  }

  private void foreign(String prefix, String namespace, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(prefix, name, namespace);
    xml.writeCharacters(clean(text));
    xml.writeEndElement();
  }

  private void point(String namespace, String position) throws XMLStreamException {
    xml.writeStartElement("gml", "Point", namespace);
    xml.writeStartElement("gml", "pos", namespace);
    xml.writeCharacters(position);
    xml.writeEndElement();
    xml.writeEndElement();
  }

  /// Text without the characters that XML cannot hold.
  private static String clean(String text) {
    return text.codePoints()
        .filter(c ->
            c == '\t'
                || c == '\n'
                || c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
