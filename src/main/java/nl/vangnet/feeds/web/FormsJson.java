package nl.vangnet.feeds.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.feeds.CellNote;
import nl.vangnet.feeds.ConfirmOutcome;
import nl.vangnet.feeds.FeedPlaces;
import nl.vangnet.feeds.FormDesk;
import nl.vangnet.feeds.FormMode;
import nl.vangnet.feeds.Preview;
import nl.vangnet.web.BadInput;
import nl.vangnet.web.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/// The Excel and CSV forms for machines.
@RestController
@RequestMapping("/api/v1/forms")
@Tag(name = "feeds")
class FormsJson {
  private static final int MAX_BODY = 10 * 1024 * 1024;

  private final FormDesk forms;
  private final FeedPlaces places;
  private final Languages languages;

  FormsJson(FormDesk forms, FeedPlaces places, Languages languages) {
    this.forms = forms;
    this.places = places;
    this.languages = languages;
  }

  @Operation(
      summary = "Download the figures as a form or a list",
      description =
          "format xlsx or csv; shape form (a row per line) or list (a row per figure, which loses"
              + " nothing).")
  @GetMapping
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> download(
      @RequestParam(defaultValue = "csv") String format,
      @RequestParam(defaultValue = "list") String shape,
      @RequestParam(defaultValue = "") String country,
      @RequestParam(defaultValue = "") String region,
      @RequestParam(defaultValue = "") String site,
      @RequestParam(defaultValue = "nl") String lang) {
    return FormFile.of(
        forms,
        languages.of(lang),
        format,
        shape,
        places.sites(places.country(country), region, site));
  }

  /// One figure of a form beside the record.
  record FigureRow(
      String address,
      int row,
      String site,
      String unit,
      String category,
      String cohort,
      String variable,
      @Nullable Integer value,
      @Nullable String unknownReason,
      @Nullable Integer before,
      String change) {}

  /// What a form would change.
  record PreviewAnswer(
      String format,
      int rows,
      int badRows,
      List<FigureRow> figures,
      List<CellNote> faults,
      List<String> notes) {}

  /// What was recorded, or why nothing was.
  record FormAnswer(
      int recorded,
      int alreadyKnown,
      int unchanged,
      int badRows,
      @Nullable String code,
      @Nullable String advice,
      List<CellNote> faults) {}

  @Operation(
      summary = "Send a form",
      description =
          "An .xlsx or .csv as the body or as the part named file. mode=all records all or nothing,"
              + " mode=rows the rows without a fault; preview=true only looks; unchanged=skip leaves"
              + " out what the record holds already. 422 when nothing was recorded.")
  @PostMapping
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<?> send(
      @Parameter(hidden = true) Actor actor,
      @Parameter(hidden = true) HttpServletRequest request,
      @RequestParam(defaultValue = "all") String mode,
      @RequestParam(defaultValue = "false") boolean preview,
      @RequestParam(defaultValue = "record") String unchanged)
      throws IOException {
    if (!actor.has(Permission.SEND_OBSERVATIONS) && !actor.has(Permission.ENTER_FIGURES)) {
      throw new NotAllowed(Permission.SEND_OBSERVATIONS, "forms");
    }
    var wanted =
        switch (mode.strip().toLowerCase(Locale.ROOT)) {
          case "all" -> FormMode.ALL;
          case "rows" -> FormMode.ROWS;
          default -> throw new BadInput("unknown-mode", "mode: write all or rows");
        };
    var file = file(request);
    if (preview) {
      return preview(forms.look(actor, "api", file));
    }
    return switch (forms.record(actor, "api", file, wanted, !unchanged.equals("skip"))) {
      case ConfirmOutcome.Done(var result) ->
          ResponseEntity.ok(
              new FormAnswer(
                  result.recorded(),
                  result.alreadyKnown(),
                  result.unchanged(),
                  result.badRows(),
                  null,
                  null,
                  result.faults()));
      case ConfirmOutcome.Refused(var code, var advice, var faults) ->
          ResponseEntity.status(code.equals("nothing-to-record") && faults.isEmpty() ? 200 : 422)
              .body(new FormAnswer(0, 0, 0, 0, code, advice, faults));
    };
  }

  private static ResponseEntity<PreviewAnswer> preview(Preview preview) {
    var rows =
        preview.lines().stream()
            .map(l -> {
              var figure = l.figure();
              var before = l.before();
              return new FigureRow(
                  figure.address(),
                  figure.row(),
                  figure.site(),
                  figure.unit(),
                  figure.category(),
                  figure.cohort(),
                  figure.variable().code(),
                  figure.value(),
                  figure.unknownReason(),
                  before == null ? null : before.value(),
                  l.change().name().toLowerCase(Locale.ROOT));
            })
            .toList();
    return ResponseEntity.status(preview.sheets().refusal() == null ? 200 : 422)
        .body(
            new PreviewAnswer(
                preview.sheets().format(),
                preview.sheets().rows(),
                preview.badRows(),
                rows,
                preview.faults(),
                preview.sheets().notes()));
  }

  private static byte[] file(HttpServletRequest request) throws IOException {
    if (request instanceof MultipartHttpServletRequest multipart) {
      var part = multipart.getFile("file");
      if (part == null) {
        throw new BadInput("file-missing", "file: send the form as the part named file");
      }
      try (var in = part.getInputStream()) {
        return in.readNBytes(MAX_BODY + 1);
      }
    }
    return request.getInputStream().readNBytes(MAX_BODY + 1);
  }
}
