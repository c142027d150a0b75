package nl.vangnet.feeds.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.vangnet.directory.Site;
import nl.vangnet.feeds.FormDesk;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Words;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A form as the answer of a request.
final class FormFile {
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private FormFile() {}

  static ResponseEntity<byte[]> of(
      FormDesk forms, Words words, String format, String shape, List<Site> sites) {
    var list =
        switch (shape) {
          case "list" -> true;
          case "form" -> false;
          default -> throw new BadInput("unknown-shape", "shape: write form or list");
        };
    return switch (format) {
      case "xlsx" ->
          answer(
              list ? forms.listWorkbook(sites) : forms.workbook(words, sites),
              XLSX,
              name(words, list, "xlsx"));
      case "csv" ->
          answer(
              (list ? forms.listCsv(sites) : forms.csv(words, sites))
                  .getBytes(StandardCharsets.UTF_8),
              "text/csv;charset=UTF-8",
              name(words, list, "csv"));
      default -> throw new BadInput("unknown-format", "format: write xlsx or csv");
    };
  }

  private static String name(Words words, boolean list, String ending) {
    return words.of(list ? "feeds.file.list" : "feeds.file.form") + "." + ending;
  }

  private static ResponseEntity<byte[]> answer(byte[] bytes, String type, String name) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .cacheControl(CacheControl.noStore())
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .body(bytes);
  }
}
