package nl.vangnet.transfer;

import java.time.Duration;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.TransferRules;
import nl.vangnet.transfer.Offer.Via;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What the receiving side does: says yes with a bed and a doctor, says no with a reason, loses a
/// bed that it promised. An answer by telephone or by a signed link counts as one on the screen.
@Service
public class AnswerDesk {
  /// How long a promised bed stays held; the arrival ends it.
  private static final Duration PROMISED = Duration.ofHours(24);

  private final CaseStore cases;
  private final OfferStore offers;
  private final CaseSteps steps;
  private final CaseSight sight;
  private final SearchDesk search;
  private final MoveDesk moves;
  private final TransferRules rules;
  private final Guard guard;
  private final ApplicationEventPublisher events;

  AnswerDesk(
      CaseStore cases,
      OfferStore offers,
      CaseSteps steps,
      CaseSight sight,
      SearchDesk search,
      MoveDesk moves,
      TransferRules rules,
      Guard guard,
      ApplicationEventPublisher events) {
    this.cases = cases;
    this.offers = offers;
    this.steps = steps;
    this.sight = sight;
    this.search = search;
    this.moves = moves;
    this.rules = rules;
    this.guard = guard;
    this.events = events;
  }

  /// Whether an actor may answer an offer, and by which way: the asked hospital on the screen or
  /// through the API; a desk that records what was said on the telephone.
  @Transactional(readOnly = true)
  public boolean mayAnswer(Actor actor, TransferRequest request, Offer offer) {
    return switch (actor.role()) {
      case HOSPITAL -> guard.may(actor, Permission.ANSWER_OFFER, offer.site());
      case SOURCE -> actor.has(Permission.REQUEST_TRANSFER) && sight.covers(actor, offer.site());
      case REGION, NATIONAL -> {
        var now = steps.now();
        yield actor.has(Permission.ANSWER_OFFER)
            && rules.mayRecordAnswer(steps.where(request, now), now).contains(CaseSight.word(actor))
            && (sight.covers(actor, offer.site()) || sight.isSender(actor, request));
      }
      case DISPATCH, OVERSIGHT, STEWARD, ADMIN -> false;
    };
  }

  private static Via via(Actor actor, @Nullable Via given) {
    return given != null
        ? given
        : actor.role() == Role.REGION || actor.role() == Role.NATIONAL ? Via.TELEPHONE : Via.SCREEN;
  }

  /// Yes: with the bed or ward and the receiving doctor. The others that were asked hear that it is
  /// no longer needed. `via` null lets the role say: a desk records a telephone call.
  @Transactional
  public TransferOutcome accept(
      Actor by, long offerId, String bed, String doctor, String note, @Nullable Via via) {
    var locked = lock(offerId);
    if (locked == null || !mayAnswer(by, locked.request(), locked.offer())) {
      return CaseSteps.refused("no-such-offer");
    }
    return accept(by, locked, bed, doctor, note, via(by, via));
  }

  /// One offer with its case, both locked.
  record Locked(TransferRequest request, Offer offer) {}

  @Nullable Locked lock(long offerId) {
    var offer = offers.find(offerId).orElse(null);
    if (offer == null) {
      return null;
    }
    var request = cases.lock(offer.request());
    return new Locked(request, offers.lock(offerId).orElseThrow());
  }

  TransferOutcome accept(Actor by, Locked locked, String bed, String doctor, String note, Via via) {
    var offer = locked.offer();
    var request = locked.request();
    if (offer.state() != Offer.State.OPEN || request.state() != State.OFFERED) {
      return closed(offer);
    }
    if (bed.isBlank() || doctor.isBlank()) {
      return CaseSteps.refused(bed.isBlank() ? "bed-missing" : "doctor-missing");
    }
    if (bed.length() > 80 || doctor.length() > 120) {
      return CaseSteps.refused("text-too-long");
    }
    for (var text : new String[] {bed, doctor, note}) {
      var unfit = Notes.refusal(text);
      if (unfit != null) {
        return CaseSteps.refused(unfit);
      }
    }
    var now = steps.now();
    if (!offer.due().isAfter(now)) {
      return CaseSteps.refused("offer-expired");
    }
    offers.answer(
        offer.id(),
        Offer.State.ACCEPTED,
        new Offer.Answer(
            via, now, by.id(), by.name(), null, note.strip(), bed.strip(), doctor.strip()));
    offers.holdUntil(offer.id(), now.plus(PROMISED));
    search.withdrawOpen(request, "another-accepted", Actor.SYSTEM);
    cases.place(request.id(), offer.id());
    var accepted = steps.move(cases.find(request.id()).orElseThrow(), State.ACCEPTED, "", "", by);
    events.publishEvent(new OfferEnded(request.id(), offer.id()));
    if (accepted.content().emergency()) {
      moves.orderBest(accepted);
      accepted = cases.find(accepted.id()).orElseThrow();
    }
    return new TransferOutcome.Done(accepted);
  }

  private static TransferOutcome closed(Offer offer) {
    return CaseSteps.refused(
        switch (offer.state()) {
          case OPEN -> "not-in-this-state";
          case ACCEPTED, LOST -> "answered-already";
          case REFUSED -> "answered-already";
          case EXPIRED -> "offer-expired";
          case WITHDRAWN -> "offer-withdrawn";
        });
  }

  /// No, for a coded reason; the next is asked by itself where policy says so.
  @Transactional
  public TransferOutcome refuse(
      Actor by, long offerId, RefusalReason reason, String note, @Nullable Via via) {
    var locked = lock(offerId);
    if (locked == null || !mayAnswer(by, locked.request(), locked.offer())) {
      return CaseSteps.refused("no-such-offer");
    }
    return refuse(by, locked, reason, note, via(by, via));
  }

  TransferOutcome refuse(Actor by, Locked locked, RefusalReason reason, String note, Via via) {
    var offer = locked.offer();
    if (offer.state() != Offer.State.OPEN) {
      return closed(offer);
    }
    if (reason == RefusalReason.OTHER && note.isBlank()) {
      return CaseSteps.refused("note-missing");
    }
    var unfit = Notes.refusal(note);
    if (unfit != null) {
      return CaseSteps.refused(unfit);
    }
    var now = steps.now();
    offers.answer(
        offer.id(),
        Offer.State.REFUSED,
        new Offer.Answer(via, now, by.id(), by.name(), reason, note.strip(), "", ""));
    return new TransferOutcome.Done(after(locked.request(), offer, "offer-refused", by));
  }

  /// The clock of an offer ran out.
  @Transactional
  public void expire(long offerId) {
    var locked = lock(offerId);
    if (locked == null || locked.offer().state() != Offer.State.OPEN) {
      return;
    }
    var now = steps.now();
    if (locked.offer().due().isAfter(now)) {
      return;
    }
    offers.answer(
        offerId,
        Offer.State.EXPIRED,
        new Offer.Answer(null, now, Actor.SYSTEM.id(), Actor.SYSTEM.name(), null, "", "", ""));
    after(locked.request(), locked.offer(), "offer-expired", Actor.SYSTEM);
  }

  /// The asking desk takes one of its questions back.
  @Transactional
  public TransferOutcome takeBack(Actor by, long offerId, String note) {
    var locked = lock(offerId);
    if (locked == null || !search.maySearch(by, locked.request())) {
      return CaseSteps.refused("no-such-offer");
    }
    if (locked.offer().state() != Offer.State.OPEN) {
      return closed(locked.offer());
    }
    var unfit = Notes.refusal(note);
    if (unfit != null) {
      return CaseSteps.refused(unfit);
    }
    var now = steps.now();
    offers.answer(
        offerId,
        Offer.State.WITHDRAWN,
        new Offer.Answer(null, now, by.id(), by.name(), null, note.strip(), "", ""));
    offers.holdUntil(offerId, now);
    events.publishEvent(new OfferEnded(locked.request().id(), offerId));
    if (openLeft(locked.request())) {
      steps.note(by, "transfer.taken-back", locked.request(), Map.of());
      return new TransferOutcome.Done(locked.request());
    }
    var back = locked.request().isNational() ? State.NATIONAL_SEARCH : State.REGIONAL_SEARCH;
    return new TransferOutcome.Done(steps.move(locked.request(), back, "offer-withdrawn", "", by));
  }

  private TransferRequest after(TransferRequest request, Offer offer, String reason, Actor by) {
    offers.holdUntil(offer.id(), steps.now());
    events.publishEvent(new OfferEnded(request.id(), offer.id()));
    if (request.state() != State.OFFERED) {
      return request;
    }
    if (openLeft(request)) {
      steps.note(by, "transfer." + reason, request, Map.of("offer", Long.toString(offer.id())));
      return search.askBestIfAuto(request);
    }
    return search.searchOn(request, reason, by);
  }

  private boolean openLeft(TransferRequest request) {
    return offers.list(request.id()).stream().anyMatch(o -> o.state() == Offer.State.OPEN);
  }

  /// A promised bed is gone: the receiving side or a desk says so, and the search goes on.
  @Transactional
  public TransferOutcome loseBed(Actor by, CaseNumber number, String note) {
    var found = cases.lock(number).orElse(null);
    if (found == null || found.placement() == null || !mayLose(by, found)) {
      return CaseSteps.refused("no-such-case");
    }
    if (found.state() != State.ACCEPTED && found.state() != State.TRANSPORT_ORDERED) {
      return CaseSteps.refused("not-in-this-state");
    }
    if (note.isBlank()) {
      return CaseSteps.refused("note-missing");
    }
    var unfit = Notes.refusal(note);
    if (unfit != null) {
      return CaseSteps.refused(unfit);
    }
    moves.cancelLegs(found, EndReason.BED_LOST, by);
    var present = cases.find(found.id()).orElseThrow();
    var placement = found.placement();
    offers.end(placement.offer(), Offer.State.LOST, note.strip(), by, steps.now());
    offers.holdUntil(placement.offer(), steps.now());
    var back = present.isNational() ? State.NATIONAL_SEARCH : State.REGIONAL_SEARCH;
    var moved = steps.move(present, back, EndReason.BED_LOST.code(), note.strip(), by);
    cases.place(moved.id(), null);
    events.publishEvent(new BedLost(moved.id(), placement.site()));
    return new TransferOutcome.Done(
        search.searchOn(
            cases.find(moved.id()).orElseThrow(), EndReason.BED_LOST.code(), Actor.SYSTEM));
  }

  boolean mayLose(Actor by, TransferRequest request) {
    var placement = request.placement();
    return placement != null
        && by.has(Permission.ANSWER_OFFER)
        && (sight.covers(by, placement.site())
            || (by.role() != Role.HOSPITAL && sight.isSender(by, request)));
  }

  boolean mayOverride(Actor actor, TransferRequest request) {
    var now = steps.now();
    return actor.has(Permission.DECIDE_BY_OVERRIDE)
        && rules.overrideAuthority(steps.where(request, now), now);
  }

  /// A decision by override authority (doorzettingsmacht): a site takes the patient because the
  /// mandated body decided so. Only where policy allows it, with a motivation, and it may use the
  /// protected reserve (ESC-11).
  @Transactional
  public TransferOutcome override(
      Actor by, CaseNumber number, SiteId site, String doctor, String motivation) {
    var found = cases.lock(number).orElse(null);
    if (found == null || !by.has(Permission.DECIDE_BY_OVERRIDE)) {
      return CaseSteps.refused("no-such-case");
    }
    if (!mayOverride(by, found)) {
      return CaseSteps.refused("override-off");
    }
    if (!found.isNational() || !found.state().isSearching()) {
      return CaseSteps.refused("not-in-this-state");
    }
    if (motivation.strip().length() < 20 || Notes.refusal(motivation) != null) {
      return CaseSteps.refused("motivation-missing");
    }
    if (doctor.isBlank() || doctor.length() > 120 || Notes.refusal(doctor) != null) {
      return CaseSteps.refused("doctor-missing");
    }
    var line = search.lineFor(found, site);
    if (line == null) {
      return CaseSteps.refused("not-a-candidate");
    }
    var offer = search.decree(found, site, line, motivation.strip(), by);
    if (offer == null) {
      return CaseSteps.refused("bed-just-taken");
    }
    var moved =
        found.state() == State.OFFERED
            ? found
            : steps.move(found, State.OFFERED, "override", motivation.strip(), by);
    return accept(by, new Locked(moved, offer), "door besluit", doctor, "", Via.OVERRIDE);
  }
}
