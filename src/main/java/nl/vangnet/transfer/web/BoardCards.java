package nl.vangnet.transfer.web;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.desks.Desk;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transfer.CaseBoard;
import nl.vangnet.transfer.CaseTurns;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.TransferRequest;
import nl.vangnet.web.Frame;
import org.springframework.stereotype.Component;

/// Writes cases as cards, for one who looks.
@Component
class BoardCards {
  private final CaseTurns turns;
  private final Places places;

  BoardCards(CaseTurns turns, Places places) {
    this.turns = turns;
    this.places = places;
  }

  /// The card of a case; `seen` says until when the reader's desk has read each case.
  BoardView.Card card(
      Actor reader, Frame frame, Names names, CaseBoard.Card card, Map<Long, Instant> seen) {
    var request = card.request();
    var content = request.content();
    var desk = Desk.of(reader).map(Desk::key).orElse("");
    var last = card.last();
    var read = seen.get(request.id());
    var facing = turns.waitsFor(reader, card);
    return new BoardView.Card(
        request.number().value(),
        request.state().code(),
        frame.words().of("transfer.state." + request.state().code()),
        request.state().isOpen()
            ? Texts.clock(frame, request.progress().since(), request.progress().due())
            : null,
        Texts.facts(frame, content, names),
        new BoardView.Marks(
            content.emergency(),
            request.isNational(),
            facing,
            !desk.isEmpty() && read == null && request.state().isOpen(),
            last != null
                && !desk.isEmpty()
                && !last.desk().equals(desk)
                && read != null
                && read.isBefore(last.at())),
        places.site(request.origin().site()),
        to(frame, card),
        owner(frame, card),
        last == null
            ? null
            : new BoardView.Said(
                last.author(), last.text(), last.at().toEpochMilli(), frame.age(last.at())));
  }

  private String to(Frame frame, CaseBoard.Card card) {
    var placement = card.request().placement();
    if (placement != null) {
      return places.site(placement.site());
    }
    var open = card.open();
    return switch (open.size()) {
      case 0 -> frame.t("transfer.to.unknown");
      case 1 -> frame.t("transfer.to.asked", places.site(open.getFirst().site()));
      default ->
          frame.t("transfer.to.asked-more", places.site(open.getFirst().site()), open.size() - 1);
    };
  }

  /// Who has to act now, by name.
  String owner(Frame frame, CaseBoard.Card card) {
    var asked = card.open().stream().map(o -> o.site()).toList();
    return owner(frame, card.request(), asked);
  }

  /// Who has to act now, by name; `asked` are the sites that still have to answer.
  String owner(Frame frame, TransferRequest request, List<SiteId> asked) {
    var origin = request.origin();
    return switch (turns.of(request)) {
      case SENDER -> frame.t("transfer.turn.draft", places.site(origin.site()));
      case REGION ->
          frame.t(
              request.state() == State.ACCEPTED
                  ? "transfer.turn.order-region"
                  : "transfer.turn.region",
              places.region(origin.region()));
      case NATION ->
          frame.t(
              request.state() == State.ACCEPTED
                  ? "transfer.turn.order-nation"
                  : "transfer.turn.nation");
      case ASKED ->
          asked.isEmpty()
              ? frame.t("transfer.turn.asked-none")
              : asked.size() == 1
                  ? places.site(asked.getFirst())
                  : frame.t("transfer.turn.asked", places.site(asked.getFirst()), asked.size() - 1);
      case TRANSPORT -> frame.t("transfer.turn.transport");
      case RECEIVER -> {
        var placement = request.placement();
        yield placement == null
            ? ""
            : frame.t("transfer.turn.close", places.site(placement.site()));
      }
      case NOBODY -> "";
    };
  }

  /// How many cases are late, by their clock.
  static int late(List<CaseBoard.Card> cards, Instant now) {
    return (int)
        cards.stream().filter(c -> c.request().state().isOpen() && !c.clock().isAfter(now)).count();
  }

  /// The cards by state; the ended ones together under "ended".
  static Map<String, List<CaseBoard.Card>> byColumn(List<CaseBoard.Card> cards) {
    var found = new HashMap<String, List<CaseBoard.Card>>();
    for (var card : cards) {
      var state = card.request().state();
      found
          .computeIfAbsent(
              state.isOpen() ? state.code() : "ended", k -> new java.util.ArrayList<>())
          .add(card);
    }
    return found;
  }
}
