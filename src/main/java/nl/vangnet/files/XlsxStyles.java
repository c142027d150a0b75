package nl.vangnet.files;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/// Which cell styles of a workbook show a date.
final class XlsxStyles {
  private static final String PART = "xl/styles.xml";
  private static final int MOST_STYLES = 70_000;

  private final Set<Integer> customDates = new HashSet<>();
  private final Set<Integer> dates = new HashSet<>();
  private boolean inCells;
  private int index;

  private XlsxStyles() {}

  static Set<Integer> dates(XlsxXml xml) {
    if (!xml.has(PART)) {
      return Set.of();
    }
    var styles = new XlsxStyles();
    xml.each(PART, styles::element);
    return styles.dates;
  }

  private void element(XMLStreamReader xml) {
    switch (xml.getLocalName()) {
      case "numFmt" -> {
        var id = XlsxXml.number(xml.getAttributeValue(null, "numFmtId"));
        var code = xml.getAttributeValue(null, "formatCode");
        if (id >= 0 && code != null && customDates.size() < MOST_STYLES && isDateFormat(code)) {
          customDates.add(id);
        }
      }
      case "cellXfs" -> inCells = true;
      case "cellStyleXfs", "cellStyles", "dxfs" -> inCells = false;
      case "xf" -> {
        if (inCells) {
          var format = XlsxXml.number(xml.getAttributeValue(null, "numFmtId"));
          if (index < MOST_STYLES && (isBuiltInDate(format) || customDates.contains(format))) {
            dates.add(index);
          }
          index++;
        }
      }
      default -> {}
    }
  }

  private static boolean isBuiltInDate(int id) {
    return id >= 14 && id <= 22
        || id >= 27 && id <= 36
        || id >= 45 && id <= 47
        || id >= 50 && id <= 58;
  }

  static boolean isDateFormat(String code) {
    var plain =
        XlsxXml.cut(code, 200)
            .replaceAll("\"[^\"]*\"", "")
            .replaceAll("\\[[^\\]]*\\]", "")
            .replaceAll("\\\\.|_.|\\*.", "")
            .toLowerCase(Locale.ROOT);
    return !plain.contains("general") && plain.matches(".*[ymdhs].*");
  }
}
