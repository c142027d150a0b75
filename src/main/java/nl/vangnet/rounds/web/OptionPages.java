package nl.vangnet.rounds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.directory.Region;
import nl.vangnet.rounds.Board;
import nl.vangnet.rounds.Offer;
import nl.vangnet.rounds.OptionDesk;
import nl.vangnet.rounds.Plea;
import nl.vangnet.rounds.RoundOutcome;
import nl.vangnet.rounds.SignOffDesk;
import nl.vangnet.web.Frame;
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

/// The options for regions in need: what every region offers and gave, the requests for places, the
/// list that the nation hands over, and the threads between regions (SPR-05, SPR-06).
@Controller
class OptionPages {
  private static final String NOTICE = "notice";

  private final OptionDesk desk;
  private final SignOffDesk contacts;
  private final RoundLabels labels;
  private final Definitions definitions;

  OptionPages(OptionDesk desk, SignOffDesk contacts, RoundLabels labels, Definitions definitions) {
    this.desk = desk;
    this.contacts = contacts;
    this.labels = labels;
    this.definitions = definitions;
  }

  @GetMapping("/aanlevering/{round}/opties")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView options(
      Actor actor,
      Frame frame,
      @PathVariable String round,
      @RequestParam(defaultValue = "icu") String soort,
      HttpServletRequest request) {
    return page(
        actor, frame, labels.board(round), soort, OptionView.Form.EMPTY, null, notice(request));
  }

  private ModelAndView page(
      Actor actor,
      Frame frame,
      Board board,
      String asked,
      OptionView.Form form,
      @Nullable String wrong,
      @Nullable String notice) {
    var words = frame.words();
    var category = definitions.findCategory(asked).map(c -> c.code()).orElse("icu");
    var offers = desk.offers(board.round().id(), category, null);
    var view =
        new OptionView(
            board,
            RoundLabels.day(words, board.round().day()),
            category,
            labels.category(words, category),
            board.request().asked().stream()
                .map(a -> new OptionView.Choice(a.category(), labels.category(words, a.category())))
                .toList(),
            definitions.cohorts().stream()
                .map(c -> new OptionView.Choice(c.code(), labels.cohort(words, c.code())))
                .toList(),
            offers.stream()
                .map(o ->
                    new OptionView.OfferRow(
                        o,
                        actor.scope() instanceof Scope.InRegion(var own)
                            && own.equals(o.region().id())))
                .toList(),
            desk.pleas(actor, board.round().id()).stream().map(p -> row(words, board, p)).toList(),
            labels.regions(board).stream().filter(r -> SignOffDesk.maySign(actor, r.id())).toList(),
            form,
            wrong,
            notice);
    return new ModelAndView("rounds/web/options", Map.of("frame", frame, "view", view));
  }

  private OptionView.PleaRow row(Words words, Board board, Plea plea) {
    var last = plea.handouts().isEmpty() ? null : plea.handouts().getFirst();
    return new OptionView.PleaRow(
        plea,
        labels.region(plea.region()),
        labels.category(words, plea.category()),
        labels.cohort(words, plea.cohort()),
        last != null && last.at().isAfter(board.round().times().optionsDue()),
        last == null ? null : Long.valueOf(Duration.between(plea.at(), last.at()).toMinutes()));
  }

  @PostMapping("/aanlevering/{round}/verzoeken")
  @Grant(Permission.SIGN_OFF)
  ModelAndView ask(
      Actor actor,
      Frame frame,
      @PathVariable String round,
      @RequestParam(defaultValue = "") String region,
      @RequestParam(defaultValue = "") String category,
      @RequestParam(defaultValue = "") String cohort,
      @RequestParam(defaultValue = "") String wanted,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes after) {
    var board = labels.board(round);
    var of = labels.region(board, region);
    var outcome =
        desk.ask(
            actor,
            board.round().id(),
            of.id(),
            new OptionDesk.Ask(
                category, cohort.isBlank() ? null : cohort, number(wanted), reason.strip()));
    return switch (outcome) {
      case RoundOutcome.Done(var id) -> {
        after.addFlashAttribute(NOTICE, frame.t("rounds.plea.asked"));
        yield Redirects.seeOther("/aanlevering/verzoek/" + id);
      }
      case RoundOutcome.Refused(var code) -> {
        var page =
            page(
                actor,
                frame,
                board,
                category.isBlank() ? "icu" : category,
                new OptionView.Form(region, category, cohort, wanted, reason),
                refusal(frame, code),
                null);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  @GetMapping("/aanlevering/verzoek/{id}")
  @Grant(Permission.SEE_PICTURE)
  ModelAndView plea(Actor actor, Frame frame, @PathVariable long id, HttpServletRequest request) {
    return pleaPage(actor, frame, id, Map.of(), null, notice(request));
  }

  private ModelAndView pleaPage(
      Actor actor,
      Frame frame,
      long id,
      Map<String, String> sent,
      @Nullable String wrong,
      @Nullable String notice) {
    var plea = desk.get(actor, id);
    var board = labels.board(Long.toString(plea.round()));
    var reach = contacts.contacts();
    var last = plea.last();
    var options = new ArrayList<OptionView.OptionRow>();
    if (last != null) {
      for (var option : last.options()) {
        options.add(
            new OptionView.OptionRow(
                option,
                labels.region(option.region()),
                labels.regionCode(option.region()),
                reach.get(option.region()),
                plea.thread(option.region()),
                plea.agreed(option.region()),
                plea.end() == null
                    && (SignOffDesk.maySign(actor, plea.region())
                        || SignOffDesk.maySign(actor, option.region()))));
      }
    }
    var mayHandOver = actor.has(Permission.RUN_ROUNDS) && plea.end() == null;
    var view =
        new OptionView.PleaView(
            board,
            RoundLabels.day(frame.words(), board.round().day()),
            row(frame.words(), board, plea),
            options,
            mayHandOver ? candidates(plea, sent) : List.of(),
            mayHandOver,
            plea.end() == null && SignOffDesk.maySign(actor, plea.region()),
            wrong,
            notice);
    return new ModelAndView("rounds/web/plea", Map.of("frame", frame, "view", view));
  }

  /// The other regions with what they offer; without an earlier list those that offer enough are
  /// chosen, so that the desk has a list to begin with.
  private List<OptionView.Candidate> candidates(Plea plea, Map<String, String> sent) {
    var last = plea.last();
    var found = new ArrayList<OptionView.Candidate>();
    var left = plea.wanted();
    for (var offer : desk.offers(plea.round(), plea.category(), plea.cohort())) {
      var id = offer.region().id();
      if (id.equals(plea.region())) {
        continue;
      }
      var code = offer.region().code();
      var before =
          last == null
              ? null
              : last.options().stream().filter(o -> o.region().equals(id)).findFirst().orElse(null);
      var offered = offer.offered().value() == null ? 0 : offer.offered().value();
      var proposed = last == null ? Math.min(offered, Math.max(0, left)) : 0;
      left -= proposed;
      if (!sent.isEmpty()) {
        found.add(
            new OptionView.Candidate(
                offer,
                sent.containsKey("k." + code),
                sent.getOrDefault("b." + code, ""),
                sent.getOrDefault("o." + code, "")));
      } else if (before != null) {
        found.add(
            new OptionView.Candidate(
                offer,
                true,
                Integer.toString(before.beds()),
                before.remark() == null ? "" : before.remark()));
      } else {
        found.add(
            new OptionView.Candidate(
                offer, proposed > 0, proposed > 0 ? Integer.toString(proposed) : "", ""));
      }
    }
    return found;
  }

  @PostMapping("/aanlevering/verzoek/{id}/opties")
  @Grant(Permission.RUN_ROUNDS)
  ModelAndView handOver(
      Actor actor,
      Frame frame,
      @PathVariable long id,
      @RequestParam Map<String, String> sent,
      RedirectAttributes after) {
    var plea = desk.get(actor, id);
    var choices = new ArrayList<OptionDesk.Choice>();
    for (var offer : desk.offers(plea.round(), plea.category(), plea.cohort())) {
      var code = offer.region().code();
      if (sent.containsKey("k." + code)) {
        var remark = sent.getOrDefault("o." + code, "").strip();
        choices.add(
            new OptionDesk.Choice(
                offer.region().id(),
                number(sent.getOrDefault("b." + code, "")),
                remark.isEmpty() ? null : cut(remark)));
      }
    }
    return answer(
        actor,
        frame,
        id,
        desk.handOver(actor, id, choices, sent.get("remark")),
        sent,
        "rounds.plea.handed-over",
        after);
  }

  private static String cut(String text) {
    return text.length() > 300 ? text.substring(0, 300) : text;
  }

  @PostMapping("/aanlevering/verzoek/{id}/notitie")
  @Grant(Permission.SIGN_OFF)
  ModelAndView note(
      Actor actor,
      Frame frame,
      @PathVariable long id,
      @RequestParam(defaultValue = "") String region,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String agreed,
      RedirectAttributes after) {
    var plea = desk.get(actor, id);
    Region giver = labels.region(labels.board(Long.toString(plea.round())), region);
    var outcome =
        desk.note(
            actor, id, giver.id(), text, agreed.isBlank() ? null : Integer.valueOf(number(agreed)));
    return answer(actor, frame, id, outcome, Map.of(), "rounds.plea.noted", after);
  }

  @PostMapping("/aanlevering/verzoek/{id}/einde")
  @Grant(Permission.SIGN_OFF)
  ModelAndView end(
      Actor actor,
      Frame frame,
      @PathVariable long id,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes after) {
    return answer(
        actor, frame, id, desk.end(actor, id, reason), Map.of(), "rounds.plea.ended", after);
  }

  private ModelAndView answer(
      Actor actor,
      Frame frame,
      long id,
      RoundOutcome outcome,
      Map<String, String> sent,
      String done,
      RedirectAttributes after) {
    return switch (outcome) {
      case RoundOutcome.Done(var made) -> {
        after.addFlashAttribute(NOTICE, frame.words().of(done));
        yield Redirects.seeOther("/aanlevering/verzoek/" + id);
      }
      case RoundOutcome.Refused(var code) -> {
        var page = pleaPage(actor, frame, id, sent, refusal(frame, code), null);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  private static String refusal(Frame frame, String code) {
    var key = "rounds.refused." + code;
    return frame.words().has(key)
        ? frame.words().of(key)
        : frame.words().of("capacity.refused." + code);
  }

  private static int number(String text) {
    return text.strip().matches("[0-9]{1,4}") ? Integer.parseInt(text.strip()) : -1;
  }

  private static @Nullable String notice(HttpServletRequest request) {
    var flash = RequestContextUtils.getInputFlashMap(request);
    return flash != null && flash.get(NOTICE) instanceof String text ? text : null;
  }

  /// A total with what is stale or unknown in it, in words: "7", "7 (+2?)", "—".
  static String shown(Words words, nl.vangnet.capacity.Total total) {
    var value = total.value();
    if (value == null) {
      return total.staleValue() > 0 ? "— (" + total.staleValue() + "?)" : "—";
    }
    return total.staleValue() > 0
        ? words.number(value) + " (+" + total.staleValue() + "?)"
        : words.number(value);
  }

  /// What is not fresh in an offer, in words; empty when all is.
  static String freshness(Words words, Offer offer) {
    var total = offer.offered();
    return total.figures() == 0
        ? words.of("rounds.offer.none")
        : words.of("rounds.offer.fresh", total.fresh() + total.ageing(), total.figures());
  }
}
