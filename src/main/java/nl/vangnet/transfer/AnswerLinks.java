package nl.vangnet.transfer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Directory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Links with which the asked side answers without an account. A link is for one offer, is used up
/// by one answer, ends with the offer's clock, and only its hash is kept.
@Service
public class AnswerLinks {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final OfferStore offers;
  private final CaseStore cases;
  private final AnswerDesk desk;
  private final CaseSteps steps;
  private final Directory directory;

  AnswerLinks(
      OfferStore offers, CaseStore cases, AnswerDesk desk, CaseSteps steps, Directory directory) {
    this.offers = offers;
    this.cases = cases;
    this.desk = desk;
    this.steps = steps;
    this.directory = directory;
  }

  /// Makes a link for an offer that goes to an address; returns the token of it.
  @Transactional
  public String make(Offer offer, String sentTo) {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    offers.addLink(hash(token), offer.id(), sentTo, steps.now(), offer.due());
    return token;
  }

  /// What a link opens: the offer and its case as they now stand. `open` says whether it can still
  /// be answered with this link.
  public record Opened(Offer offer, TransferRequest request, String sentTo, boolean open) {}

  /// Opens a link; empty when there is none, whatever the reason.
  @Transactional(readOnly = true)
  public Optional<Opened> open(String token) {
    return offers
        .findLink(hash(token))
        .flatMap(link ->
            offers
                .find(link.offer())
                .map(offer -> {
                  var open =
                      !link.used()
                          && link.expires().isAfter(steps.now())
                          && offer.state() == Offer.State.OPEN;
                  return new Opened(
                      offer, cases.find(offer.request()).orElseThrow(), link.sentTo(), open);
                }));
  }

  /// Yes, by a link.
  @Transactional
  public TransferOutcome accept(String token, String bed, String doctor, String note) {
    var hash = hash(token);
    var link = offers.findLink(hash).orElse(null);
    if (link == null || link.used() || !link.expires().isAfter(steps.now())) {
      return CaseSteps.refused("link-used-or-expired");
    }
    var locked = desk.lock(link.offer());
    if (locked == null) {
      return CaseSteps.refused("link-used-or-expired");
    }
    var answered =
        desk.accept(actor(link, locked.offer()), locked, bed, doctor, note, Offer.Via.LINK);
    return used(answered, hash);
  }

  /// No, by a link.
  @Transactional
  public TransferOutcome refuse(String token, RefusalReason reason, String note) {
    var hash = hash(token);
    var link = offers.findLink(hash).orElse(null);
    if (link == null || link.used() || !link.expires().isAfter(steps.now())) {
      return CaseSteps.refused("link-used-or-expired");
    }
    var locked = desk.lock(link.offer());
    if (locked == null) {
      return CaseSteps.refused("link-used-or-expired");
    }
    var answered = desk.refuse(actor(link, locked.offer()), locked, reason, note, Offer.Via.LINK);
    return used(answered, hash);
  }

  private TransferOutcome used(TransferOutcome outcome, String hash) {
    if (outcome instanceof TransferOutcome.Done) {
      offers.useLink(hash, steps.now());
    }
    return outcome;
  }

  /// Who answers by a link: whoever reads the mail of that address at the asked site.
  private Actor actor(OfferStore.Link link, Offer offer) {
    var site = directory.snapshot().findSite(offer.site()).orElseThrow();
    return new Actor(
        "link:" + offer.id(),
        link.sentTo(),
        Role.HOSPITAL,
        new Scope.InOrganisation(site.organisation()));
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
