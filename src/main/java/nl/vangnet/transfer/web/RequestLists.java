package nl.vangnet.transfer.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.desks.ContactCard;
import nl.vangnet.desks.Desk;
import nl.vangnet.desks.DutyDesk;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transfer.CareNeed;
import nl.vangnet.transfer.Content;
import nl.vangnet.web.Frame;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/// What can be chosen in the form of a request, what stands in it at first, and what differs
/// between two of them.
@Component
class RequestLists {
  private static final List<String> COMPARED =
      List.of(
          "category",
          "cohort",
          "reason",
          "emergency",
          "isolation",
          "breathing",
          "oxygen",
          "fio2",
          "peep",
          "haemodynamic",
          "stability",
          "special",
          "language",
          "age",
          "sex",
          "weight",
          "limit",
          "informedPatient",
          "informedRelatives",
          "informedGp",
          "against",
          "consulted",
          "function",
          "callBack",
          "notBefore",
          "notAfter",
          "wanted",
          "notTo",
          "home",
          "note");
  private static final Map<String, String> GROUP =
      Map.of(
          "reason", "reason",
          "isolation", "isolation",
          "breathing", "breathing",
          "stability", "stability",
          "special", "special",
          "age", "age",
          "sex", "sex",
          "weight", "weight",
          "limit", "limit",
          "against", "ground");

  private final Directory directory;
  private final LivePicture pictures;
  private final Definitions definitions;
  private final DutyDesk duty;
  private final Places places;

  RequestLists(
      Directory directory,
      LivePicture pictures,
      Definitions definitions,
      DutyDesk duty,
      Places places) {
    this.directory = directory;
    this.pictures = pictures;
    this.definitions = definitions;
    this.duty = duty;
    this.places = places;
  }

  /// The units of a site with a line of beds, by the order of their care; one entry per kind of
  /// care that the unit gives. A unit from which patients go on only (an emergency department) says
  /// nothing of the wanted care.
  List<RequestView.UnitChoice> units(Frame frame, SiteId site) {
    var names = Names.of(definitions, frame.words());
    var snapshot = directory.snapshot();
    var picture = pictures.current().site(site);
    var found = new ArrayList<RequestView.UnitChoice>();
    if (picture == null) {
      return found;
    }
    for (var category : definitions.categories()) {
      for (var line : picture.lines()) {
        if (line.line().category().equals(category.code())) {
          var unit = snapshot.findUnit(line.line().unit());
          var name = unit.map(u -> u.name()).orElse("?");
          found.add(
              new RequestView.UnitChoice(
                  name,
                  name + " · " + names.care(line.line().category(), line.line().cohort()),
                  category.variables().contains(Variable.OFFERED) ? category.code() : "",
                  line.line().cohort()));
        }
      }
    }
    return found;
  }

  RequestView.Lists lists(Actor actor, Frame frame) {
    var names = Names.of(definitions, frame.words());
    var categories = new ArrayList<BoardView.Choice>();
    for (var category : Names.places(definitions)) {
      categories.add(new BoardView.Choice(category.code(), names.category(category.code())));
    }
    var cohorts = new ArrayList<BoardView.Choice>();
    for (var cohort : definitions.cohorts()) {
      cohorts.add(new BoardView.Choice(cohort.code(), names.cohort(cohort.code())));
    }
    return new RequestView.Lists(categories, cohorts, places.sites(), cards(actor));
  }

  /// The contact cards of the actor's own desk that have a telephone number.
  private List<ContactCard> cards(Actor actor) {
    var own = Desk.of(actor).map(Desk::key).orElse("");
    return duty.cards().stream().filter(c -> c.desk().equals(own) && !c.phone().isBlank()).toList();
  }

  /// What stands in a new request from a site: its first unit with the care that it gives, and who
  /// answers the telephone there.
  MultiValueMap<String, String> defaults(Actor actor, Site site) {
    var form = new LinkedMultiValueMap<String, String>();
    form.add("site", Places.label(site));
    form.add("reason", Codes.of(Content.Reason.CAPACITY));
    form.add("isolation", Codes.of(CareNeed.Isolation.NONE));
    form.add("stability", Codes.of(CareNeed.Stability.STABLE));
    form.add("sex", Codes.of(CareNeed.Sex.UNKNOWN));
    form.add("weight", Codes.of(CareNeed.Weight.UNKNOWN));
    form.add("limit", Codes.of(CareNeed.TreatmentLimit.NONE));
    var picture = pictures.current().site(site.id());
    if (picture != null) {
      Names.places(definitions).stream()
          .flatMap(c -> picture.lines().stream().filter(l -> l.line().category().equals(c.code())))
          .findFirst()
          .ifPresent(l -> {
            form.add(
                "unit",
                directory.snapshot().findUnit(l.line().unit()).map(u -> u.name()).orElse(""));
            form.add("category", l.line().category());
            form.add("cohort", l.line().cohort());
          });
    }
    var desk = new Desk.OfHospital(site.organisation()).key();
    duty.cards().stream()
        .filter(c -> c.desk().equals(desk) && !c.phone().isBlank())
        .findFirst()
        .ifPresent(card -> {
          form.add("function", card.duty());
          form.add("callBack", card.phone());
        });
    return form;
  }

  /// The fields in which two forms differ, in words.
  List<RequestView.Change> changes(
      Frame frame, MultiValueMap<String, String> mine, MultiValueMap<String, String> theirs) {
    var names = Names.of(definitions, frame.words());
    var found = new ArrayList<RequestView.Change>();
    for (var field : COMPARED) {
      var own = values(mine, field);
      var other = values(theirs, field);
      if (!own.equals(other)) {
        found.add(
            new RequestView.Change(
                field,
                frame.words().of("transfer.field." + field),
                said(frame, names, field, own),
                said(frame, names, field, other)));
      }
    }
    return found;
  }

  private static LinkedHashSet<String> values(MultiValueMap<String, String> form, String field) {
    var found = new LinkedHashSet<String>();
    for (var value : form.getOrDefault(field, List.of())) {
      if (!value.isBlank()) {
        found.add(value.strip());
      }
    }
    return found;
  }

  private static String said(Frame frame, Names names, String field, LinkedHashSet<String> values) {
    if (values.isEmpty()) {
      return "—";
    }
    var said = new ArrayList<String>();
    for (var value : values) {
      var group = GROUP.get(field);
      said.add(
          group != null
              ? frame.words().of("transfer." + group + "." + value)
              : switch (field) {
                case "category" -> names.category(value);
                case "cohort" -> names.cohort(value);
                case "emergency", "haemodynamic", "consulted" -> frame.t("transfer.yes");
                case "informedPatient", "informedRelatives", "informedGp" ->
                    frame.t("transfer.yes");
                default -> value;
              });
    }
    return String.join(", ", said);
  }
}
