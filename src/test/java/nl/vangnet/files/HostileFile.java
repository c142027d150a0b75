package nl.vangnet.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Builds workbooks part by part, also ones that no program would write.
public final class HostileFile {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private final Map<String, byte[]> parts = new LinkedHashMap<>();

  /// A workbook with one visible sheet of this XML inside `sheetData`.
  public static HostileFile workbook(String sheetData) {
    return workbook(sheetData, "");
  }

  /// The same with something behind `sheetData`.
  public static HostileFile workbook(String sheetData, String behind) {
    var file = new HostileFile();
    file.part(
        "[Content_Types].xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types"
            + " xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
    file.part(
        "xl/workbook.xml",
        "<workbook xmlns=\""
            + MAIN
            + "\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
            + "<sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
    file.part(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\""
            + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\""
            + " Target=\"worksheets/sheet1.xml\"/></Relationships>");
    file.part(
        "xl/worksheets/sheet1.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\""
            + MAIN
            + "\"><sheetData>"
            + sheetData
            + "</sheetData>"
            + behind
            + "</worksheet>");
    return file;
  }

  /// Adds or replaces a part.
  public HostileFile part(String name, String content) {
    return part(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /// Adds or replaces a part.
  public HostileFile part(String name, byte[] content) {
    parts.put(name, content);
    return this;
  }

  /// The zipped bytes.
  public byte[] bytes() {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// A cell with a number.
  public static String number(String address, String value) {
    return "<c r=\"" + address + "\"><v>" + value + "</v></c>";
  }

  /// A cell with text.
  public static String text(String address, String value) {
    return "<c r=\"" + address + "\" t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
  }

  /// A row of cells.
  public static String row(int number, String... cells) {
    return "<row r=\"" + number + "\">" + String.join("", cells) + "</row>";
  }
}
