package nl.vangnet.transfer.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.desks.ContactCard;
import nl.vangnet.desks.Desk;
import nl.vangnet.desks.DeskList;
import nl.vangnet.desks.DutyDesk;
import nl.vangnet.directory.Areas;
import nl.vangnet.directory.SiteId;
import nl.vangnet.protocols.ProtocolLibrary;
import nl.vangnet.transfer.AnswerDesk;
import nl.vangnet.transfer.CaseAct;
import nl.vangnet.transfer.CaseBoard;
import nl.vangnet.transfer.CaseBook;
import nl.vangnet.transfer.CaseRights;
import nl.vangnet.transfer.CaseTurns;
import nl.vangnet.transfer.Content;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.State;
import nl.vangnet.transfer.Step;
import nl.vangnet.transfer.TransferRequest;
import nl.vangnet.web.Flash;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes a case for the one who looks: what concerns that reader, and what that reader may do.
@Component
class CaseViews {
  private final CaseRights rights;
  private final CaseTurns turns;
  private final AnswerDesk answers;
  private final BoardCards cards;
  private final MatchViews matches;
  private final TransportViews transports;
  private final DutyDesk duty;
  private final Definitions definitions;
  private final Areas areas;
  private final Places places;
  private final ProtocolLibrary library;

  CaseViews(
      CaseRights rights,
      CaseTurns turns,
      AnswerDesk answers,
      BoardCards cards,
      MatchViews matches,
      TransportViews transports,
      DutyDesk duty,
      Definitions definitions,
      Areas areas,
      Places places,
      ProtocolLibrary library) {
    this.rights = rights;
    this.turns = turns;
    this.answers = answers;
    this.cards = cards;
    this.matches = matches;
    this.transports = transports;
    this.duty = duty;
    this.definitions = definitions;
    this.areas = areas;
    this.places = places;
    this.library = library;
  }

  CaseView view(Actor actor, Frame frame, CaseBook.CaseFile file, @Nullable Flash flash) {
    var request = file.request();
    var acts = rights.acts(actor, request);
    var offers = rights.offers(actor, request, file.offers());
    return new CaseView(
        head(actor, frame, file),
        asked(frame, request),
        acts,
        steps(frame, file.steps()),
        offers(actor, frame, request, offers, acts),
        matches.view(
            actor,
            frame,
            request,
            file.offers(),
            acts,
            frame.query().getOrDefault("zoek", ""),
            frame.query().containsKey("alle")),
        request.state() == State.DRAFT ? null : transports.view(actor, frame, request, acts),
        talk(actor, file, offers),
        CaseMap.draw(areas, places, request, offers),
        acts.contains(CaseAct.OVERRIDE) ? destinations() : List.of(),
        library.fitting(actor, CaseKinds.of(request, places::isAbroad)),
        turns.concerns(actor),
        flash);
  }

  private CaseView.Head head(Actor actor, Frame frame, CaseBook.CaseFile file) {
    var request = file.request();
    var open = file.offers().stream().filter(o -> o.state() == Offer.State.OPEN).toList();
    var origin = request.origin();
    var placement = request.placement();
    return new CaseView.Head(
        request.number().value(),
        request.state(),
        frame.words().of("transfer.state." + request.state().code()),
        request.state().isOpen()
            ? Texts.clock(frame, request.progress().since(), request.progress().due())
            : null,
        cards.owner(frame, request, open.stream().map(Offer::site).toList()),
        turns.waitsFor(actor, new CaseBoard.Card(request, file.offers(), null)),
        places.site(origin.site()),
        origin.unit(),
        places.region(origin.region()),
        placement == null
            ? null
            : new CaseView.Placed(
                places.site(placement.site()), placement.bed(), placement.doctor(), placement.at()),
        national(frame, request),
        new CaseView.Links(
            request.links().evacuation(),
            file.follows() == null ? null : file.follows().value(),
            file.followers().stream().map(r -> r.number().value()).toList()));
  }

  private static @Nullable String national(Frame frame, TransferRequest request) {
    var national = request.progress().national();
    if (national == null) {
      return null;
    }
    var reason = frame.words().of("transfer.national." + national.reason().code());
    return frame.t("transfer.national.since", frame.moment(national.at()), reason)
        + (national.note().isEmpty() ? "" : ": " + national.note());
  }

  private CaseView.Asked asked(Frame frame, TransferRequest request) {
    var content = request.content();
    var names = Names.of(definitions, frame.words());
    return new CaseView.Asked(
        content,
        Texts.whole(frame, content, names),
        wishes(frame, content),
        checklist(frame, content),
        frame.words().of("transfer.channel." + Codes.of(request.origin().channel())),
        request.origin().author(),
        request.progress().contentVersion(),
        content.contact().callBack().replaceAll("[^0-9+]", ""));
  }

  /// The wishes of a request in words.
  List<String> wishes(Frame frame, Content content) {
    var wishes = content.wishes();
    var said = new ArrayList<String>();
    if (wishes.notBefore() != null) {
      said.add(frame.t("transfer.wish.not-before", frame.moment(wishes.notBefore())));
    }
    if (wishes.notAfter() != null) {
      said.add(frame.t("transfer.wish.not-after", frame.moment(wishes.notAfter())));
    }
    if (!wishes.wanted().isEmpty()) {
      said.add(frame.t("transfer.wish.wanted", names(wishes.wanted())));
    }
    if (!wishes.notTo().isEmpty()) {
      said.add(frame.t("transfer.wish.not-to", names(wishes.notTo())));
    }
    if (wishes.home() != null) {
      said.add(frame.t("transfer.wish.home", places.site(wishes.home())));
    }
    return said;
  }

  private String names(Set<SiteId> sites) {
    return String.join(", ", sites.stream().map(places::site).sorted().toList());
  }

  private static List<CaseView.Checked> checklist(Frame frame, Content content) {
    var check = content.eligibility();
    var found = new ArrayList<CaseView.Checked>();
    found.add(
        new CaseView.Checked(frame.t("transfer.field.informedPatient"), check.patientInformed()));
    found.add(
        new CaseView.Checked(
            frame.t("transfer.field.informedRelatives"), check.relativesInformed()));
    found.add(new CaseView.Checked(frame.t("transfer.field.informedGp"), check.gpInformed()));
    for (var ground : check.against()) {
      found.add(
          new CaseView.Checked(
              frame.t(
                  check.specialistConsulted()
                      ? "transfer.check.consulted"
                      : "transfer.check.against",
                  Texts.word(frame, "ground", ground)),
              check.specialistConsulted()));
    }
    return found;
  }

  private static List<CaseView.StepRow> steps(Frame frame, List<Step> steps) {
    var rows = new ArrayList<CaseView.StepRow>();
    for (var step : steps) {
      rows.add(
          new CaseView.StepRow(
              frame.words().of("transfer.state." + step.to().code()),
              reason(frame, step.reason()),
              step.note(),
              step.actorName(),
              step.at(),
              step.to().code()));
    }
    return rows;
  }

  /// A coded reason of a step in words; empty when the step needed none.
  static String reason(Frame frame, String code) {
    if (code.isEmpty()) {
      return "";
    }
    for (var group : List.of("transfer.end.", "transfer.national.", "transfer.step.")) {
      if (frame.words().has(group + code)) {
        return frame.words().of(group + code);
      }
    }
    return code;
  }

  private List<CaseView.OfferRow> offers(
      Actor actor, Frame frame, TransferRequest request, List<Offer> offers, Set<CaseAct> acts) {
    var rows = new ArrayList<CaseView.OfferRow>();
    for (var offer : offers) {
      var open = offer.state() == Offer.State.OPEN;
      rows.add(
          new CaseView.OfferRow(
              offer.id(),
              places.site(offer.site()),
              Codes.of(offer.state()),
              open ? Texts.clock(frame, offer.at(), offer.due()) : null,
              frame.t("transfer.offer.by", offer.authorName(), frame.clock(offer.at())),
              answered(frame, offer),
              offer.overrule(),
              open && answers.mayAnswer(actor, request, offer),
              actor.role() != Role.HOSPITAL,
              open && acts.contains(CaseAct.TAKE_BACK)));
    }
    return rows.reversed();
  }

  private static @Nullable String answered(Frame frame, Offer offer) {
    var answer = offer.answer();
    if (answer == null) {
      return null;
    }
    var who =
        answer.via() == null
            ? frame.t("transfer.answer.by", answer.name(), frame.clock(answer.at()))
            : frame.t(
                "transfer.answer.by-via",
                answer.name(),
                frame.clock(answer.at()),
                Texts.word(frame, "via", answer.via()));
    var what =
        switch (offer.state()) {
          case ACCEPTED, LOST ->
              frame.t("transfer.answer.bed", answer.bed(), answer.doctor())
                  + (offer.state() == Offer.State.LOST
                      ? ". " + frame.t("transfer.answer.lost")
                      : "");
          case REFUSED ->
              (answer.reason() == null ? "" : Texts.word(frame, "refusal", answer.reason()))
                  + (answer.note().isEmpty() ? "" : ": " + answer.note());
          case WITHDRAWN -> reason(frame, answer.note());
          case OPEN, EXPIRED -> "";
        };
    return what.isEmpty() ? who : what + " — " + who;
  }

  private CaseView.Talk talk(Actor actor, CaseBook.CaseFile file, List<Offer> offers) {
    var desks = places.desks();
    var own = Desk.of(actor).map(Desk::key).orElse("");
    var said = new ArrayList<CaseView.Said>();
    for (var comment : file.comments()) {
      said.add(
          new CaseView.Said(
              deskName(desks, comment.desk()),
              comment.author(),
              comment.text(),
              comment.at(),
              comment.desk().equals(own)));
    }
    var read = new ArrayList<CaseView.Read>();
    file.seen().entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(e ->
            read.add(
                new CaseView.Read(
                    deskName(desks, e.getKey()),
                    e.getValue(),
                    file.comments().stream()
                        .allMatch(
                            c -> c.desk().equals(e.getKey()) || !c.at().isAfter(e.getValue())))));
    return new CaseView.Talk(said, read, contacts(file.request(), offers, desks, own), own);
  }

  private static String deskName(Map<String, DeskList.Named> desks, String key) {
    var named = desks.get(key);
    return named == null ? key.isEmpty() ? "Vangnet" : "?" : named.name();
  }

  private List<CaseView.Contact> contacts(
      TransferRequest request, List<Offer> offers, Map<String, DeskList.Named> desks, String own) {
    var sites = new ArrayList<SiteId>();
    sites.add(request.origin().site());
    for (var offer : offers) {
      if (offer.state() == Offer.State.OPEN || offer.state() == Offer.State.ACCEPTED) {
        sites.add(offer.site());
      }
    }
    var keys = new ArrayList<>(places.desksOf(sites));
    if (request.isNational()) {
      keys.add(new Desk.National().key());
    }
    var cards = duty.cards();
    var found = new ArrayList<CaseView.Contact>();
    for (var key : keys) {
      if (!key.equals(own)) {
        List<ContactCard> its = cards.stream().filter(c -> c.desk().equals(key)).toList();
        found.add(new CaseView.Contact(deskName(desks, key), its));
      }
    }
    return found;
  }

  private List<CaseView.Place> destinations() {
    return places.sites().stream().map(s -> new CaseView.Place(s.code(), Places.label(s))).toList();
  }
}
