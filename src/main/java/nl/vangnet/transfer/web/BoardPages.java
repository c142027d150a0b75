package nl.vangnet.transfer.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Region;
import nl.vangnet.transfer.CaseBoard;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseTurns;
import nl.vangnet.transfer.State;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// The live board of all cases that concern the one who looks: a hospital, a region and the nation
/// each see their own picture of it.
@Controller
class BoardPages {
  static final String HOME = "/overplaatsingen";
  private static final int SHOWN = 60;
  private static final int MOST = 600;
  private static final List<State> COLUMNS =
      List.of(
          State.DRAFT,
          State.SUBMITTED,
          State.REGIONAL_SEARCH,
          State.NATIONAL_SEARCH,
          State.OFFERED,
          State.ACCEPTED,
          State.TRANSPORT_ORDERED,
          State.UNDER_WAY,
          State.ARRIVED);

  private final CaseBoard board;
  private final CaseBook book;
  private final CaseTurns turns;
  private final BoardCards cards;
  private final Places places;
  private final Definitions definitions;
  private final Directory directory;

  BoardPages(
      CaseBoard board,
      CaseBook book,
      CaseTurns turns,
      BoardCards cards,
      Places places,
      Definitions definitions,
      Directory directory) {
    this.board = board;
    this.book = book;
    this.turns = turns;
    this.cards = cards;
    this.places = places;
    this.definitions = definitions;
    this.directory = directory;
  }

  @GetMapping(HOME)
  @Grant(Permission.SEE_TRANSFERS)
  ModelAndView board(Actor actor, Frame frame, HttpServletRequest request) {
    var filter = BoardFilter.of(frame.query(), places);
    var all = board.cards(actor);
    var fitting =
        all.stream()
            .filter(filter::fits)
            .filter(c -> !filter.mine() || turns.waitsFor(actor, c))
            .toList();
    var names = Names.of(definitions, frame.words());
    var columns = columns(actor, frame, names, filter, fitting);
    var open = all.stream().filter(c -> c.request().state().isOpen()).toList();
    var view =
        new BoardView(
            place(actor, frame),
            columns,
            new BoardView.Sums(
                open.size(),
                BoardCards.late(open, frame.now()),
                (int) open.stream().filter(c -> turns.waitsFor(actor, c)).count(),
                (int) open.stream().filter(c -> c.request().content().emergency()).count()),
            filter,
            choices(actor, names),
            tab(frame, columns),
            turns.concerns(actor),
            Flash.of(request));
    return new ModelAndView("transfer/web/board", Map.of("frame", frame, "view", view));
  }

  private List<BoardView.Column> columns(
      Actor actor, Frame frame, Names names, BoardFilter filter, List<CaseBoard.Card> fitting) {
    var byColumn = BoardCards.byColumn(fitting);
    var wanted = frame.query().getOrDefault("meer", "");
    var most = Math.clamp(Codes.number(frame.query().get("n")), SHOWN, MOST);
    var shown = new ArrayList<CaseBoard.Card>();
    byColumn.forEach((code, list) ->
        shown.addAll(
            list.subList(0, Math.min(list.size(), code.equals(wanted) ? (int) most : SHOWN))));
    var seen = book.seen(actor, shown.stream().map(c -> c.request().id()).toList());
    var columns = new ArrayList<BoardView.Column>();
    for (var state : order(actor)) {
      var list = byColumn.getOrDefault(state.code(), List.of());
      if (state == State.DRAFT && list.isEmpty()) {
        continue;
      }
      var limit = state.code().equals(wanted) ? (int) most : SHOWN;
      columns.add(column(actor, frame, names, state.code(), list, limit, seen));
    }
    if (filter.ended()) {
      var list = new ArrayList<>(byColumn.getOrDefault("ended", List.of()));
      list.sort(
          Comparator.comparing((CaseBoard.Card c) -> c.request().progress().since()).reversed());
      columns.add(
          column(
              actor,
              frame,
              names,
              "ended",
              list,
              "ended".equals(wanted) ? (int) most : SHOWN,
              seen));
    }
    return columns;
  }

  /// The order of the columns: the drafts first where they are written, last for the desks.
  private static List<State> order(Actor actor) {
    if (actor.role() == Role.HOSPITAL) {
      return COLUMNS;
    }
    var order = new ArrayList<>(COLUMNS);
    order.remove(State.DRAFT);
    order.add(State.DRAFT);
    return order;
  }

  private BoardView.Column column(
      Actor actor,
      Frame frame,
      Names names,
      String code,
      List<CaseBoard.Card> list,
      int limit,
      Map<Long, Instant> seen) {
    var shown = list.subList(0, Math.min(list.size(), limit));
    var written = new ArrayList<BoardView.Card>();
    for (var card : shown) {
      written.add(cards.card(actor, frame, names, card, seen));
    }
    return new BoardView.Column(
        code,
        frame.words().of("transfer.column." + code),
        list.size(),
        code.equals("ended") ? 0 : BoardCards.late(list, frame.now()),
        written,
        list.size() > shown.size() ? more(frame, code, limit) : "");
  }

  private static String more(Frame frame, String code, int limit) {
    var query = new java.util.LinkedHashMap<>(frame.query());
    query.put("meer", code);
    query.put("staat", code);
    query.put("n", Integer.toString(Math.min(MOST, limit + 2 * SHOWN)));
    var text = new StringBuilder(frame.path());
    var mark = '?';
    for (var part : query.entrySet()) {
      text.append(mark)
          .append(
              java.net.URLEncoder.encode(part.getKey(), java.nio.charset.StandardCharsets.UTF_8))
          .append('=')
          .append(
              java.net.URLEncoder.encode(part.getValue(), java.nio.charset.StandardCharsets.UTF_8));
      mark = '&';
    }
    return text.toString();
  }

  /// The column that a narrow screen shows: the chosen one, else the first with a case that waits
  /// for the reader, else the first with a case.
  private static String tab(Frame frame, List<BoardView.Column> columns) {
    var chosen = frame.query().getOrDefault("staat", "");
    if (columns.stream().anyMatch(c -> c.code().equals(chosen))) {
      return chosen;
    }
    return columns.stream()
        .filter(c -> c.cards().stream().anyMatch(k -> k.marks().mine()))
        .findFirst()
        .or(() -> columns.stream().filter(c -> c.count() > 0).findFirst())
        .map(BoardView.Column::code)
        .orElse(State.SUBMITTED.code());
  }

  private BoardView.Choices choices(Actor actor, Names names) {
    var categories = new ArrayList<BoardView.Choice>();
    for (var category : Names.places(definitions)) {
      categories.add(new BoardView.Choice(category.code(), names.category(category.code())));
    }
    var cohorts = new ArrayList<BoardView.Choice>();
    for (var cohort : definitions.cohorts()) {
      cohorts.add(new BoardView.Choice(cohort.code(), names.cohort(cohort.code())));
    }
    return new BoardView.Choices(
        categories,
        cohorts,
        actor.scope() instanceof Scope.Everywhere ? places.regions() : List.of(),
        actor.has(Permission.REQUEST_TRANSFER),
        actor.role() == Role.REGION || actor.role() == Role.NATIONAL);
  }

  private String place(Actor actor, Frame frame) {
    return switch (actor.scope()) {
      case Scope.Everywhere() -> frame.t("transfer.board.nation");
      case Scope.InRegion(var region) ->
          directory.snapshot().findRegion(region).map(Region::shortName).orElse("");
      case Scope.InOrganisation(var organisation) ->
          directory.snapshot().findOrganisation(organisation).map(o -> o.name()).orElse("");
    };
  }
}
