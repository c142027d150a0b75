package nl.vangnet.situation.directory;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.CsvReading;
import nl.vangnet.directory.DirectoryCsv;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.ImportMode;
import nl.vangnet.directory.ImportReport;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Frame;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/// The import of a directory file: choose, look at what it would do, confirm. Between the two steps
/// the file waits in the session of the one who sent it.
@Controller
class DirectoryImportPages {
  private static final String WAITING = DirectoryImportPages.class.getName() + ".waiting";
  private static final long LARGEST = 20_000_000;

  private record Waiting(String name, byte[] file) implements Serializable {}

  private final DirectoryDesk desk;
  private final DirectoryImports imports;
  private final Clock clock;

  DirectoryImportPages(DirectoryDesk desk, DirectoryImports imports, Clock clock) {
    this.desk = desk;
    this.imports = imports;
    this.clock = clock;
  }

  @GetMapping("/register/inlezen")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView choose(Frame frame) {
    return page(frame, ImportView.empty(LocalDate.ofInstant(clock.instant(), Frame.ZONE)));
  }

  @PostMapping("/register/inlezen")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView preview(
      Frame frame,
      HttpSession session,
      @RequestParam MultipartFile file,
      @RequestParam String regionsFrom)
      throws IOException {
    if (file.getSize() > LARGEST) {
      throw new BadInput("too-large", frame.t("directory.import.toolarge"));
    }
    var name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    var waiting = new Waiting(shortened(name), file.getBytes());
    var reading = DirectoryCsv.read(waiting.file());
    var from = day(frame, regionsFrom);
    var report = desk.previewImport(reading, from);
    session.setAttribute(WAITING, waiting);
    return page(frame, view(from, waiting.name(), reading, report));
  }

  @PostMapping("/register/inlezen/bevestigen")
  @Grant(Permission.EDIT_DIRECTORY)
  ModelAndView confirm(
      Actor actor,
      Frame frame,
      HttpSession session,
      @RequestParam String regionsFrom,
      @RequestParam(defaultValue = "ALL_OR_NOTHING") ImportMode mode) {
    if (!(session.getAttribute(WAITING) instanceof Waiting waiting)) {
      throw new BadInput("no-file", frame.t("directory.import.nofile"));
    }
    var from = day(frame, regionsFrom);
    var reading = DirectoryCsv.read(waiting.file());
    var report = imports.write(actor, reading, mode, from, waiting.name());
    if (report.outcome() == ImportReport.Outcome.WRITTEN) {
      session.removeAttribute(WAITING);
    }
    var page = page(frame, view(from, waiting.name(), reading, report));
    if (report.outcome() == ImportReport.Outcome.REFUSED) {
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return page;
  }

  private static ImportView view(
      LocalDate from, String name, CsvReading reading, ImportReport report) {
    return new ImportView(
        from,
        name,
        reading,
        report,
        report.faults().stream().limit(ImportView.MOST_SHOWN).toList());
  }

  private static LocalDate day(Frame frame, String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new BadInput("bad-date", frame.t("directory.fault.BAD_DATE"));
    }
  }

  private static String shortened(String name) {
    var plain = name.replaceAll("[^\\p{L}\\p{N} ._()-]", "_");
    return plain.length() > 120 ? plain.substring(0, 120) : plain;
  }

  private static ModelAndView page(Frame frame, ImportView view) {
    return new ModelAndView("situation/directory/import", Map.of("frame", frame, "view", view));
  }
}
