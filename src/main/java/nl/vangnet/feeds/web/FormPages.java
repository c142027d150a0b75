package nl.vangnet.feeds.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.feeds.ConfirmOutcome;
import nl.vangnet.feeds.FeedPlaces;
import nl.vangnet.feeds.FormDesk;
import nl.vangnet.feeds.FormMode;
import nl.vangnet.feeds.Preview;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// The pages of the Excel and CSV forms: download, upload, look ahead, record.
@Controller
class FormPages {
  private static final int MAX_FILE = 10 * 1024 * 1024;

  private final FormDesk forms;
  private final FeedPlaces places;
  private final FormWords words;

  FormPages(FormDesk forms, FeedPlaces places, FormWords words) {
    this.forms = forms;
    this.places = places;
    this.words = words;
  }

  @GetMapping("/formulieren")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView forms(Actor actor, Frame frame) {
    return start(actor, frame, null, HttpStatus.OK);
  }

  private ModelAndView start(
      Actor actor, Frame frame, FormsView.@Nullable Wrong wrong, HttpStatus status) {
    var sites = places.sitesOf(actor);
    var page =
        new ModelAndView(
            "feeds/web/forms",
            Map.of(
                "frame",
                frame,
                "view",
                new FormsView(
                    sites.size(),
                    sites.size() == 1 ? sites.getFirst().name() : "",
                    frame.has(Permission.ENTER_FIGURES),
                    forms.waiting(actor),
                    wrong)));
    page.setStatus(status);
    return page;
  }

  @GetMapping("/formulieren/download")
  @Grant(Permission.SEE_PICTURE)
  ResponseEntity<byte[]> download(
      Actor actor,
      Frame frame,
      @RequestParam(defaultValue = "xlsx") String format,
      @RequestParam(defaultValue = "form") String shape,
      @RequestParam(defaultValue = "") String site) {
    var own = places.sitesOf(actor);
    var chosen = own;
    if (!site.isBlank()) {
      chosen = own.stream().filter(s -> s.code().equalsIgnoreCase(site.strip())).toList();
      if (chosen.isEmpty()) {
        throw new NotFound("site");
      }
    }
    return FormFile.of(forms, frame.words(), format, shape, List.copyOf(chosen));
  }

  @PostMapping("/formulieren")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView upload(
      Actor actor,
      Frame frame,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
      throws IOException {
    if (file == null || file.isEmpty()) {
      return start(
          actor,
          frame,
          new FormsView.Wrong("", words.file(frame.words(), "file-missing", "")),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
    byte[] bytes;
    try (var in = file.getInputStream()) {
      bytes = in.readNBytes(MAX_FILE + 1);
    }
    var name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    var preview = forms.upload(actor, name, bytes);
    var refusal = preview.sheets().refusal();
    if (refusal != null) {
      var fault = preview.faults().getFirst();
      return start(
          actor,
          frame,
          new FormsView.Wrong(
              preview.fileName(), words.file(frame.words(), fault.code(), fault.address())),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return seeOther("/formulieren/" + preview.id());
  }

  @GetMapping("/formulieren/{id}")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView look(Actor actor, Frame frame, @PathVariable String id) {
    return page(frame, forms.preview(actor, id(id)), null, HttpStatus.OK);
  }

  @PostMapping("/formulieren/{id}")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView confirm(
      Actor actor,
      Frame frame,
      @PathVariable String id,
      @RequestParam(defaultValue = "all") String mode,
      @RequestParam(defaultValue = "") String rest) {
    var wanted = mode.toLowerCase(Locale.ROOT).equals("rows") ? FormMode.ROWS : FormMode.ALL;
    return switch (forms.confirm(actor, id(id), wanted, rest.equals("holds"))) {
      case ConfirmOutcome.Done done -> seeOther("/formulieren/" + id);
      case ConfirmOutcome.Refused(var code, var advice, var faults) -> {
        var refused = frame.t("feeds.confirm." + code);
        yield code.equals("expired")
            ? start(actor, frame, new FormsView.Wrong("", refused), HttpStatus.GONE)
            : page(frame, forms.preview(actor, id(id)), refused, HttpStatus.CONFLICT);
      }
    };
  }

  @PostMapping("/formulieren/{id}/weg")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView discard(Actor actor, @PathVariable String id) {
    forms.discard(actor, id(id));
    return seeOther("/formulieren");
  }

  private ModelAndView page(
      Frame frame, Preview preview, @Nullable String refused, HttpStatus status) {
    var rows = new ArrayList<PreviewView.Row>();
    var held = new ArrayList<PreviewView.Row>();
    for (var line : preview.lines()) {
      if (line.change() != Preview.Change.SAME && line.change() != Preview.Change.COUNTED) {
        (preview.isHeld(line) ? held : rows).add(words.row(frame, line, preview.isHeld(line)));
      }
    }
    var changes = rows.size();
    rows.addAll(held);
    var faults =
        (preview.done() == null ? preview.faults() : preview.done().faults())
            .stream().limit(PreviewView.SHOWN).map(f -> words.fault(frame.words(), f)).toList();
    var page =
        new ModelAndView(
            "feeds/web/preview",
            Map.of(
                "frame",
                frame,
                "view",
                new PreviewView(
                    preview,
                    rows.stream().limit(PreviewView.SHOWN).toList(),
                    changes,
                    held.size(),
                    faults,
                    preview.sheets().notes().stream()
                        .map(n -> words.note(frame.words(), n))
                        .toList(),
                    refused)));
    page.setStatus(status);
    return page;
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFound("upload");
    }
  }

  static ModelAndView seeOther(String href) {
    var view = new RedirectView(href);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setExposeModelAttributes(false);
    return new ModelAndView(view);
  }
}
