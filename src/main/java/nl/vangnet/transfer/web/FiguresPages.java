package nl.vangnet.transfer.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.transfer.CaseTurns;
import nl.vangnet.transfer.FiguresDesk;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Frame;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// What moving patients came to, live and as a file (SPR-16, SPR-17, SPR-21).
@Controller
class FiguresPages {
  private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

  private final FiguresDesk desk;
  private final FiguresViews views;
  private final FiguresCsv table;
  private final CaseTurns turns;

  FiguresPages(FiguresDesk desk, FiguresViews views, FiguresCsv table, CaseTurns turns) {
    this.desk = desk;
    this.views = views;
    this.table = table;
    this.turns = turns;
  }

  @GetMapping(BoardPages.HOME + "/cijfers")
  @Grant(Permission.SEE_TRANSFERS)
  ModelAndView figures(Actor actor, Frame frame) {
    var fault = "";
    FigurePeriod period;
    try {
      period = period(frame.query(), frame);
    } catch (BadInput e) {
      fault = e.code();
      period = period(Map.of(), frame);
    }
    var figures = desk.figures(actor, period.from(), period.to());
    return new ModelAndView(
        "transfer/web/figures",
        Map.of(
            "frame",
            frame,
            "view",
            views.view(actor, frame, period, figures),
            "concerns",
            turns.concerns(actor),
            "fault",
            fault));
  }

  @GetMapping(BoardPages.HOME + "/cijfers.csv")
  @Grant(Permission.SEE_TRANSFERS)
  ResponseEntity<byte[]> file(Actor actor, Frame frame) {
    var period = period(frame.query(), frame);
    var figures = desk.figures(actor, period.from(), period.to());
    var name = "overplaatsingen-" + period.first() + "-" + period.last() + ".csv";
    return ResponseEntity.ok()
        .contentType(CSV)
        .cacheControl(CacheControl.noCache().cachePrivate())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(
            table
                .write(frame, period, views.scope(actor, frame), figures)
                .getBytes(StandardCharsets.UTF_8));
  }

  private static FigurePeriod period(Map<String, String> query, Frame frame) {
    return FigurePeriod.of(query, frame.now(), "van", "tot");
  }
}
