package nl.vangnet.transfer.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.directory.Site;
import nl.vangnet.transfer.CaseTurns;
import nl.vangnet.transfer.FiguresDesk;
import nl.vangnet.transfer.ForeignPool;
import nl.vangnet.transfer.TransferFigures;
import nl.vangnet.web.Frame;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/// The pool of places abroad and the balance of reciprocity (SPR-21, CHN-03).
@Controller
class ForeignPages {
  static final String HOME = "/buitenland";

  private final ForeignPool pool;
  private final FiguresDesk figures;
  private final CaseTurns turns;
  private final Places places;
  private final Definitions definitions;
  private final Guard guard;

  ForeignPages(
      ForeignPool pool,
      FiguresDesk figures,
      CaseTurns turns,
      Places places,
      Definitions definitions,
      Guard guard) {
    this.pool = pool;
    this.figures = figures;
    this.turns = turns;
    this.places = places;
    this.definitions = definitions;
    this.guard = guard;
  }

  @GetMapping(HOME)
  @Grant(Permission.SEE_TRANSFERS)
  ModelAndView pool(Actor actor, Frame frame) {
    var names = Names.of(definitions, frame.words());
    var partners = pool.partners(actor).stream().map(p -> partner(actor, frame, names, p)).toList();
    return new ModelAndView(
        "transfer/web/foreign",
        Map.of(
            "frame",
            frame,
            "view",
            new ForeignView(
                partners,
                sum(pool.partners(actor)),
                (int) partners.stream().filter(ForeignView.Partner::silent).count(),
                balances(frame, figures.reciprocity(actor)),
                moves(frame, names, pool.moves(actor)),
                actor.has(Permission.EDIT_DIRECTORY)),
            "concerns",
            turns.concerns(actor)));
  }

  private static @org.jspecify.annotations.Nullable Integer sum(List<ForeignPool.Partner> all) {
    Integer sum = null;
    for (var partner : all) {
      var one = partner.counted();
      if (one != null) {
        sum = one + (sum == null ? 0 : sum);
      }
    }
    return sum;
  }

  private ForeignView.Partner partner(
      Actor actor, Frame frame, Names names, ForeignPool.Partner partner) {
    var site = partner.site();
    return new ForeignView.Partner(
        site.name(),
        site.city(),
        FiguresViews.country(frame, site.country().value()),
        partner.lines().stream()
            .map(l ->
                new ForeignView.Line(
                    names.care(l.category(), l.cohort()),
                    l.offered(),
                    l.offeredAge() == Age.STALE,
                    l.free(),
                    l.freeAge() == Age.STALE,
                    l.since()))
            .toList(),
        partner.counted() == null,
        guard.may(actor, Permission.ENTER_FIGURES, site.id()) ? entry(site) : null);
  }

  private static String entry(Site site) {
    return "/invoer/locatie/"
        + UriUtils.encodePathSegment(site.code(), java.nio.charset.StandardCharsets.UTF_8)
        + "?country="
        + site.country();
  }

  private static List<ForeignView.Country> balances(
      Frame frame, List<TransferFigures.Reciprocity> counted) {
    var most = 1;
    for (var one : counted) {
      most = Math.max(most, Math.max(one.sent(), one.received()));
    }
    var found = new ArrayList<ForeignView.Country>();
    for (var one : counted) {
      found.add(
          new ForeignView.Country(
              FiguresViews.balance(
                  FiguresViews.country(frame, one.country().value()),
                  one.sent(),
                  one.received(),
                  0,
                  most),
              one.homeward()));
    }
    return found;
  }

  private List<ForeignView.Move> moves(Frame frame, Names names, List<ForeignPool.Move> moves) {
    return moves.stream()
        .map(m -> {
          var request = m.request();
          var need = request.content().need();
          var other = places.find(m.other());
          return new ForeignView.Move(
              request.number().value(),
              m.out(),
              request.content().isReturn(),
              places.site(m.out() ? request.origin().site() : m.other()),
              places.site(
                  m.out()
                      ? m.other()
                      : java.util.Objects.requireNonNull(request.placement()).site()),
              other.map(s -> FiguresViews.country(frame, s.country().value())).orElse("?"),
              names.care(need.category(), need.cohort()),
              frame.words().of("transfer.state." + request.state().code()),
              request.progress().since());
        })
        .toList();
  }
}
