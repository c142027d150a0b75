package nl.vangnet.transfer.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import nl.vangnet.desks.ContactCard;
import nl.vangnet.protocols.Protocol;
import nl.vangnet.transfer.CaseAct;
import nl.vangnet.transfer.Content;
import nl.vangnet.transfer.State;
import nl.vangnet.web.Flash;
import org.jspecify.annotations.Nullable;

/// One case as its page shows it.
record CaseView(
    Head head,
    Asked asked,
    Set<CaseAct> acts,
    List<StepRow> steps,
    List<OfferRow> offers,
    @Nullable MatchView match,
    @Nullable TransportView transport,
    Talk talk,
    @Nullable CaseMap map,
    List<Place> destinations,
    List<Protocol> protocols,
    String concerns,
    @Nullable Flash flash) {
  /// What the case is and how far: the first thing to read. `owner` is who has to act now; `mine`
  /// that it is the one who looks.
  record Head(
      String number,
      State state,
      String stateName,
      Texts.@Nullable Clock clock,
      String owner,
      boolean mine,
      String from,
      String unit,
      String region,
      @Nullable Placed placed,
      @Nullable String national,
      Links links) {}

  /// The promised place.
  record Placed(String site, String bed, String doctor, Instant at) {}

  /// What the case belongs to.
  record Links(@Nullable Long evacuation, @Nullable String follows, List<String> followers) {}

  /// What is asked: the facts in bands, wishes in words, the checklist, whom to call back.
  record Asked(
      Content content,
      List<String> facts,
      List<String> wishes,
      List<Checked> checklist,
      String channel,
      String author,
      int version,
      String tel) {}

  /// A point of the checklist.
  record Checked(String text, boolean done) {}

  /// A step of the case.
  record StepRow(String state, String reason, String note, String actor, Instant at, String code) {}

  /// A question to a site, and what became of it. `answer` and `takeBack` say what the one who
  /// looks may do; `telephone` that he records what was said on the telephone.
  record OfferRow(
      long id,
      String site,
      String state,
      Texts.@Nullable Clock clock,
      String asked,
      @Nullable String answered,
      String overrule,
      boolean answer,
      boolean telephone,
      boolean takeBack) {}

  /// The thread that the parties share, who read it, and how to reach each other.
  record Talk(List<Said> said, List<Read> read, List<Contact> contacts, String own) {}

  /// Something said.
  record Said(String desk, String author, String text, Instant at, boolean own) {}

  /// Until when a desk read the thread; `all` says that it read all that was said by others.
  record Read(String desk, Instant at, boolean all) {}

  /// A desk that is party to the case, with its cards.
  record Contact(String name, List<ContactCard> cards) {}

  /// A site that can be named in a decision.
  record Place(String code, String name) {}

  /// Whether the one who looks may do this.
  boolean may(CaseAct act) {
    return acts.contains(act);
  }

  /// The address of an act on this case.
  String href(String act) {
    return BoardPages.HOME + "/" + head.number() + "/" + act;
  }
}
