package nl.vangnet.transfer;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.desks.Desk;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Says what one who looks may do with a case as it stands, so that a page offers what the desks
/// will do and nothing else. The desks decide; this only asks the same questions beforehand.
@Component
public class CaseRights {
  private static final Set<State> EDITABLE =
      EnumSet.of(State.DRAFT, State.SUBMITTED, State.REGIONAL_SEARCH, State.NATIONAL_SEARCH);

  private final SearchDesk search;
  private final AnswerDesk answers;
  private final MoveDesk moves;
  private final CaseSight sight;
  private final Guard guard;

  CaseRights(SearchDesk search, AnswerDesk answers, MoveDesk moves, CaseSight sight, Guard guard) {
    this.search = search;
    this.answers = answers;
    this.moves = moves;
    this.sight = sight;
    this.guard = guard;
  }

  /// What an actor may do now with a case that he sees.
  @Transactional(readOnly = true)
  public Set<CaseAct> acts(Actor actor, TransferRequest request) {
    var acts = EnumSet.noneOf(CaseAct.class);
    var state = request.state();
    if (moves.maySend(actor, request)) {
      sending(actor, request, acts);
    }
    if (search.maySearch(actor, request)) {
      searching(actor, request, acts);
    }
    if (search.mayGoNational(actor, request)
        && !request.isNational()
        && state.next().contains(State.NATIONAL_SEARCH)) {
      acts.add(CaseAct.GO_NATIONAL);
    }
    if (request.isNational() && state.isSearching() && answers.mayOverride(actor, request)) {
      acts.add(CaseAct.OVERRIDE);
    }
    if ((state == State.ACCEPTED || state == State.TRANSPORT_ORDERED)
        && answers.mayLose(actor, request)) {
      acts.add(CaseAct.LOSE_BED);
    }
    if (moves.maySend(actor, request) || moves.mayReceive(actor, request)) {
      if (state == State.UNDER_WAY) {
        acts.add(CaseAct.ARRIVE);
      } else if (state == State.ARRIVED) {
        acts.add(CaseAct.CLOSE);
      }
    }
    var placement = request.placement();
    if ((state == State.ARRIVED || state == State.CLOSED)
        && placement != null
        && guard.may(actor, Permission.REQUEST_TRANSFER, placement.site())) {
      acts.add(CaseAct.FOLLOW);
    }
    if (Desk.of(actor).isPresent()) {
      acts.add(CaseAct.COMMENT);
    }
    return Collections.unmodifiableSet(acts);
  }

  private void sending(Actor actor, TransferRequest request, Set<CaseAct> acts) {
    var state = request.state();
    if (EDITABLE.contains(state)) {
      acts.add(CaseAct.EDIT);
    }
    if (state == State.DRAFT) {
      acts.add(CaseAct.SUBMIT);
    }
    if (state.next().contains(State.WITHDRAWN)) {
      acts.add(CaseAct.WITHDRAW);
    }
    if (state.next().contains(State.CANCELLED)) {
      acts.add(CaseAct.CANCEL);
    }
    if (moves.hasLeg(request)) {
      if (state == State.ACCEPTED || state == State.TRANSPORT_ORDERED) {
        acts.add(CaseAct.CONFIRM);
      }
    } else {
      if (state == State.ACCEPTED) {
        if (actor.has(Permission.ORDER_TRANSPORT)) {
          acts.add(CaseAct.ORDER);
        }
        acts.add(CaseAct.OWN_TRANSPORT);
      } else if (state == State.TRANSPORT_ORDERED) {
        acts.add(CaseAct.DEPART);
      }
    }
  }

  private void searching(Actor actor, TransferRequest request, Set<CaseAct> acts) {
    var state = request.state();
    if (state == State.SUBMITTED) {
      acts.add(CaseAct.TAKE_UP);
      acts.add(CaseAct.RANK);
    }
    if (state.isSearching()) {
      acts.add(CaseAct.RANK);
      acts.add(CaseAct.ASK);
      acts.add(CaseAct.TAKE_BACK);
      if (request.isNational() && actor.role() == Role.NATIONAL) {
        acts.add(CaseAct.ASK_ABROAD);
      }
    }
    if (actor.role() != Role.HOSPITAL && state.next().contains(State.REFUSED)) {
      acts.add(CaseAct.REFUSE);
    }
  }

  /// The offers of a case that concern the reader: all for the sending side, its region, the nation
  /// and oversight, and for the regions from the national step on; else those to its own sites.
  public List<Offer> offers(Actor reader, TransferRequest request, List<Offer> offers) {
    if (reader.role() == Role.OVERSIGHT
        || sight.isSender(reader, request)
        || (reader.role() == Role.REGION && request.isNational())) {
      return offers;
    }
    return offers.stream().filter(o -> sight.covers(reader, o.site())).toList();
  }
}
