package nl.vangnet.transfer;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Guard;
import nl.vangnet.access.Permission;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.policy.TransferRules;
import nl.vangnet.transfer.TransferRequest.Channel;
import nl.vangnet.transfer.TransferRequest.Links;
import nl.vangnet.transfer.TransferRequest.NationalReason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What the sending side does with a request: writes it, hands it in, changes it, takes it back
/// (SPR-14, SPR-16). One method per use case.
@Service
public class RequestDesk {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final CaseStore cases;
  private final OfferStore offers;
  private final CaseSteps steps;
  private final CaseSight sight;
  private final SearchDesk search;
  private final MoveDesk moves;
  private final HomeRegions regions;
  private final TransferRules rules;
  private final Guard guard;

  RequestDesk(
      CaseStore cases,
      OfferStore offers,
      CaseSteps steps,
      CaseSight sight,
      SearchDesk search,
      MoveDesk moves,
      HomeRegions regions,
      TransferRules rules,
      Guard guard) {
    this.cases = cases;
    this.offers = offers;
    this.steps = steps;
    this.sight = sight;
    this.search = search;
    this.moves = moves;
    this.regions = regions;
    this.rules = rules;
    this.guard = guard;
  }

  /// A request as somebody writes it. `follows` is the case that it follows, `evacuation` the
  /// evacuation it belongs to; null when none.
  public record Wish(SiteId site, String unit, Content content, Channel channel, Links links) {}

  /// Keeps a request as a draft. Nothing but what could tell who the patient is stops it.
  @Transactional
  public TransferOutcome draft(Actor by, Wish wish) {
    if (!guard.may(by, Permission.REQUEST_TRANSFER, wish.site())) {
      return CaseSteps.refused("not-allowed");
    }
    var wrong = ContentRules.wrong(wish.content(), wish.unit());
    if (!wrong.isEmpty()) {
      return new TransferOutcome.Refused("content-wrong", wrong);
    }
    var now = steps.now();
    var request =
        cases.insert(
            CaseNumber.of(now.atZone(ZONE).getYear(), cases.nextRunning()),
            new TransferRequest.Origin(
                wish.site(),
                wish.unit().strip(),
                regions.of(wish.site()).map(Region::code).orElse(""),
                wish.channel(),
                by.name()),
            wish.content(),
            wish.links(),
            by,
            now);
    steps.note(by, "transfer.draft", request, Map.of("channel", wish.channel().name()));
    return new TransferOutcome.Done(request);
  }

  /// Writes and hands in at once: the form of a hospital, a telephone call at a desk, a message of
  /// a system.
  @Transactional
  public TransferOutcome request(Actor by, Wish wish) {
    var missing = missing(wish.site(), wish.content());
    if (!missing.isEmpty()) {
      return new TransferOutcome.Refused("incomplete", missing);
    }
    return switch (draft(by, wish)) {
      case TransferOutcome.Done(var draft) -> handIn(by, draft);
      case TransferOutcome.Refused refused -> refused;
      case TransferOutcome.Stale stale -> stale;
    };
  }

  /// What a request still misses before it can be handed in, as codes.
  public List<String> missing(SiteId site, Content content) {
    var now = steps.now();
    var where = rules.where(regions.of(site).map(Region::code).orElse(null), now);
    return ContentRules.missing(
        content, now, rules.exclusions(where, now), rules.consultable(where, now));
  }

  /// Changes what is asked, as long as nobody was promised anything. `version` is the content that
  /// the writer saw.
  @Transactional
  public TransferOutcome edit(Actor by, CaseNumber number, int version, Content content) {
    var found = cases.lock(number).orElse(null);
    if (found == null || !maySend(by, found)) {
      return CaseSteps.refused("no-such-case");
    }
    if (found.progress().contentVersion() != version) {
      return new TransferOutcome.Stale(found);
    }
    if (!Set.of(State.DRAFT, State.SUBMITTED, State.REGIONAL_SEARCH, State.NATIONAL_SEARCH)
        .contains(found.state())) {
      return CaseSteps.refused("too-late-to-edit");
    }
    var wrong = ContentRules.wrong(content, found.origin().unit());
    if (!wrong.isEmpty()) {
      return new TransferOutcome.Refused("content-wrong", wrong);
    }
    if (found.state() != State.DRAFT) {
      var missing = missing(found.origin().site(), content);
      if (!missing.isEmpty()) {
        return new TransferOutcome.Refused("incomplete", missing);
      }
    }
    cases.edit(found, content, by, steps.now());
    steps.note(by, "transfer.edit", found, Map.of("version", Integer.toString(version + 1)));
    return new TransferOutcome.Done(cases.find(found.id()).orElseThrow());
  }

  /// Hands a draft in.
  @Transactional
  public TransferOutcome submit(Actor by, CaseNumber number) {
    var found = cases.lock(number).orElse(null);
    if (found == null || !maySend(by, found)) {
      return CaseSteps.refused("no-such-case");
    }
    if (found.state() != State.DRAFT) {
      return new TransferOutcome.Stale(found);
    }
    var missing = missing(found.origin().site(), found.content());
    return missing.isEmpty()
        ? handIn(by, found)
        : new TransferOutcome.Refused("incomplete", missing);
  }

  private TransferOutcome handIn(Actor by, TransferRequest draft) {
    var now = steps.now();
    cases.markSubmitted(draft.id(), now);
    var request = steps.move(cases.lock(draft.id()), State.SUBMITTED, "", "", by);
    var where = steps.where(request, now);
    if (request.content().emergency()) {
      request = search.toNation(request, NationalReason.EMERGENCY, "", Actor.SYSTEM);
      return new TransferOutcome.Done(search.askBest(request));
    }
    if (!rules.regionFirst(where, now)) {
      return new TransferOutcome.Done(
          search.toNation(request, NationalReason.POLICY, "", Actor.SYSTEM));
    }
    return new TransferOutcome.Done(request);
  }

  /// The sending side takes its request back, for a coded reason.
  @Transactional
  public TransferOutcome withdraw(Actor by, CaseNumber number, EndReason reason, String note) {
    return end(by, number, State.WITHDRAWN, reason, note);
  }

  /// Something happened that ends the case: the sending side or a desk says what.
  @Transactional
  public TransferOutcome cancel(Actor by, CaseNumber number, EndReason reason, String note) {
    return end(by, number, State.CANCELLED, reason, note);
  }

  private TransferOutcome end(
      Actor by, CaseNumber number, State to, EndReason reason, String note) {
    var found = cases.lock(number).orElse(null);
    if (found == null || !maySend(by, found)) {
      return CaseSteps.refused("no-such-case");
    }
    if (!reason.fits(to)) {
      return CaseSteps.refused("reason-does-not-fit");
    }
    if (!found.state().next().contains(to)) {
      return found.state().isOpen()
          ? CaseSteps.refused("not-in-this-state")
          : new TransferOutcome.Stale(found);
    }
    var unfit = Notes.refusal(note);
    if (unfit != null) {
      return CaseSteps.refused(unfit);
    }
    var ended = steps.move(found, to, reason.code(), note.strip(), by);
    release(ended, reason, by);
    return new TransferOutcome.Done(ended);
  }

  /// Lets go of every bed and vehicle of a case that ended.
  void release(TransferRequest ended, EndReason reason, Actor by) {
    search.withdrawOpen(ended, "case-ended", by);
    var placement = ended.placement();
    if (placement != null) {
      offers.end(placement.offer(), Offer.State.WITHDRAWN, reason.code(), by, steps.now());
      offers.holdUntil(placement.offer(), steps.now());
    }
    moves.cancelLegs(ended, reason, by);
  }

  private boolean maySend(Actor by, TransferRequest request) {
    return guard.may(by, Permission.REQUEST_TRANSFER, request.origin().site())
        && sight.isSender(by, request);
  }

  /// Begins a case that follows another: back home, or on to a second place. It leaves from where
  /// the patient arrived and asks, for a return, the site that it came from.
  @Transactional
  public TransferOutcome follow(Actor by, CaseNumber number, Content.Reason reason) {
    var found = cases.find(number).orElse(null);
    if (found == null || found.placement() == null) {
      return CaseSteps.refused("no-such-case");
    }
    if (found.state() != State.ARRIVED && found.state() != State.CLOSED) {
      return CaseSteps.refused("not-arrived-yet");
    }
    var back = reason == Content.Reason.RETURN_HOME || reason == Content.Reason.REPATRIATION;
    var old = found.content();
    var wishes =
        new Content.Wishes(
            null,
            null,
            back ? Set.of(found.origin().site()) : Set.of(),
            Set.of(),
            old.wishes().home() == null ? found.origin().site() : old.wishes().home());
    var content =
        new Content(
            reason,
            false,
            old.need(),
            new Eligibility(false, false, false, old.eligibility().against(), false),
            new Content.Contact("", ""),
            wishes,
            "");
    return draft(
        by,
        new Wish(
            found.placement().site(),
            found.placement().bed(),
            content,
            Channel.SCREEN,
            new Links(null, found.id())));
  }

  /// Many patients leave one site at once: one case each, all handed in together.
  @Transactional
  public EvacuationOutcome evacuate(Actor by, SiteId site, String reason, List<Wish> wishes) {
    if (!guard.may(by, Permission.REQUEST_TRANSFER, site)) {
      return new EvacuationOutcome.Refused("not-allowed", 0, List.of());
    }
    if (reason.isBlank() || Notes.refusal(reason) != null) {
      return new EvacuationOutcome.Refused("reason-missing", 0, List.of());
    }
    if (wishes.isEmpty() || wishes.size() > 400) {
      return new EvacuationOutcome.Refused("number-of-patients", 0, List.of());
    }
    for (var i = 0; i < wishes.size(); i++) {
      var missing = missing(site, wishes.get(i).content());
      if (!wishes.get(i).site().equals(site) || !missing.isEmpty()) {
        return new EvacuationOutcome.Refused("incomplete", i + 1, missing);
      }
    }
    var now = steps.now();
    var evacuation = cases.addEvacuation(site, reason.strip(), by, now);
    for (var i = 0; i < wishes.size(); i++) {
      var wish = wishes.get(i);
      var linked =
          new Wish(site, wish.unit(), wish.content(), wish.channel(), new Links(evacuation, null));
      if (request(by, linked) instanceof TransferOutcome.Refused(var code, var missing)) {
        // Nothing of an evacuation is kept when a part of it cannot be.
        org.springframework.transaction.interceptor.TransactionAspectSupport
            .currentTransactionStatus()
            .setRollbackOnly();
        return new EvacuationOutcome.Refused(code, i + 1, missing);
      }
    }
    return new EvacuationOutcome.Done(cases.findEvacuation(evacuation).orElseThrow());
  }

  /// The moment that the product works with, for forms.
  Instant now() {
    return steps.now();
  }
}
