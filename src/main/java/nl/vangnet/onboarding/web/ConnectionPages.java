package nl.vangnet.onboarding.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.PrecedenceOutcome;
import nl.vangnet.capacity.SourceChoice;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.onboarding.Check;
import nl.vangnet.onboarding.Connections;
import nl.vangnet.onboarding.Stage;
import nl.vangnet.onboarding.StepOutcome;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/// The pages of connecting hospitals: the country, and one site with its checklist, its own count,
/// and whose figures count.
@Controller
class ConnectionPages {
  private static final String LINE_FIELD = "regel-";
  private static final int NUMBER_LENGTH = 6;

  private final Connections connections;
  private final ConnectionLists lists;
  private final ConnectionSheets sheets;
  private final SourceChoice choice;
  private final Directory directory;
  private final Clock clock;
  private final CountryCode home;

  ConnectionPages(
      Connections connections,
      ConnectionLists lists,
      ConnectionSheets sheets,
      SourceChoice choice,
      Directory directory,
      Clock clock,
      @Value("${vangnet.country:NL}") String home) {
    this.connections = connections;
    this.lists = lists;
    this.sheets = sheets;
    this.choice = choice;
    this.directory = directory;
    this.clock = clock;
    this.home = new CountryCode(home);
  }

  @GetMapping("/aansluiting")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView overview(Frame frame, @RequestParam(defaultValue = "") String stand) {
    return new ModelAndView(
        "onboarding/web/connections", Map.of("frame", frame, "view", lists.overview(stage(stand))));
  }

  private static @Nullable Stage stage(String text) {
    for (var stage : Stage.values()) {
      if (stage.name().equalsIgnoreCase(text)) {
        return stage;
      }
    }
    return null;
  }

  @GetMapping("/aansluiting/{siteCode}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView site(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @org.springframework.web.bind.annotation.ModelAttribute("fault") String fault,
      @org.springframework.web.bind.annotation.ModelAttribute("notice") String notice) {
    return new ModelAndView(
        "onboarding/web/connection",
        Map.of("frame", frame, "view", sheets.sheet(actor, frame, find(siteCode), fault, notice)));
  }

  @PostMapping("/aansluiting/{siteCode}/stap")
  @Grant(Permission.CONNECT_SITES)
  ModelAndView step(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @RequestParam(defaultValue = "") String stand,
      @RequestParam(defaultValue = "") String toelichting,
      @RequestParam(defaultValue = "") String toch,
      RedirectAttributes after) {
    var site = find(siteCode);
    var stage = stage(stand);
    return told(
        frame,
        site,
        stage == null
            ? new StepOutcome.Refused("no-such-stage", List.of())
            : connections.move(actor, site, stage, toelichting, toch.equals("ja")),
        after);
  }

  @PostMapping("/aansluiting/{siteCode}/vink")
  @Grant(Permission.CONNECT_SITES)
  ModelAndView tick(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @RequestParam(defaultValue = "") String punt,
      @RequestParam(defaultValue = "") String gedaan,
      @RequestParam(defaultValue = "") String toelichting,
      RedirectAttributes after) {
    var site = find(siteCode);
    for (var item : Check.Item.values()) {
      if (item.name().equalsIgnoreCase(punt)) {
        return told(
            frame,
            site,
            connections.tick(actor, site, item, gedaan.equals("ja"), toelichting),
            after);
      }
    }
    return told(frame, site, new StepOutcome.Refused("not-by-hand", List.of()), after);
  }

  @PostMapping("/aansluiting/{siteCode}/telling")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView count(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @RequestParam Map<String, String> sent,
      RedirectAttributes after) {
    var site = find(siteCode);
    var own = new LinkedHashMap<LineId, Integer>();
    for (var field : sent.entrySet()) {
      if (field.getKey().matches(LINE_FIELD + "\\d{1,9}") && !field.getValue().isBlank()) {
        var text = field.getValue().strip();
        if (!text.matches("\\d{1," + NUMBER_LENGTH + "}")) {
          return told(frame, site, new StepOutcome.Refused("number-wrong", List.of()), after);
        }
        own.put(
            new LineId(Integer.parseInt(field.getKey().substring(LINE_FIELD.length()))),
            Integer.parseInt(text));
      }
    }
    return told(frame, site, connections.count(actor, site, own), after);
  }

  @PostMapping("/aansluiting/{siteCode}/voorrang")
  @Grant(Permission.CONNECT_SITES)
  ModelAndView decide(
      Actor actor,
      Frame frame,
      @PathVariable String siteCode,
      @RequestParam(defaultValue = "") String grootheid,
      @RequestParam(defaultValue = "") String bron,
      @RequestParam(defaultValue = "") String wijze,
      @RequestParam(defaultValue = "") String vanaf,
      @RequestParam(defaultValue = "") String reden,
      RedirectAttributes after) {
    var site = find(siteCode);
    var outcome =
        choice.decide(
            actor,
            site.id(),
            Variable.find(grootheid).orElse(null),
            bron.isEmpty() ? null : bron,
            method(wijze),
            moment(vanaf),
            reden);
    switch (outcome) {
      case PrecedenceOutcome.Decided decided ->
          after.addFlashAttribute("notice", frame.t("onboarding.decided"));
      case PrecedenceOutcome.Refused(var code) ->
          after.addFlashAttribute("fault", frame.t("onboarding.refused." + code));
    }
    return seeOther("/aansluiting/" + site.code() + "#voorrang");
  }

  private static @Nullable Method method(String text) {
    for (var method : Method.values()) {
      if (method.name().equals(text.toUpperCase(Locale.ROOT))) {
        return method;
      }
    }
    return null;
  }

  /// The moment of the field; now when it is empty, long ago (and so refused) when it is no moment.
  private Instant moment(String text) {
    if (text.isBlank()) {
      return clock.instant();
    }
    try {
      return LocalDateTime.parse(text).atZone(Frame.ZONE).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static ModelAndView told(
      Frame frame, Site site, StepOutcome outcome, RedirectAttributes after) {
    switch (outcome) {
      case StepOutcome.Done done -> after.addFlashAttribute("notice", frame.t("onboarding.done"));
      case StepOutcome.Refused(var code, var missing) -> {
        var text = new StringBuilder(frame.t("onboarding.refused." + code));
        for (var item : missing) {
          text.append(missing.getFirst() == item ? " " : ", ")
              .append(frame.t("onboarding.item." + item.name().toLowerCase(Locale.ROOT)));
        }
        after.addFlashAttribute("fault", text.toString());
      }
    }
    return seeOther("/aansluiting/" + site.code());
  }

  private Site find(String code) {
    return directory.snapshot().findSite(home, code).orElseThrow(() -> new NotFound(code));
  }

  private static ModelAndView seeOther(String href) {
    var view = new RedirectView(href);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setExposeModelAttributes(false);
    return new ModelAndView(view);
  }
}
