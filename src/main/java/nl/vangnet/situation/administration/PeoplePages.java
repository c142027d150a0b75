package nl.vangnet.situation.administration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Grant;
import nl.vangnet.access.People;
import nl.vangnet.access.Permission;
import nl.vangnet.access.Person;
import nl.vangnet.access.PersonDetails;
import nl.vangnet.access.PersonOutcome;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.RegionId;
import nl.vangnet.web.Frame;
import nl.vangnet.web.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The administrator's pages about people.
@Controller
@RequestMapping("/mensen")
class PeoplePages {
  private final People people;
  private final Places places;

  PeoplePages(People people, Places places) {
    this.people = people;
    this.places = places;
  }

  @GetMapping
  @Grant(Permission.MANAGE_PEOPLE)
  ModelAndView list(Actor actor, Frame frame, Model model) {
    return Answers.page("people", frame, listView(actor, frame, PersonForm.EMPTY, null, model));
  }

  @PostMapping
  @Grant(Permission.MANAGE_PEOPLE)
  ModelAndView add(
      Actor actor,
      Frame frame,
      Model model,
      @RequestParam Map<String, String> fields,
      RedirectAttributes next) {
    var form = PersonForm.of(fields);
    var given = Answers.text(fields.get("password"));
    return switch (people.add(actor, form.details(), given.isEmpty() ? null : given)) {
      case PersonOutcome.Done(var person, var password) -> done(next, person, password, "added");
      case PersonOutcome.Refused(var reason) ->
          Answers.refused("people", frame, listView(actor, frame, form, code(reason), model));
    };
  }

  @GetMapping("/{id}")
  @Grant(Permission.MANAGE_PEOPLE)
  ModelAndView one(Actor actor, Frame frame, Model model, @PathVariable long id) {
    var person = get(actor, id);
    return Answers.page("person", frame, view(frame, person, PersonForm.of(person), null, model));
  }

  @PostMapping("/{id}")
  @Grant(Permission.MANAGE_PEOPLE)
  ModelAndView change(
      Actor actor,
      Frame frame,
      Model model,
      @PathVariable long id,
      @RequestParam Map<String, String> fields,
      RedirectAttributes next) {
    var form = PersonForm.of(fields);
    var person = get(actor, id);
    return answer(
        people.change(actor, id, form.details()), "changed", frame, person, form, model, next);
  }

  @PostMapping("/{id}/wachtwoord")
  @Grant(Permission.MANAGE_PEOPLE)
  ModelAndView password(
      Actor actor,
      Frame frame,
      Model model,
      @PathVariable long id,
      @RequestParam Map<String, String> fields,
      RedirectAttributes next) {
    var person = get(actor, id);
    var given = Answers.text(fields.get("password"));
    return answer(
        people.setPassword(actor, id, given.isEmpty() ? null : given),
        "password",
        frame,
        person,
        PersonForm.of(person),
        model,
        next);
  }

  @PostMapping("/{id}/vrijgeven")
  @Grant(Permission.MANAGE_PEOPLE)
  ModelAndView unlock(
      Actor actor, Frame frame, Model model, @PathVariable long id, RedirectAttributes next) {
    var person = get(actor, id);
    return answer(
        people.unlock(actor, id), "unlocked", frame, person, PersonForm.of(person), model, next);
  }

  @PostMapping("/{id}/actief")
  @Grant(Permission.MANAGE_PEOPLE)
  ModelAndView active(
      Actor actor,
      Frame frame,
      Model model,
      @PathVariable long id,
      @RequestParam boolean active,
      RedirectAttributes next) {
    var person = get(actor, id);
    return answer(
        people.setActive(actor, id, active),
        active ? "activated" : "deactivated",
        frame,
        person,
        PersonForm.of(person),
        model,
        next);
  }

  private ModelAndView answer(
      PersonOutcome outcome,
      String done,
      Frame frame,
      Person person,
      PersonForm form,
      Model model,
      RedirectAttributes next) {
    return switch (outcome) {
      case PersonOutcome.Done(var changed, var password) -> done(next, changed, password, done);
      case PersonOutcome.Refused(var reason) ->
          Answers.refused("person", frame, view(frame, person, form, code(reason), model));
    };
  }

  private static ModelAndView done(
      RedirectAttributes next, Person person, @Nullable String password, String done) {
    next.addFlashAttribute("done", done);
    if (password != null) {
      next.addFlashAttribute("secret", password);
    }
    return Answers.seeOther("/mensen/" + person.id());
  }

  private Person get(Actor actor, long id) {
    return people.find(actor, id).orElseThrow(() -> new NotFound("person " + id));
  }

  private PeopleView listView(
      Actor actor, Frame frame, PersonForm form, @Nullable String refused, Model model) {
    var rows = people.list(actor).stream().map(p -> row(frame, p)).toList();
    return new PeopleView(rows, choices(form), refused);
  }

  private PersonView view(
      Frame frame, Person person, PersonForm form, @Nullable String refused, Model model) {
    return new PersonView(
        row(frame, person),
        choices(form),
        refused,
        (String) model.getAttribute("done"),
        (String) model.getAttribute("secret"));
  }

  private PersonRow row(Frame frame, Person person) {
    return new PersonRow(
        person, places.name(person.scope()), person.means().isBlocked(frame.now()));
  }

  private PersonChoices choices(PersonForm form) {
    return new PersonChoices(
        form,
        Arrays.stream(Role.values()).filter(r -> r != Role.SOURCE).toList(),
        places.organisations(),
        places.regions());
  }

  private static String code(PersonOutcome.Reason reason) {
    return "administration.people.refused."
        + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

/// The fields of the form about a person, as text.
record PersonForm(
    String login,
    String name,
    Role role,
    @Nullable Long organisation,
    @Nullable Long region,
    String language,
    String email,
    String subject) {
  static final PersonForm EMPTY = new PersonForm("", "", Role.HOSPITAL, null, null, "nl", "", "");

  static PersonForm of(Map<String, String> fields) {
    return new PersonForm(
        Answers.text(fields.get("login")),
        Answers.text(fields.get("name")),
        Arrays.stream(Role.values())
            .filter(r -> r.name().equals(fields.get("role")))
            .findFirst()
            .orElse(Role.SOURCE),
        Answers.number(fields.get("organisation")),
        Answers.number(fields.get("region")),
        "en".equals(fields.get("language")) ? "en" : "nl",
        Answers.text(fields.get("email")),
        Answers.text(fields.get("subject")));
  }

  static PersonForm of(Person person) {
    var means = person.means();
    return new PersonForm(
        person.login(),
        person.name(),
        person.role(),
        person.scope() instanceof Scope.InOrganisation(var id) ? Long.valueOf(id.value()) : null,
        person.scope() instanceof Scope.InRegion(var id) ? Long.valueOf(id.value()) : null,
        person.language(),
        Answers.text(means.email()),
        Answers.text(means.subject()));
  }

  PersonDetails details() {
    return new PersonDetails(login, name, role, scope(), language, email, subject);
  }

  private @Nullable Scope scope() {
    return switch (role) {
      case HOSPITAL, DISPATCH ->
          organisation == null ? null : new Scope.InOrganisation(new OrganisationId(organisation));
      case REGION -> region == null ? null : new Scope.InRegion(new RegionId(region));
      case NATIONAL, OVERSIGHT, STEWARD, ADMIN, SOURCE -> new Scope.Everywhere();
    };
  }
}

/// What the form about a person holds and offers.
record PersonChoices(
    PersonForm form, List<Role> roles, List<Organisation> organisations, List<Region> regions) {}

/// One person on the pages.
record PersonRow(Person person, String place, boolean blocked) {}

/// The list of people.
record PeopleView(List<PersonRow> rows, PersonChoices choices, @Nullable String refused) {}

/// One person's page.
record PersonView(
    PersonRow row,
    PersonChoices choices,
    @Nullable String refused,
    @Nullable String done,
    @Nullable String secret) {}
