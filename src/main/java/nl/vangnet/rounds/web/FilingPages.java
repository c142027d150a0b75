package nl.vangnet.rounds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import nl.vangnet.rounds.Asked;
import nl.vangnet.rounds.Board;
import nl.vangnet.rounds.FiledFigure;
import nl.vangnet.rounds.Filing;
import nl.vangnet.rounds.FilingDesk;
import nl.vangnet.rounds.FilingFault;
import nl.vangnet.rounds.FilingOutcome;
import nl.vangnet.rounds.RoundForm;
import nl.vangnet.rounds.Submission;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/// The form on which a hospital hands in its round, and what it handed in.
@Controller
class FilingPages {
  private static final String NOTICE = "notice";

  private final FilingDesk desk;
  private final RoundLabels labels;
  private final Guard guard;
  private final Clock clock;

  FilingPages(FilingDesk desk, RoundLabels labels, Guard guard, Clock clock) {
    this.desk = desk;
    this.labels = labels;
    this.guard = guard;
    this.clock = clock;
  }

  @GetMapping("/aanlevering/{round}/{siteCode}")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView form(
      Actor actor,
      Frame frame,
      @PathVariable String round,
      @PathVariable String siteCode,
      HttpServletRequest request) {
    var board = labels.board(round);
    var site = site(actor, board, siteCode);
    var flash = RequestContextUtils.getInputFlashMap(request);
    var notice = flash != null && flash.get(NOTICE) instanceof String text ? text : null;
    return page(frame, board, desk.form(actor, board.round().id(), site.id()), null, notice);
  }

  @PostMapping("/aanlevering/{round}/{siteCode}")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView file(
      Actor actor,
      Frame frame,
      @PathVariable String round,
      @PathVariable String siteCode,
      @RequestParam Map<String, String> sent,
      RedirectAttributes after) {
    var board = labels.board(round);
    var site = site(actor, board, siteCode);
    var submission = read(sent, clock.instant());
    return switch (desk.file(actor, board.round().id(), site.id(), submission)) {
      case FilingOutcome.Filed(var filing, var figures, var entered) -> {
        after.addFlashAttribute(
            NOTICE,
            frame.t(
                filing.edition() == 1 ? "rounds.form.filed" : "rounds.form.filed-again",
                frame.clock(filing.filedAt()),
                figures,
                entered,
                filing.edition()));
        yield Redirects.seeOther(href(board, site));
      }
      case FilingOutcome.Refused(var faults) -> {
        var page =
            page(
                frame,
                board,
                desk.form(actor, board.round().id(), site.id()),
                new Again(submission, faults),
                null);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  @PostMapping("/aanlevering/{round}/{siteCode}/vanzelf")
  @Grant(Permission.ENTER_FIGURES)
  ModelAndView automatic(
      Actor actor,
      Frame frame,
      @PathVariable String round,
      @PathVariable String siteCode,
      @RequestParam(defaultValue = "") String aan,
      RedirectAttributes after) {
    var board = labels.board(round);
    var site = site(actor, board, siteCode);
    var on = aan.equals("ja");
    desk.setAutomatic(actor, site.id(), on);
    after.addFlashAttribute(
        NOTICE, frame.t(on ? "rounds.form.automatic-on" : "rounds.form.automatic-off"));
    return Redirects.seeOther(href(board, site));
  }

  /// One submission as it is shown.
  record FiledView(
      Board board,
      String name,
      String day,
      Site site,
      String state,
      List<Shown> shown,
      boolean mayFile) {
    FiledView {
      shown = List.copyOf(shown);
    }
  }

  /// One edition with its figures by line.
  record Shown(Filing filing, Map<String, List<ShownFigure>> lines) {}

  /// One filed figure.
  record ShownFigure(String label, String value, @Nullable String reason, String how) {}

  @GetMapping("/aanlevering/{round}/{siteCode}/ingediend")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView filed(
      Actor actor, Frame frame, @PathVariable String round, @PathVariable String siteCode) {
    var board = labels.board(round);
    var site = labels.site(siteCode);
    guard.require(actor, Permission.SEE_PICTURE, site.id());
    if (!board.recipients().containsKey(site.id())) {
      throw new NotFound(frame.t("rounds.problem.not-asked", site.name()));
    }
    var shown =
        board.filings().getOrDefault(site.id(), List.of()).reversed().stream()
            .map(f -> new Shown(f, lines(frame.words(), site, desk.figures(actor, f))))
            .toList();
    return new ModelAndView(
        "rounds/web/filed",
        Map.of(
            "frame",
            frame,
            "view",
            new FiledView(
                board,
                RoundLabels.request(frame.words(), board.request()),
                RoundLabels.day(frame.words(), board.round().day()),
                site,
                board.state(site.id(), frame.now()).code(),
                shown,
                guard.may(actor, Permission.ENTER_FIGURES, site.id()))));
  }

  private Map<String, List<ShownFigure>> lines(Words words, Site site, List<FiledFigure> figures) {
    var titles = desk.lineTitles(site.id());
    var found = new java.util.LinkedHashMap<String, List<ShownFigure>>();
    for (var figure : figures) {
      var line = titles.get(figure.line());
      var title =
          line == null ? "#" + figure.line().value() : labels.line(words, line.unit(), line.line());
      var value = figure.value();
      found
          .computeIfAbsent(title, t -> new ArrayList<>())
          .add(
              new ShownFigure(
                  RoundLabels.variable(words, figure.variable()),
                  value == null ? "—" : words.number(value),
                  value == null ? RoundLabels.reason(words, figure.unknownReason()) : figure.note(),
                  figure.how().name().toLowerCase(Locale.ROOT)));
    }
    return found;
  }

  private Site site(Actor actor, Board board, String code) {
    var site = labels.site(code);
    guard.require(actor, Permission.ENTER_FIGURES, site.id());
    if (!board.recipients().containsKey(site.id())) {
      throw new NotFound(site.name());
    }
    return site;
  }

  static String href(Board board, Site site) {
    return "/aanlevering/"
        + board.round().id()
        + "/"
        + org.springframework.web.util.UriUtils.encodePathSegment(
            site.code(), java.nio.charset.StandardCharsets.UTF_8);
  }

  /// Reads the fields of the form.
  static Submission read(Map<String, String> sent, Instant now) {
    var typed = new HashMap<String, Submission.Typed>();
    var known = new HashMap<String, Integer>();
    var explanations = new HashMap<Integer, String>();
    sent.forEach((name, value) -> {
      if (name.startsWith("v.")) {
        var key = name.substring(2);
        typed.put(
            key,
            new Submission.Typed(value.strip(), text(sent, "u." + key), text(sent, "n." + key)));
        known.put(key, number(sent.get("e." + key)));
      } else if (name.startsWith("x.") && name.substring(2).matches("[0-9]{1,9}")) {
        explanations.put(Integer.valueOf(name.substring(2)), value.strip());
      }
    });
    return new Submission(
        typed,
        List.of(),
        explanations,
        known,
        true,
        sent.getOrDefault("remark", ""),
        seconds(sent, now),
        Filing.Door.FORM);
  }

  /// How long the form was worked on: what the browser counted while the form was in view, else the
  /// time since the page was made.
  private static @Nullable Integer seconds(Map<String, String> sent, Instant now) {
    var active = number(sent.get("active"));
    if (active > 0) {
      return active;
    }
    var begun = sent.getOrDefault("begun", "");
    if (!begun.matches("[0-9]{12,14}")) {
      return null;
    }
    var since = Duration.between(Instant.ofEpochMilli(Long.parseLong(begun)), now).toSeconds();
    return since > 0 && since < 14_400 ? Integer.valueOf((int) since) : null;
  }

  private static int number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : 0;
  }

  private static String text(Map<String, String> sent, String name) {
    return sent.getOrDefault(name, "").strip().replaceAll("\\s+", " ");
  }

  /// What was sent and refused.
  private record Again(Submission sent, List<FilingFault> faults) {}

  private ModelAndView page(
      Frame frame, Board board, RoundForm form, @Nullable Again again, @Nullable String notice) {
    return new ModelAndView(
        "rounds/web/form", Map.of("frame", frame, "view", view(frame, board, form, again, notice)));
  }

  private FilingView view(
      Frame frame, Board board, RoundForm form, @Nullable Again again, @Nullable String notice) {
    var words = frame.words();
    var site = form.site();
    var lines = new ArrayList<FilingView.LineView>();
    var ready = 0;
    var toGive = 0;
    for (var line : form.lines()) {
      var own = new ArrayList<FilingView.Field>();
      var offer = new ArrayList<FilingView.Field>();
      for (var field : line.fields()) {
        var shown = field(words, form, line, field, again);
        (Asked.isOffer(field.variable()) ? offer : own).add(shown);
        if (shown.open()) {
          if (shown.value().isEmpty() && shown.unknown().isEmpty()) {
            toGive++;
          } else {
            ready++;
          }
        } else {
          ready++;
        }
      }
      var id = line.line().id().value();
      lines.add(
          new FilingView.LineView(
              id,
              labels.line(words, line.unitName(), line.line()),
              own,
              offer,
              unlikely(words, id, again),
              text(
                  frame,
                  form,
                  id + ".explain",
                  again == null ? null : again.sent().explanations().get(id))));
    }
    var now = frame.now();
    return new FilingView(
        board.round(),
        RoundLabels.request(words, board.request()),
        RoundLabels.day(words, board.round().day()),
        site,
        board.state(site.id(), now).code(),
        href(board, site),
        lines,
        faults(words, form, again),
        text(frame, form, "remark", again == null ? null : again.sent().remark()),
        form.filings(),
        board.round().isOpen(now),
        board.round().isFrozen(now),
        board.automatic().contains(site.id()),
        desk.mayFileItself(form),
        board.changedAfterSignOff(site.id()),
        ready,
        toGive,
        notice);
  }

  private static FilingView.Text text(
      Frame frame, RoundForm form, String key, @Nullable String sent) {
    var draft = form.drafts().get(key);
    return new FilingView.Text(
        key,
        sent != null ? sent : draft == null ? "" : draft.value(),
        draft == null ? 0 : draft.edition(),
        draft == null ? null : kept(frame.words(), draft));
  }

  static String kept(Words words, RoundForm.Draft draft) {
    return words.of("rounds.form.kept-by", Seconds.of(draft.savedAt()), draft.authorName());
  }

  private static List<String> unlikely(Words words, int line, @Nullable Again again) {
    if (again == null) {
      return List.of();
    }
    return again.faults().stream()
        .filter(f -> f.explainable() && f.place().equals("line " + line))
        .map(f -> fault(words, f))
        .toList();
  }

  private List<FilingView.Fault> faults(Words words, RoundForm form, @Nullable Again again) {
    if (again == null) {
      return List.of();
    }
    var found = new ArrayList<FilingView.Fault>();
    for (var fault : again.faults()) {
      var what = words.of("rounds.form.whole");
      var anchor = "formulier";
      for (var line : form.lines()) {
        var title = labels.line(words, line.unitName(), line.line());
        if (fault.place().equals("line " + line.line().id().value())) {
          what = title;
          anchor = "l-" + line.line().id().value();
        }
        for (var field : line.fields()) {
          if (fault.place().equals(field.key())) {
            what = title + " · " + RoundLabels.variable(words, field.variable());
            anchor = "f-" + field.key();
          }
        }
      }
      found.add(new FilingView.Fault(what, fault(words, fault), anchor));
    }
    return found;
  }

  static String fault(Words words, FilingFault fault) {
    var key = "rounds.refused." + fault.code();
    if (words.has(key)) {
      return words.of(key, fault.values().toArray());
    }
    var shared = "capacity.refused." + fault.code();
    return words.has(shared) ? words.of(shared) : fault.code();
  }

  private FilingView.Field field(
      Words words,
      RoundForm form,
      RoundForm.FormLine line,
      RoundForm.Field field,
      @Nullable Again again) {
    var draft = form.drafts().get(field.key());
    var sent = again == null ? null : again.sent().typed().get(field.key());
    var known = field.known();
    var suggested = field.suggested();
    var value = suggested == null ? "" : suggested.toString();
    var unknown =
        known != null && known.value() == null && known.unknownReason() != null
            ? known.unknownReason()
            : "";
    var note = known != null && known.note() != null ? known.note() : "";
    if (draft != null) {
      value = draft.value();
      unknown = draft.unknown();
      note = draft.note();
    }
    if (sent != null) {
      value = sent.value();
      unknown = sent.unknown();
      note = sent.note();
    }
    var wrong =
        again == null
            ? null
            : again.faults().stream()
                .filter(f -> f.place().equals(field.key()))
                .map(f -> fault(words, f))
                .findFirst()
                .orElse(null);
    return new FilingView.Field(
        field.key(),
        RoundLabels.variable(words, field.variable()),
        words.of("capacity.variable." + field.variable().code() + ".what"),
        field.mode() == RoundForm.Mode.OPEN,
        field.mode() == RoundForm.Mode.CORRECTED,
        line.line().id().value(),
        value,
        unknown,
        note,
        field.variable() == Variable.RESERVE || field.variable() == Variable.CLOSED,
        draft == null ? 0 : draft.edition(),
        draft == null ? null : kept(words, draft),
        known(words, field),
        suggested == null ? "" : suggested.toString(),
        wrong);
  }

  private FilingView.Known known(Words words, RoundForm.Field field) {
    var known = field.known();
    var before = field.before();
    var used = field.used();
    return new FilingView.Known(
        used == null ? null : words.number(used),
        field.age().name().toLowerCase(Locale.ROOT),
        field.since(),
        known == null
            ? null
            : words.of("capacity.method." + known.method().name().toLowerCase(Locale.ROOT))
                + ", "
                + labels.giver(known.source()),
        known != null && known.value() == null
            ? RoundLabels.reason(words, known.unknownReason())
            : null,
        before == null ? null : before.value() == null ? "—" : words.number(before.value()),
        field.isFreshFromSystem());
  }
}
