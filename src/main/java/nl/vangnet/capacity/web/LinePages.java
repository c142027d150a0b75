package nl.vangnet.capacity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.CorrectionOutcome;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.FreeBedWords;
import nl.vangnet.capacity.History;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LineEndOutcome;
import nl.vangnet.capacity.LineEnds;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.PastCorrection;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.policy.Rules;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import nl.vangnet.web.Words;
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
import org.springframework.web.servlet.support.RequestContextUtils;

/// The page of one line, and the corrections made on it.
@Controller
class LinePages {
  private static final int RECENT = 50;
  private static final String NOTICE = "notice";
  private static final String REFUSED = "refused";

  private final CapacityBook book;
  private final LineEnds ends;
  private final LivePicture picture;
  private final History history;
  private final Directory directory;
  private final Guard guard;
  private final Rules rules;
  private final Labels labels;
  private final Clock clock;
  private final CountryCode home;

  LinePages(
      CapacityBook book,
      LineEnds ends,
      LivePicture picture,
      History history,
      Directory directory,
      Guard guard,
      Rules rules,
      Labels labels,
      Clock clock,
      @Value("${vangnet.country:NL}") String home) {
    this.book = book;
    this.ends = ends;
    this.picture = picture;
    this.history = history;
    this.directory = directory;
    this.guard = guard;
    this.rules = rules;
    this.labels = labels;
    this.clock = clock;
    this.home = new CountryCode(home);
  }

  /// What was typed into the form of a correction, and what was wrong with it.
  private record Again(Map<String, String> typed, @Nullable String field, @Nullable String wrong) {}

  @GetMapping("/invoer/regel/{lineId}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView line(
      Actor actor,
      Frame frame,
      @PathVariable int lineId,
      @RequestParam(required = false) @Nullable String wat,
      HttpServletRequest request) {
    var flash = RequestContextUtils.getInputFlashMap(request);
    var notice = flash != null && flash.get(NOTICE) instanceof String text ? text : null;
    var refused = flash != null && flash.get(REFUSED) instanceof String text ? text : null;
    Map<String, String> typed = wat == null ? Map.of() : Map.of("variable", wat);
    return page(actor, frame, find(lineId), new Again(typed, null, null), notice, refused);
  }

  @PostMapping("/invoer/regel/{lineId}/vervalt")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView end(
      Actor actor,
      Frame frame,
      @PathVariable int lineId,
      @RequestParam(defaultValue = "") String reden,
      RedirectAttributes after) {
    requireEnding(actor);
    return told(frame, ends.end(actor, find(lineId), reden), lineId, "capacity.line.ended", after);
  }

  @PostMapping("/invoer/regel/{lineId}/terug")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView use(Actor actor, Frame frame, @PathVariable int lineId, RedirectAttributes after) {
    requireEnding(actor);
    return told(frame, ends.use(actor, find(lineId)), lineId, "capacity.line.used-again", after);
  }

  private static void requireEnding(Actor actor) {
    if (!actor.has(Permission.ENTER_FIGURES) && !actor.has(Permission.CONNECT_SITES)) {
      throw new NotAllowed(Permission.ENTER_FIGURES, "line");
    }
  }

  private static ModelAndView told(
      Frame frame, LineEndOutcome outcome, int line, String done, RedirectAttributes after) {
    switch (outcome) {
      case LineEndOutcome.Done ok -> after.addFlashAttribute(NOTICE, frame.t(done));
      case LineEndOutcome.Refused(var code) ->
          after.addFlashAttribute(REFUSED, frame.t("capacity.line.end." + code));
    }
    return EntryPages.seeOther("/invoer/regel/" + line);
  }

  @PostMapping("/invoer/regel/{lineId}/correctie")
  @Grant(Permission.CORRECT_FIGURES)
  ModelAndView correct(
      Actor actor,
      Frame frame,
      @PathVariable int lineId,
      @RequestParam Map<String, String> sent,
      RedirectAttributes after) {
    var line = find(lineId);
    guard.require(actor, Permission.CORRECT_FIGURES, line.site());
    var variable = Variable.find(sent.getOrDefault("variable", ""));
    if (variable.isEmpty()) {
      return refused(actor, frame, line, sent, "variable-missing", "");
    }
    var amount = amount(sent);
    if (amount == null) {
      return refused(actor, frame, line, sent, "not-a-number", "");
    }
    var until = until(sent, clock.instant());
    if (until == null) {
      return refused(actor, frame, line, sent, "until-missing", "");
    }
    var outcome =
        book.correct(
            actor, line.id(), variable.get(), amount, sent.getOrDefault("reason", ""), until);
    return switch (outcome) {
      case CorrectionOutcome.Done(var correction) -> {
        after.addFlashAttribute(
            NOTICE,
            frame.t(
                "capacity.line.corrected",
                labels.variable(frame.words(), correction.variable()),
                frame.signed(correction.amount()),
                frame.moment(correction.expiresAt())));
        yield EntryPages.seeOther("/invoer/regel/" + line.id());
      }
      case CorrectionOutcome.Refused(var code, var advice) ->
          refused(actor, frame, line, sent, code, advice);
    };
  }

  @PostMapping("/invoer/correctie/{id}/intrekken")
  @Grant(Permission.CORRECT_FIGURES)
  ModelAndView withdraw(Actor actor, Frame frame, @PathVariable long id, RedirectAttributes after) {
    return switch (book.withdraw(actor, id)) {
      case CorrectionOutcome.Done(var correction) -> {
        after.addFlashAttribute(NOTICE, frame.t("capacity.line.withdrawn"));
        yield EntryPages.seeOther("/invoer/regel/" + correction.line());
      }
      case CorrectionOutcome.Refused(var code, var advice) -> {
        if (code.equals("not-allowed")) {
          throw new NotAllowed(Permission.CORRECT_FIGURES, "correction " + id);
        }
        throw new NotFound(Labels.refusal(frame.words(), code, advice));
      }
    };
  }

  private ModelAndView refused(
      Actor actor, Frame frame, Line line, Map<String, String> sent, String code, String advice) {
    if (code.equals("not-allowed")) {
      throw new NotAllowed(Permission.CORRECT_FIGURES, "line " + line.id());
    }
    var field =
        switch (code) {
          case "not-a-number", "amount-zero", "amount-too-large" -> "amount";
          case "reason-missing" -> "reason";
          case "until-missing", "expiry-not-in-future", "expiry-too-far" -> "until";
          default -> "variable";
        };
    var words = Labels.refusal(frame.words(), code, advice);
    var page = page(actor, frame, line, new Again(sent, field, words), null, null);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static @Nullable Integer amount(Map<String, String> sent) {
    var text = sent.getOrDefault("amount", "").strip().replace('−', '-');
    if (!text.matches("[+-]?[0-9]{1,9}")) {
      return null;
    }
    var amount = Integer.parseInt(text);
    return sent.getOrDefault("sign", "plus").equals("minus") ? -Math.abs(amount) : amount;
  }

  private static @Nullable Instant until(Map<String, String> sent, Instant now) {
    return switch (sent.getOrDefault("until", "")) {
      case "1h" -> now.plus(Duration.ofHours(1));
      case "4h" -> now.plus(Duration.ofHours(4));
      case "24h" -> now.plus(Duration.ofHours(24));
      case "day" ->
          now.atZone(Frame.ZONE)
              .toLocalDate()
              .plusDays(1)
              .atTime(LocalTime.MIDNIGHT)
              .atZone(Frame.ZONE)
              .toInstant();
      case "custom" -> moment(sent.getOrDefault("custom", ""));
      default -> null;
    };
  }

  private static @Nullable Instant moment(String field) {
    try {
      return LocalDateTime.parse(field).atZone(Frame.ZONE).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Line find(int id) {
    return book.findLine(new LineId(id)).orElseThrow(() -> new NotFound(Integer.toString(id)));
  }

  private ModelAndView page(
      Actor actor,
      Frame frame,
      Line line,
      Again again,
      @Nullable String notice,
      @Nullable String refused) {
    var words = frame.words();
    var snapshot = directory.snapshot();
    var site = snapshot.findSite(line.site()).orElseThrow(() -> new NotFound(line.site() + ""));
    var now = now(line);
    var free = now.free();
    var view =
        new LineView(
            site,
            line,
            labels.line(words, snapshot, line),
            new LineView.Free(
                free.beds() == null ? "—" : words.number(free.beds()),
                Labels.age(free.age()),
                FreeBedWords.explain(words, now)),
            truths(words, now),
            corrections(words, line, frame.now()),
            recent(words, line),
            chart(line, frame.now()),
            form(words, now, again, frame),
            acts(actor, site),
            ended(line, now),
            notice,
            refused);
    return new ModelAndView("capacity/web/line", Map.of("frame", frame, "view", view));
  }

  private LinePicture now(Line line) {
    var site = picture.read(line.site());
    return site == null
        ? empty(line)
        : site.lines().stream()
            .filter(l -> l.line().id().equals(line.id()))
            .findFirst()
            .orElseGet(() -> empty(line));
  }

  private static LinePicture empty(Line line) {
    return new LinePicture(
        line,
        Map.of(),
        new nl.vangnet.capacity.EffectiveFree(
            null, null, null, List.of(), 0, nl.vangnet.capacity.Age.UNKNOWN),
        false);
  }

  private List<LineView.Truth> truths(Words words, LinePicture line) {
    return Arrays.stream(Variable.values())
        .map(line::figure)
        .filter(f -> f.measured() != null)
        .map(f -> truth(words, f))
        .toList();
  }

  private LineView.Truth truth(Words words, Figure figure) {
    var measured = java.util.Objects.requireNonNull(figure.measured());
    return new LineView.Truth(
        figure.variable().code(),
        labels.variable(words, figure.variable()),
        measured.value() == null ? null : words.number(measured.value()),
        measured.value() == null ? labels.reason(words, measured) : null,
        measured.note(),
        labels.method(words, measured.method()),
        labels.giver(measured.source()),
        measured.observedAt(),
        measured.receivedAt(),
        measured.confirmedAt(),
        figure.corrected(),
        figure.used() == null ? null : words.number(figure.used()),
        Labels.age(figure.age()));
  }

  private List<LineView.Row> corrections(Words words, Line line, Instant now) {
    return book.corrections(line.id()).stream().map(p -> row(words, p, now)).toList();
  }

  private LineView.Row row(Words words, PastCorrection past, Instant now) {
    var correction = past.correction();
    var withdrawnBy = past.withdrawnBy();
    var state =
        past.withdrawnAt() != null ? "withdrawn" : past.isInForce(now) ? "in-force" : "expired";
    return new LineView.Row(
        correction.id(),
        labels.variable(words, correction.variable()),
        correction.amount(),
        correction.reason(),
        labels.giver(correction.author()),
        correction.createdAt(),
        correction.expiresAt(),
        state,
        past.withdrawnAt(),
        withdrawnBy == null ? null : labels.giver(withdrawnBy));
  }

  private List<LineView.Observed> recent(Words words, Line line) {
    return history.recent(line.id(), RECENT).stream()
        .map(e ->
            new LineView.Observed(
                labels.variable(words, e.variable()),
                e.measured().value() == null ? null : words.number(e.measured().value()),
                e.measured().value() == null ? labels.reason(words, e.measured()) : null,
                labels.method(words, e.measured().method()),
                labels.giver(e.measured().source()),
                e.measured().observedAt(),
                e.measured().receivedAt()))
        .toList();
  }

  private @Nullable StepChart chart(Line line, Instant now) {
    var to = now.truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
    return StepChart.of(series(line, Variable.OCCUPIED, to), series(line, Variable.STAFFED, to));
  }

  private List<History.Point> series(Line line, Variable variable, Instant to) {
    return history.series(
        List.of(line.site()),
        l -> l.id().equals(line.id()),
        variable,
        to.minus(Duration.ofHours(24)),
        to,
        Duration.ofMinutes(10));
  }

  private LineView.CorrectForm form(Words words, LinePicture line, Again again, Frame frame) {
    var measured =
        Arrays.stream(Variable.values())
            .map(line::figure)
            .filter(f -> f.measured() != null && f.measured().value() != null)
            .map(f ->
                new SiteFormView.Choice(f.variable().code(), labels.variable(words, f.variable())))
            .toList();
    var longest = rules.longestCorrectionHours(frame.now());
    return new LineView.CorrectForm(
        measured,
        longest,
        frame.field(frame.now().plus(Duration.ofHours(longest))),
        again.typed(),
        again.field(),
        again.wrong());
  }

  private LineView.@Nullable Ended ended(Line line, LinePicture now) {
    return ends.find(line)
        .map(e ->
            new LineView.Ended(
                e.endedAt(), e.reason(), labels.giver(e.author()), !now.figures().isEmpty()))
        .orElse(null);
  }

  private LineView.Acts acts(Actor actor, Site site) {
    return new LineView.Acts(
        guard.may(actor, Permission.ENTER_FIGURES, site.id()),
        guard.may(actor, Permission.CORRECT_FIGURES, site.id()),
        guard.may(actor, Permission.ENTER_FIGURES, site.id())
            || actor.has(Permission.CONNECT_SITES),
        EntryPages.href(site, home));
  }
}
