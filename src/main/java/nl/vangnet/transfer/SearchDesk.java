package nl.vangnet.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Role;
import nl.vangnet.capacity.Line;
import nl.vangnet.capacity.LineId;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.matching.Candidate;
import nl.vangnet.matching.Matchmaker;
import nl.vangnet.matching.Question;
import nl.vangnet.matching.Ranking;
import nl.vangnet.policy.TransferRules;
import nl.vangnet.transfer.TransferRequest.NationalReason;
import nl.vangnet.transfer.TransferRequest.NationalStep;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What the searching desks do: take a request up, rank the sites, ask them, go to the nation
/// (SPR-01, SPR-02, SPR-15, SPR-17).
@Service
public class SearchDesk {
  private static final int EMERGENCY_OFFERS = 3;

  private final CaseStore cases;
  private final OfferStore offers;
  private final CaseSteps steps;
  private final CaseSight sight;
  private final Questions questions;
  private final Matchmaker matchmaker;
  private final LivePicture pictures;
  private final TransferRules rules;
  private final Directory directory;
  private final ApplicationEventPublisher events;
  private final JsonMapper json = JsonMapper.shared();

  SearchDesk(
      CaseStore cases,
      OfferStore offers,
      CaseSteps steps,
      CaseSight sight,
      Questions questions,
      Matchmaker matchmaker,
      LivePicture pictures,
      TransferRules rules,
      Directory directory,
      ApplicationEventPublisher events) {
    this.cases = cases;
    this.offers = offers;
    this.steps = steps;
    this.sight = sight;
    this.questions = questions;
    this.matchmaker = matchmaker;
    this.pictures = pictures;
    this.rules = rules;
    this.directory = directory;
    this.events = events;
  }

  /// Whether policy lets this actor search for a case in its phase.
  @Transactional(readOnly = true)
  public boolean maySearch(Actor actor, TransferRequest request) {
    var now = steps.now();
    return actor.has(Permission.SEARCH_PLACE)
        && rules.maySearch(steps.where(request, now), now).contains(CaseSight.word(actor))
        && (sight.isSender(actor, request)
            || (request.isNational() && actor.role() == Role.REGION));
  }

  /// A desk takes a request up: the search in the region begins.
  @Transactional
  public TransferOutcome takeUp(Actor by, CaseNumber number) {
    var found = cases.lock(number).orElse(null);
    if (found == null || !sees(by, found)) {
      return CaseSteps.refused("no-such-case");
    }
    if (!maySearch(by, found)) {
      return CaseSteps.refused("no-mandate");
    }
    if (found.state() != State.SUBMITTED) {
      return new TransferOutcome.Stale(found);
    }
    return new TransferOutcome.Done(steps.move(found, State.REGIONAL_SEARCH, "", "", by));
  }

  /// The desk does not take the request, or found no place.
  @Transactional
  public TransferOutcome refuse(Actor by, CaseNumber number, EndReason reason, String note) {
    var found = cases.lock(number).orElse(null);
    if (found == null || !sees(by, found)) {
      return CaseSteps.refused("no-such-case");
    }
    if (by.role() == Role.HOSPITAL || !maySearch(by, found)) {
      return CaseSteps.refused("no-mandate");
    }
    if (!reason.fits(State.REFUSED)) {
      return CaseSteps.refused("reason-does-not-fit");
    }
    if (!found.state().next().contains(State.REFUSED)) {
      return new TransferOutcome.Stale(found);
    }
    var unfit = Notes.refusal(note);
    return unfit != null
        ? CaseSteps.refused(unfit)
        : new TransferOutcome.Done(
            steps.move(found, State.REFUSED, reason.code(), note.strip(), by));
  }

  /// The step from the region to the nation, with its recorded reason. That the region has no
  /// option is checked: while the ranking still has one, the note says why it is none.
  @Transactional
  public TransferOutcome goNational(
      Actor by, CaseNumber number, NationalReason reason, String note) {
    var found = cases.lock(number).orElse(null);
    if (found == null || !sees(by, found)) {
      return CaseSteps.refused("no-such-case");
    }
    var now = steps.now();
    if (!mayGoNational(by, found)) {
      return CaseSteps.refused("no-mandate");
    }
    if (found.isNational() || !found.state().next().contains(State.NATIONAL_SEARCH)) {
      return new TransferOutcome.Stale(found);
    }
    if (reason == NationalReason.EMERGENCY || reason == NationalReason.POLICY) {
      return CaseSteps.refused("reason-does-not-fit");
    }
    var unfit = Notes.refusal(note);
    if (unfit != null) {
      return CaseSteps.refused(unfit);
    }
    if (reason == NationalReason.NO_REGIONAL_OPTION
        && note.strip().length() < 10
        && !rank(found, Question.Stage.OWN_REGION).candidates().isEmpty()) {
      return CaseSteps.refused("regional-options-left");
    }
    if (reason == NationalReason.FAIR_SHARE && !isOutsideBand(found, now)) {
      return CaseSteps.refused("inside-fair-share");
    }
    return new TransferOutcome.Done(toNation(found, reason, note.strip(), by));
  }

  /// Whether policy lets this actor take the national step for a case in its phase.
  boolean mayGoNational(Actor actor, TransferRequest request) {
    var now = steps.now();
    return sight.isSender(actor, request)
        && actor.has(Permission.SEARCH_PLACE)
        && rules.mayGoNational(steps.where(request, now), now).contains(CaseSight.word(actor));
  }

  private boolean isOutsideBand(TransferRequest request, Instant now) {
    return !request.origin().region().isEmpty()
        && matchmaker.isAboveFairShare(
            request.origin().region(),
            request.content().need().category(),
            request.content().need().cohort(),
            pictures.current(),
            now);
  }

  /// Moves a case to the national search; who was asked already may still say yes.
  TransferRequest toNation(TransferRequest request, NationalReason reason, String note, Actor by) {
    cases.markNational(request.id(), new NationalStep(steps.now(), reason, note));
    var moved =
        steps.move(
            cases.find(request.id()).orElseThrow(), State.NATIONAL_SEARCH, reason.code(), note, by);
    return earliest(moved) == null ? moved : afterAsking(moved, by);
  }

  /// When the first open offer of a case ends; null when none is open.
  private @Nullable Instant earliest(TransferRequest request) {
    return offers.list(request.id()).stream()
        .filter(o -> o.state() == Offer.State.OPEN)
        .map(Offer::due)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /// Ranks all sites for a case as it stands, in its own region or in the country; null ranks for
  /// the stage that the case is in.
  @Transactional(readOnly = true)
  public Ranking rank(TransferRequest request, Question.@Nullable Stage stage) {
    return rank(request, stage == null ? stage(request) : stage, answered(request));
  }

  private Ranking rank(TransferRequest request, Question.Stage stage, Collection<SiteId> ruledOut) {
    var now = steps.now();
    return matchmaker.rank(
        Questions.of(request, stage, ruledOut, now), questions.world(now), pictures.current(), now);
  }

  /// The stage of the search that a case is in.
  static Question.Stage stage(TransferRequest request) {
    return request.isNational() ? Question.Stage.NATIONAL : Question.Stage.OWN_REGION;
  }

  /// The sites that were asked for this case, whatever they answered.
  private Set<SiteId> answered(TransferRequest request) {
    return offers.list(request.id()).stream()
        .filter(o -> o.state() != Offer.State.WITHDRAWN)
        .map(Offer::site)
        .collect(Collectors.toSet());
  }

  /// Asks sites for a case: each is held a bed until it answers. Who asks another than the best
  /// must say why (`overrule`); that is measured. `abroad` searches outside the country.
  @Transactional
  public TransferOutcome ask(
      Actor by, CaseNumber number, List<SiteId> sites, String overrule, boolean abroad) {
    var found = cases.lock(number).orElse(null);
    if (found == null || !sees(by, found)) {
      return CaseSteps.refused("no-such-case");
    }
    if (!maySearch(by, found)) {
      return CaseSteps.refused("no-mandate");
    }
    if (!found.state().isSearching()) {
      return new TransferOutcome.Stale(found);
    }
    if (abroad && (!found.isNational() || by.role() != Role.NATIONAL)) {
      return CaseSteps.refused("abroad-is-national");
    }
    var unfit = Notes.refusal(overrule);
    if (unfit != null) {
      return CaseSteps.refused(unfit);
    }
    var known = offers.list(found.id());
    var open = known.stream().filter(o -> o.state() == Offer.State.OPEN).count();
    if (sites.isEmpty()) {
      return CaseSteps.refused("no-site-chosen");
    }
    if (sites.stream().anyMatch(s -> isOpen(known, s))) {
      return CaseSteps.refused("asked-already");
    }
    if (open + sites.size() > limit(found)) {
      return CaseSteps.refused("too-many-offers");
    }
    var stage = abroad ? Question.Stage.ABROAD : stage(found);
    var asked = answered(found);
    var ruledOut = asked.stream().filter(s -> !sites.contains(s)).collect(Collectors.toSet());
    var ranking = rank(found, stage, ruledOut);
    var chosen = new ArrayList<Candidate>();
    for (var site : sites) {
      var candidate = candidate(ranking, site);
      if (candidate == null) {
        return new TransferOutcome.Refused("not-a-candidate", List.of(code(site)));
      }
      chosen.add(candidate);
    }
    var best =
        ranking.candidates().stream()
            .filter(c -> !asked.contains(c.site()))
            .limit(sites.size())
            .map(Candidate::site)
            .collect(Collectors.toSet());
    if (overrule.isBlank() && !best.containsAll(sites)) {
      return CaseSteps.refused("overrule-reason-missing");
    }
    return offer(found, chosen, best, overrule.strip(), by);
  }

  private String code(SiteId site) {
    return directory.snapshot().findSite(site).map(Site::code).orElse("?");
  }

  private static boolean isOpen(List<Offer> known, SiteId site) {
    return known.stream().anyMatch(o -> o.state() == Offer.State.OPEN && o.site().equals(site));
  }

  private static @Nullable Candidate candidate(Ranking ranking, SiteId site) {
    return ranking.candidates().stream()
        .filter(c -> c.site().equals(site))
        .findFirst()
        .orElse(null);
  }

  /// How many sites may be asked at once for a case.
  public int limit(TransferRequest request) {
    var now = steps.now();
    var limit = rules.parallelOffers(steps.where(request, now), now);
    return request.content().emergency() ? Math.max(EMERGENCY_OFFERS, limit) : limit;
  }

  private TransferOutcome offer(
      TransferRequest request,
      List<Candidate> chosen,
      Set<SiteId> best,
      String overrule,
      Actor by) {
    var made = 0;
    for (var candidate : chosen) {
      var why = best.contains(candidate.site()) ? "" : overrule;
      if (make(request, candidate, why, by)) {
        made++;
      }
    }
    if (made == 0) {
      return new TransferOutcome.Refused(
          "bed-just-taken", chosen.stream().map(c -> code(c.site())).toList());
    }
    return new TransferOutcome.Done(afterAsking(request, by));
  }

  private TransferRequest afterAsking(TransferRequest request, Actor by) {
    var due = Objects.requireNonNull(earliest(request));
    if (request.state() == State.OFFERED) {
      cases.setDue(request.id(), due);
      steps.note(by, "transfer.asked", request, Map.of());
      return cases.find(request.id()).orElseThrow();
    }
    return steps.move(request, State.OFFERED, "", "", due, by);
  }

  /// Makes one offer and holds its bed; false when the bed was just taken by another.
  private boolean make(TransferRequest request, Candidate candidate, String overrule, Actor by) {
    var now = steps.now();
    var where = steps.where(request, now);
    var free = freeNow(candidate);
    var until = now.plus(rules.hold(where, now));
    var slot = free == 0 ? 0 : offers.freeSlot(candidate.line(), free, now, until);
    if (slot == 0) {
      return false;
    }
    var due =
        now.plus(
            rules.deadline(TransferRules.Step.OFFERED, request.content().emergency(), where, now));
    var offer =
        offers.add(
            new OfferStore.NewOffer(
                request.id(),
                candidate.site(),
                candidate.line(),
                candidate.rank(),
                candidate.free(),
                json.writeValueAsString(candidate.why()),
                overrule,
                now,
                due.isAfter(until) ? until : due),
            by);
    offers.hold(offer.id(), candidate.line(), slot, now, until);
    events.publishEvent(new OfferMade(request.id(), offer.id()));
    return true;
  }

  /// The effective free beds of the candidate's line as the record has them at this moment.
  private int freeNow(Candidate candidate) {
    var site = pictures.read(candidate.site());
    if (site == null) {
      return 0;
    }
    return site.lines().stream()
        .filter(l -> l.line().id().equals(candidate.line()))
        .map(l -> candidate.uncertain() ? l.free().atMost() : l.free().beds())
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .findFirst()
        .orElse(0);
  }

  /// Asks the best candidates by itself, as many as policy allows at once; the case stays where it
  /// is when there is none.
  TransferRequest askBest(TransferRequest request) {
    var open =
        offers.list(request.id()).stream().filter(o -> o.state() == Offer.State.OPEN).count();
    var places = limit(request) - (int) open;
    if (places <= 0) {
      return request;
    }
    var made = 0;
    for (var candidate : rank(request, stage(request), answered(request)).candidates()) {
      if (made == places) {
        break;
      }
      if (make(request, candidate, "", Actor.SYSTEM)) {
        made++;
      }
    }
    return made == 0 ? request : afterAsking(request, Actor.SYSTEM);
  }

  /// Asks on where policy asks by itself.
  TransferRequest askBestIfAuto(TransferRequest request) {
    var now = steps.now();
    return rules.autoNext(steps.where(request, now), now) ? askBest(request) : request;
  }

  /// The line of a site that would take a case, full or not; null when it has none.
  @Nullable LineId lineFor(TransferRequest request, SiteId site) {
    var picture = pictures.read(site);
    var need = request.content().need();
    return picture == null
        ? null
        : picture.lines().stream()
            .map(LinePicture::line)
            .filter(l -> l.category().equals(need.category()) && l.cohort().equals(need.cohort()))
            .map(Line::id)
            .findFirst()
            .orElse(null);
  }

  /// An offer that is a decision: it may hold a bed of the protected reserve too. Null when there
  /// is no such bed left.
  @Nullable Offer decree(
      TransferRequest request, SiteId site, LineId line, String motivation, Actor by) {
    var picture = Objects.requireNonNull(pictures.read(site));
    var found =
        picture.lines().stream().filter(l -> l.line().id().equals(line)).findFirst().orElseThrow();
    var free = found.free().beds();
    var reserve = found.figure(Variable.RESERVE).used();
    var beds = (free == null ? 0 : free) + (reserve == null ? 0 : reserve);
    var now = steps.now();
    var until = now.plus(rules.hold(steps.where(request, now), now));
    var slot = beds == 0 ? 0 : offers.freeSlot(line, beds, now, until);
    if (slot == 0) {
      return null;
    }
    var offer =
        offers.add(
            new OfferStore.NewOffer(
                request.id(), site, line, 0, free, "[]", motivation, now, until),
            by);
    offers.hold(offer.id(), line, slot, now, until);
    return offer;
  }

  /// After a no, a silence or a lost bed: back to the search, and on to the next when policy asks
  /// the next by itself.
  TransferRequest searchOn(TransferRequest request, String reason, Actor by) {
    var back = request.isNational() ? State.NATIONAL_SEARCH : State.REGIONAL_SEARCH;
    var now = steps.now();
    var moved = request.state() == back ? request : steps.move(request, back, reason, "", by);
    if (!rules.autoNext(steps.where(moved, now), now)) {
      return moved;
    }
    var next = askBest(moved);
    if (next.state() == back) {
      events.publishEvent(new NoCandidateLeft(moved.id()));
    }
    return next;
  }

  /// Takes back every open offer of a case and lets go of the held beds.
  void withdrawOpen(TransferRequest request, String note, Actor by) {
    var now = steps.now();
    for (var offer : offers.list(request.id())) {
      if (offer.state() == Offer.State.OPEN
          && offers.answer(
              offer.id(),
              Offer.State.WITHDRAWN,
              new Offer.Answer(null, now, by.id(), by.name(), null, note, "", ""))) {
        offers.holdUntil(offer.id(), now);
        events.publishEvent(new OfferEnded(request.id(), offer.id()));
      }
    }
  }

  private boolean sees(Actor by, TransferRequest request) {
    return sight.sees(by, request, offers.list(request.id()).stream().map(Offer::site).toList());
  }
}
