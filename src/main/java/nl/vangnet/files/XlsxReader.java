package nl.vangnet.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/// Reads .xlsx files that anybody may have made: the zip is measured before it is read, the XML is
/// a stream without entities, rows, cells and text are counted against limits, macros are refused
/// and links to other files ignored. Every value keeps the address of its cell.
public final class XlsxReader {
  private static final String MAIN = "xl/workbook.xml";
  private static final int MOST_SHEETS = 20;

  private final ZipParts parts;
  private final XlsxXml xml;
  private final ReadLimits limits;
  private final List<String> notes = new ArrayList<>();
  private boolean since1904;

  private XlsxReader(byte[] file, ReadLimits limits) {
    this.parts = new ZipParts(file, limits);
    this.xml = new XlsxXml(parts, limits);
    this.limits = limits;
  }

  /// Reads the visible sheets of a workbook, or says why not.
  public static SheetReading read(byte[] file, ReadLimits limits) {
    try {
      if (file.length > limits.bytes()) {
        throw tooLarge(limits);
      }
      return new XlsxReader(file, limits).workbook();
    } catch (ReadFault fault) {
      return fault.refusal();
    }
  }

  static ReadFault tooLarge(ReadLimits limits) {
    return new ReadFault(
        "too-large",
        "",
        "A file is at most " + limits.bytes() / 1024 / 1024 + " MB; send the form only");
  }

  static boolean isZip(byte[] file) {
    return file.length > 3 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
  }

  /// A sheet of the workbook and where its part lies.
  private record Listed(String name, String part) {}

  private SheetReading workbook() {
    refuseOthers();
    var listed = listed();
    if (listed.isEmpty()) {
      throw new ReadFault(
          "no-sheet", "", "The file has no visible sheet; send the form as it was downloaded");
    }
    var rows =
        new XlsxRows(xml, limits, XlsxTexts.read(xml, limits), XlsxStyles.dates(xml), since1904);
    var sheets = new ArrayList<CellSheet>();
    for (var one : listed) {
      sheets.add(rows.sheet(one.name(), one.part()));
    }
    if (parts.names().stream().anyMatch(n -> n.startsWith("xl/externalLinks/"))) {
      notes.add("external-links-ignored");
    }
    return new SheetReading.Read("xlsx", "UTF-8", ',', sheets, notes);
  }

  private void refuseOthers() {
    if (parts.names().stream()
            .anyMatch(n -> n.toLowerCase(java.util.Locale.ROOT).endsWith("vbaproject.bin"))
        || contentTypes().contains("macroEnabled")) {
      throw new ReadFault(
          "macros",
          "",
          "The file holds macros; save it as .xlsx (without macros) and send that file");
    }
    if (parts.has("xl/workbook.bin")) {
      throw new ReadFault(
          "binary-workbook", "", "This is a binary workbook (.xlsb); save it as .xlsx");
    }
    if (!parts.has(MAIN)) {
      throw new ReadFault(
          "not-a-spreadsheet",
          "",
          "This is a zipped file but no Excel workbook; save the form as .xlsx or .csv");
    }
  }

  private String contentTypes() {
    if (!parts.has("[Content_Types].xml")) {
      return "";
    }
    try (var in = parts.open("[Content_Types].xml")) {
      return new String(in.readNBytes(200_000), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw XlsxXml.damaged("[Content_Types].xml");
    }
  }

  private List<Listed> listed() {
    var targets = targets();
    var listed = new ArrayList<Listed>();
    xml.each(
        MAIN,
        element -> {
          if (element.getLocalName().equals("workbookPr")) {
            var flag = element.getAttributeValue(null, "date1904");
            since1904 = "1".equals(flag) || "true".equals(flag);
          }
          if (!element.getLocalName().equals("sheet")) {
            return;
          }
          var state = element.getAttributeValue(null, "state");
          if (state != null && !state.equals("visible")) {
            if (!notes.contains("hidden-sheets-ignored")) {
              notes.add("hidden-sheets-ignored");
            }
            return;
          }
          if (listed.size() >= MOST_SHEETS) {
            throw new ReadFault(
                "too-many-sheets", MAIN, "The file has more than 20 sheets; send the form only");
          }
          var name = element.getAttributeValue(null, "name");
          var target = targets.get(relation(element));
          if (target != null && parts.has(target)) {
            listed.add(new Listed(name == null ? "" : XlsxXml.cut(name, 80), target));
          }
        });
    return listed;
  }

  private static String relation(XMLStreamReader element) {
    for (var i = 0; i < element.getAttributeCount(); i++) {
      if (element.getAttributeLocalName(i).equals("id")
          && element.getAttributeNamespace(i) != null) {
        return element.getAttributeValue(i);
      }
    }
    return "";
  }

  /// The parts of the worksheets by the id of their relation; other kinds of sheets are left out.
  private Map<String, String> targets() {
    var targets = new HashMap<String, String>();
    var part = "xl/_rels/workbook.xml.rels";
    if (!parts.has(part)) {
      throw XlsxXml.damaged(part);
    }
    xml.each(
        part,
        element -> {
          var id = element.getAttributeValue(null, "Id");
          var type = element.getAttributeValue(null, "Type");
          var target = element.getAttributeValue(null, "Target");
          if (id != null && type != null && target != null && type.endsWith("/worksheet")) {
            targets.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
          }
        });
    return targets;
  }
}
