package nl.vangnet.plausibility.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Region;
import nl.vangnet.plausibility.Check;
import nl.vangnet.plausibility.Finding;
import nl.vangnet.plausibility.FindingDesk;
import nl.vangnet.plausibility.Owner;
import nl.vangnet.plausibility.ResolveOutcome;
import nl.vangnet.plausibility.RuleScore;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The worklist of doubtful figures and each finding by itself (CAP-23).
@Controller
class FindingPages {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM");

  private final FindingDesk desk;
  private final HomeRegions regions;
  private final FindingWords words;
  private final Guard guard;

  FindingPages(FindingDesk desk, HomeRegions regions, FindingWords words, Guard guard) {
    this.desk = desk;
    this.regions = regions;
    this.words = words;
    this.guard = guard;
  }

  @GetMapping("/bevindingen")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView list(
      @RequestParam(defaultValue = "") String stand,
      @RequestParam(defaultValue = "") String regel,
      @RequestParam(defaultValue = "") String regio,
      Actor actor,
      Frame frame) {
    var resolved = stand.equals("opgelost");
    var rule =
        regel.isBlank()
            ? null
            : Check.find(regel)
                .orElseThrow(() -> new NotFound(frame.t("plausibility.problem.rule", cut(regel))));
    var region = region(regio, frame);
    var all = desk.list(actor);
    var rows = new ArrayList<FindingView.Row>();
    var mine = new ArrayList<FindingView.Row>();
    for (var one : all) {
      var finding = one.finding();
      var isIn =
          region == null
              || regions
                  .of(finding.site())
                  .map(Region::id)
                  .equals(java.util.Optional.of(region.id()));
      if (isIn
          && (rule == null || finding.subject().check() == rule)
          && finding.isOpen() != resolved) {
        (one.mine() ? mine : rows).add(row(frame, one));
      }
    }
    var scores = desk.scores(actor);
    var view =
        new FindingView(
            sums(all, scores, frame.now()),
            mine,
            rows,
            new FindingView.Choice(
                resolved,
                rule,
                region,
                List.of(Check.values()),
                actor.scope() instanceof Scope.Everywhere ? regions.list() : List.of()),
            scores.stream().map(s -> score(frame, s)).toList());
    return new ModelAndView("plausibility/web/findings", Map.of("frame", frame, "view", view));
  }

  private @Nullable Region region(String code, Frame frame) {
    return code.isBlank()
        ? null
        : regions
            .find(code)
            .orElseThrow(() -> new NotFound(frame.t("plausibility.problem.region", cut(code))));
  }

  private static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) : text;
  }

  private static FindingView.Sums sums(
      List<FindingDesk.Listed> all, List<RuleScore> scores, Instant now) {
    var judged = scores.stream().mapToInt(RuleScore::judged).sum();
    var falseAlarms = scores.stream().mapToInt(RuleScore::falseAlarms).sum();
    return new FindingView.Sums(
        (int) all.stream().filter(FindingDesk.Listed::mine).count(),
        (int) all.stream().filter(l -> l.finding().isOpen()).count(),
        (int)
            all.stream()
                .filter(l -> l.finding().state().isJudged())
                .filter(l ->
                    Objects.requireNonNull(l.finding().judgement())
                        .at()
                        .isAfter(now.minus(Duration.ofDays(1))))
                .count(),
        judged == 0 ? null : Integer.valueOf(Math.round(falseAlarms * 100f / judged)));
  }

  private static FindingView.Score score(Frame frame, RuleScore score) {
    var code = score.check().code();
    return new FindingView.Score(
        code,
        FindingWords.rule(frame.words(), score.check()),
        frame.t("plausibility.meaning." + code),
        score);
  }

  private FindingView.Row row(Frame frame, FindingDesk.Listed listed) {
    var finding = listed.finding();
    var site = listed.site();
    var judgement = finding.judgement();
    return new FindingView.Row(
        finding.id(),
        FindingWords.rule(frame.words(), finding.subject().check()),
        FindingWords.why(frame.words(), finding.suspicion()),
        site.name(),
        site.code(),
        words.line(frame.words(), desk.line(finding).orElse(null)),
        FindingWords.region(regions.of(site.id()).orElse(null)),
        finding.state(),
        owner(frame, listed),
        finding.openedAt(),
        finding.times(),
        judgement == null
            ? finding.isOpen()
                ? null
                : new FindingView.Judgement(
                    frame.t("plausibility.state.gone"), "", "", finding.events().getLast().at())
            : new FindingView.Judgement(
                frame.t("plausibility.state." + FindingWords.code(finding.state())),
                judgement.reason(),
                judgement.by().name(),
                judgement.at()));
  }

  private String owner(Frame frame, FindingDesk.Listed listed) {
    return switch (listed.owner()) {
      case HOSPITAL -> listed.site().name();
      case REGION ->
          frame.t(
              "plausibility.owner.region",
              FindingWords.region(regions.of(listed.site().id()).orElse(null)));
      case STEWARD -> frame.t("plausibility.owner." + Owner.STEWARD.code());
    };
  }

  @GetMapping("/bevindingen/{id}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView one(@PathVariable String id, Actor actor, Frame frame, HttpServletRequest request) {
    var listed = listed(actor, id, frame);
    var finding = listed.finding();
    var check = finding.subject().check();
    var line = finding.subject().line();
    var hints = new ArrayList<String>();
    for (var i = 1; frame.words().has("plausibility.hint." + check.code() + "." + i); i++) {
      hints.add(frame.t("plausibility.hint." + check.code() + "." + i));
    }
    var view =
        new FindingView.One(
            row(frame, listed),
            check.numbers().stream()
                .map(n -> FindingWords.fact(frame.words(), finding.suspicion(), n))
                .toList(),
            frame.t("plausibility.meaning." + check.code()),
            hints,
            days(frame, finding),
            check == Check.LAST_DIGITS ? desk.digits(finding.site()) : List.of(),
            finding.events().reversed().stream().map(e -> step(frame, e)).toList(),
            new FindingView.Acts(
                finding.isOpen() && desk.may(actor, finding.site()),
                guard.may(actor, Permission.CORRECT_FIGURES, finding.site()),
                line == null ? null : line.value()));
    var model = new java.util.HashMap<String, Object>();
    model.put("frame", frame);
    model.put("view", view);
    model.put("flash", Flash.of(request));
    return new ModelAndView("plausibility/web/finding", model);
  }

  private FindingDesk.Listed listed(Actor actor, String id, Frame frame) {
    return (id.matches("[0-9]{1,15}")
            ? desk.find(actor, Long.parseLong(id))
            : java.util.Optional.<FindingDesk.Listed>empty())
        .orElseThrow(() -> new NotFound(frame.t("plausibility.problem.finding", cut(id))));
  }

  private static FindingView.Step step(Frame frame, Finding.Event event) {
    var suspicion = event.suspicion();
    return new FindingView.Step(
        frame.t("plausibility.event." + FindingWords.code(event.kind())),
        suspicion == null ? event.reason() : FindingWords.why(frame.words(), suspicion),
        event.by().name(),
        event.at());
  }

  private FindingView.@Nullable Days days(Frame frame, Finding finding) {
    var days = desk.days(finding);
    if (days.size() < 2) {
      return null;
    }
    var top =
        days.stream()
            .map(FindingDesk.DayValue::value)
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .max()
            .orElse(0);
    var since = finding.suspicion().since();
    var bars = new ArrayList<FindingView.Bar>();
    for (var day : days) {
      var value = day.value();
      bars.add(
          new FindingView.Bar(
              value,
              value == null || top == 0 ? 0 : Math.max(1, value * 100 / top),
              !day.at().isBefore(since) && finding.subject().check() != Check.JUMP
                  || day.at().isAfter(since),
              day(frame, day.at()) + ": " + frame.number(value)));
    }
    var variable = FindingWords.variable(frame.words(), finding.subject().variable());
    return new FindingView.Days(
        variable,
        bars,
        top,
        day(frame, days.getFirst().at()),
        day(frame, days.getLast().at()),
        frame.t(
            "plausibility.days.label",
            variable,
            bars.size(),
            String.join(
                ", ",
                Arrays.stream(bars.toArray(new FindingView.Bar[0]))
                    .skip(Math.max(0, bars.size() - 7L))
                    .map(FindingView.Bar::label)
                    .toList())));
  }

  private static String day(Frame frame, Instant at) {
    return DAY.withLocale(frame.locale()).format(at.atZone(Frame.ZONE));
  }

  @PostMapping("/bevindingen/{id}")
  @Grant(Permission.RESOLVE_FINDINGS)
  ModelAndView resolve(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String hoe,
      @RequestParam(defaultValue = "") String reden,
      Actor actor,
      Frame frame,
      RedirectAttributes redirect) {
    var listed = listed(actor, id, frame);
    var here = "/bevindingen/" + listed.finding().id();
    var how =
        Arrays.stream(Finding.Resolution.values())
            .filter(r -> FindingWords.code(r).equals(hoe))
            .findFirst();
    if (how.isEmpty()) {
      return refused(frame, "how-missing", "", reden).leave(redirect, here);
    }
    return switch (desk.resolve(actor, listed.finding().id(), how.get(), reden)) {
      case ResolveOutcome.Done done ->
          Flash.done(redirect, frame.t("plausibility.done." + hoe), here);
      case ResolveOutcome.Refused(var code, var advice) ->
          refused(frame, code, advice, reden).leave(redirect, here);
    };
  }

  private static Flash refused(Frame frame, String code, String advice, String typed) {
    var key = "plausibility.refused." + code;
    return new Flash(false, frame.words().has(key) ? frame.t(key) : advice, Map.of("reden", typed));
  }
}
