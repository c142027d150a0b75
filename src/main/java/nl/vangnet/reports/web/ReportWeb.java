package nl.vangnet.reports.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import nl.vangnet.reports.ReportOutcome;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// What the pages of this room share: reading a day, leading on after a change, handing out files.
final class ReportWeb {
  static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
  static final MediaType XLSX =
      MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private ReportWeb() {}

  static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new BadInput("bad-day", "'" + text + "' is no day; write 2021-02-03.");
    }
  }

  static DayView.Notice notice(Frame frame) {
    return new DayView.Notice(
        known(frame, "reports.done.", "gedaan"), known(frame, "reports.refused.", "fout"));
  }

  private static @Nullable String known(Frame frame, String prefix, String parameter) {
    var code = frame.query().get(parameter);
    return code != null && frame.words().has(prefix + code) ? prefix + code : null;
  }

  /// Leads on to `href` and says there what became of it.
  static ModelAndView after(String href, ReportOutcome outcome, String done) {
    var join = href.contains("?") ? "&" : "?";
    return seeOther(
        switch (outcome) {
          case ReportOutcome.Done(var id) -> href + join + "gedaan=" + done;
          case ReportOutcome.Refused(var reason) -> href + join + "fout=" + reason.code();
        });
  }

  static ModelAndView seeOther(String href) {
    var view = new RedirectView(href);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setExposeModelAttributes(false);
    return new ModelAndView(view);
  }

  static ResponseEntity<byte[]> file(byte[] content, MediaType type, String name) {
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.noCache().cachePrivate())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(content);
  }
}
