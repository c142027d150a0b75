package nl.vangnet.feeds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.Variable;
import nl.vangnet.feeds.Comparison;
import nl.vangnet.feeds.FeedPlaces;
import nl.vangnet.feeds.Monitors;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/// The pages of other parties' monitors.
@Controller
class MonitorPages {
  private static final int MAX_FILE = 10 * 1024 * 1024;
  private static final int SHOWN_FAULTS = 200;
  private static final String NOTICE = "notice";

  private final Monitors monitors;
  private final FeedPlaces places;
  private final Definitions definitions;
  private final FormWords words;

  MonitorPages(Monitors monitors, FeedPlaces places, Definitions definitions, FormWords words) {
    this.monitors = monitors;
    this.places = places;
    this.definitions = definitions;
    this.words = words;
  }

  @GetMapping("/andere-monitors")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView list(Frame frame) {
    return list(frame, Map.of(), null);
  }

  private ModelAndView list(Frame frame, Map<String, String> typed, @Nullable String wrong) {
    var rows =
        monitors.list().stream().map(m -> new MonitorsView.Row(m, monitors.regionName(m))).toList();
    var page =
        new ModelAndView(
            "feeds/web/monitors",
            Map.of(
                "frame",
                frame,
                "view",
                new MonitorsView(
                    rows,
                    frame.has(Permission.IMPORT_FOREIGN),
                    places.regions(frame.now()),
                    typed,
                    wrong)));
    if (wrong != null) {
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return page;
  }

  @PostMapping("/andere-monitors")
  @Grant(Permission.IMPORT_FOREIGN)
  ModelAndView register(Actor actor, Frame frame, @RequestParam Map<String, String> sent) {
    var outcome =
        monitors.register(
            actor,
            new Monitors.NewMonitor(
                sent.getOrDefault("name", ""),
                sent.getOrDefault("owner", ""),
                sent.getOrDefault("definitions", ""),
                sent.getOrDefault("basis", ""),
                sent.getOrDefault("region", "")));
    return switch (outcome) {
      case Monitors.Outcome.Done(var id) -> FormPages.seeOther("/andere-monitors/" + id);
      case Monitors.Outcome.Refused(var code) ->
          list(frame, sent, frame.t("feeds.monitor.wrong." + code));
    };
  }

  @GetMapping("/andere-monitors/{id}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView show(
      Frame frame,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String indicator,
      HttpServletRequest request) {
    var flash = RequestContextUtils.getInputFlashMap(request);
    var notice = flash != null && flash.get(NOTICE) instanceof String text ? text : null;
    return page(frame, id(id), indicator, notice, List.of(), null);
  }

  private ModelAndView page(
      Frame frame,
      long id,
      String indicator,
      @Nullable String notice,
      List<PreviewView.Fault> faults,
      @Nullable String wrong) {
    var monitor = monitors.get(id);
    var indicators = monitors.indicators(id);
    var chosen =
        indicators.contains(indicator)
            ? indicator
            : indicators.isEmpty() ? "" : indicators.getFirst();
    var comparison = monitors.comparison(id, chosen);
    var besides = monitors.sides(id, chosen);
    var sides = besides.stream().map(s -> side(frame.words(), s, comparison.isPresent())).toList();
    var page =
        new ModelAndView(
            "feeds/web/monitor",
            Map.of(
                "frame",
                frame,
                "view",
                new MonitorView(
                    monitor,
                    monitors.regionName(monitor),
                    frame.has(Permission.IMPORT_FOREIGN),
                    indicators,
                    chosen,
                    comparison.orElse(null),
                    comparison.map(c -> ours(frame.words(), c)).orElse(""),
                    sides,
                    comparison.isEmpty() ? null : MonitorChart.of(besides, frame::day),
                    choices(frame.words()),
                    notice,
                    faults,
                    wrong)));
    if (wrong != null) {
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    return page;
  }

  private MonitorView.Side side(Words words, Monitors.Side side, boolean compared) {
    var why =
        !compared
            ? words.of("feeds.monitor.not-compared")
            : !side.areaKnown()
                ? words.of("feeds.monitor.area-unknown")
                : side.ours() == null
                    ? words.of("feeds.monitor.ours-unknown")
                    : side.open() > 0 ? words.of("feeds.monitor.ours-open", side.open()) : "";
    var difference = side.difference();
    return new MonitorView.Side(
        side.day(),
        side.area(),
        side.theirs() == null ? "—" : number(words, side.theirs()),
        side.unknownReason() == null ? "" : side.unknownReason(),
        side.ours() == null ? "—" : words.number(side.ours()),
        difference == null ? "—" : signed(words, difference),
        why);
  }

  private static String number(Words words, BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0
        ? words.number(value.longValue())
        : words.isDutch()
            ? value.stripTrailingZeros().toPlainString().replace('.', ',')
            : value.stripTrailingZeros().toPlainString();
  }

  private static String signed(Words words, BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0
        ? words.signed(value.longValue())
        : (value.signum() < 0 ? "−" : "+") + number(words, value.abs());
  }

  private String ours(Words words, Comparison comparison) {
    return words.of("capacity.variable." + comparison.variable())
        + " · "
        + this.words.category(words, comparison.category())
        + " · "
        + this.words.cohort(words, comparison.cohort());
  }

  private MonitorView.Choices choices(Words words) {
    return new MonitorView.Choices(
        definitions.categories().stream()
            .map(c -> new MonitorView.Choice(c.code(), words.isDutch() ? c.nameNl() : c.nameEn()))
            .toList(),
        definitions.cohorts().stream()
            .map(c -> new MonitorView.Choice(c.code(), words.isDutch() ? c.nameNl() : c.nameEn()))
            .toList(),
        Arrays.stream(Variable.values())
            .map(v -> new MonitorView.Choice(v.code(), words.of("capacity.variable." + v.code())))
            .toList());
  }

  @PostMapping("/andere-monitors/{id}/inlezen")
  @Grant(Permission.IMPORT_FOREIGN)
  ModelAndView take(
      Actor actor,
      Frame frame,
      @PathVariable String id,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      RedirectAttributes after)
      throws IOException {
    var monitor = monitors.get(id(id));
    if (file == null || file.isEmpty()) {
      return page(
          frame, monitor.id(), "", null, List.of(), words.file(frame.words(), "file-missing", ""));
    }
    byte[] bytes;
    try (var in = file.getInputStream()) {
      bytes = in.readNBytes(MAX_FILE + 1);
    }
    var name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    var imported = monitors.take(actor, monitor.id(), name, bytes);
    if (imported.faults().isEmpty()) {
      after.addFlashAttribute(NOTICE, frame.t("feeds.monitor.imported", imported.figures()));
      return FormPages.seeOther("/andere-monitors/" + monitor.id());
    }
    var first = imported.faults().getFirst();
    var wrong =
        first.row() == 0
            ? words.file(frame.words(), first.code(), first.address())
            : frame.t("feeds.monitor.faults", imported.figures(), imported.faults().size());
    var faults =
        imported.faults().stream()
            .filter(f -> f.row() > 0)
            .limit(SHOWN_FAULTS)
            .map(f -> words.fault(frame.words(), f))
            .toList();
    return page(frame, monitor.id(), "", null, faults, wrong);
  }

  @PostMapping("/andere-monitors/{id}/vergelijk")
  @Grant(Permission.IMPORT_FOREIGN)
  ModelAndView compare(
      Actor actor,
      Frame frame,
      @PathVariable String id,
      @RequestParam Map<String, String> sent,
      RedirectAttributes after) {
    var indicator = sent.getOrDefault("indicator", "");
    var outcome =
        monitors.compare(
            actor,
            id(id),
            new Comparison(
                indicator,
                sent.getOrDefault("category", ""),
                sent.getOrDefault("cohort", ""),
                sent.getOrDefault("variable", ""),
                sent.getOrDefault("explanation", "").strip()));
    return switch (outcome) {
      case Monitors.Outcome.Done(var monitor) -> {
        after.addFlashAttribute(NOTICE, frame.t("feeds.monitor.compared"));
        yield FormPages.seeOther(
            "/andere-monitors/"
                + monitor
                + "?indicator="
                + java.net.URLEncoder.encode(indicator, java.nio.charset.StandardCharsets.UTF_8));
      }
      case Monitors.Outcome.Refused(var code) ->
          page(frame, id(id), indicator, null, List.of(), frame.t("feeds.monitor.wrong." + code));
    };
  }

  private static long id(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new NotFound("monitor");
    }
  }
}
