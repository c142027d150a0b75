package nl.vangnet.transfer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.desks.Desk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Reads cases for those whom they concern, and keeps the thread of each. A case that does not
/// concern the reader is not there.
@Service
public class CaseBook {
  private static final Duration EVACUATIONS = Duration.ofDays(30);

  private final CaseStore cases;
  private final OfferStore offers;
  private final CaseSight sight;
  private final CaseSteps steps;
  private final AuditTrail audit;

  CaseBook(CaseStore cases, OfferStore offers, CaseSight sight, CaseSteps steps, AuditTrail audit) {
    this.cases = cases;
    this.offers = offers;
    this.sight = sight;
    this.steps = steps;
    this.audit = audit;
  }

  /// A case with everything about it. `seen` says until when each desk has read the thread, by its
  /// key; `followers` are the cases that follow it.
  public record CaseFile(
      TransferRequest request,
      List<Offer> offers,
      List<Step> steps,
      List<Comment> comments,
      Map<String, java.time.Instant> seen,
      @Nullable CaseNumber follows,
      List<TransferRequest> followers) {}

  /// The case with this number, for a reader whom it concerns; looking is recorded (NEN 7513).
  @Transactional
  public Optional<CaseFile> find(Actor reader, CaseNumber number) {
    var found = peek(reader, number).orElse(null);
    if (found == null) {
      return Optional.empty();
    }
    audit.record(reader, "transfer.seen", "case:" + number, null, Map.of());
    var follows = found.links().follows();
    var file =
        new CaseFile(
            found,
            offers.list(found.id()),
            cases.steps(found.id()),
            cases.comments(found.id()),
            cases.seen(found.id()),
            follows == null ? null : cases.find(follows).map(TransferRequest::number).orElse(null),
            cases.listFollowers(found.id()));
    Desk.of(reader).ifPresent(desk -> cases.markSeen(found.id(), desk.key(), steps.now()));
    return Optional.of(file);
  }

  /// Until when the reader's desk has read each of these cases; those that it never opened are
  /// missing.
  @Transactional(readOnly = true)
  public Map<Long, java.time.Instant> seen(Actor reader, Collection<Long> ids) {
    return Desk.of(reader).map(desk -> cases.seenBy(desk.key(), ids)).orElse(Map.of());
  }

  /// The case alone, without a trace: for acts that record themselves.
  @Transactional(readOnly = true)
  public Optional<TransferRequest> peek(Actor reader, CaseNumber number) {
    return cases
        .find(number)
        .filter(r -> sight.sees(reader, r, offers.list(r.id()).stream().map(Offer::site).toList()));
  }

  /// The offer with this id and its case, for a reader whom the case concerns.
  @Transactional(readOnly = true)
  public Optional<CaseNumber> caseOfOffer(Actor reader, long offer) {
    return offers
        .find(offer)
        .flatMap(o -> cases.find(o.request()))
        .flatMap(r -> peek(reader, r.number()))
        .map(TransferRequest::number);
  }

  /// Says something in the thread of a case.
  @Transactional
  public TransferOutcome comment(Actor by, CaseNumber number, String text) {
    var found = peek(by, number).orElse(null);
    if (found == null || Desk.of(by).isEmpty()) {
      return CaseSteps.refused("no-such-case");
    }
    if (text.isBlank()) {
      return CaseSteps.refused("text-missing");
    }
    var unfit = Notes.refusal(text);
    if (unfit != null) {
      return CaseSteps.refused(unfit);
    }
    var now = steps.now();
    var desk = Desk.of(by).map(Desk::key).orElse("");
    cases.comment(found.id(), text.strip(), by, desk, now);
    cases.markSeen(found.id(), desk, now);
    steps.note(by, "transfer.comment", found, Map.of());
    return new TransferOutcome.Done(found);
  }

  /// The cases of an evacuation that the reader may see.
  @Transactional(readOnly = true)
  public List<TransferRequest> ofEvacuation(Actor reader, long evacuation) {
    var found = cases.listEvacuation(evacuation);
    var asked = offers.list(found.stream().map(TransferRequest::id).toList());
    return found.stream()
        .filter(r ->
            sight.sees(
                reader,
                r,
                asked.getOrDefault(r.id(), List.of()).stream().map(Offer::site).toList()))
        .toList();
  }

  /// The evacuation with this id, when the reader sees any of its cases.
  @Transactional(readOnly = true)
  public Optional<Evacuation> findEvacuation(Actor reader, long id) {
    return cases.findEvacuation(id).filter(e -> !ofEvacuation(reader, id).isEmpty());
  }

  /// The evacuations of the last thirty days of which the reader sees a case, newest first.
  @Transactional(readOnly = true)
  public List<Evacuation> evacuations(Actor reader) {
    return cases.listEvacuations(steps.now().minus(EVACUATIONS)).stream()
        .filter(e -> !ofEvacuation(reader, e.id()).isEmpty())
        .toList();
  }
}
