package nl.vangnet.fleet.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.fleet.CrewDraft;
import nl.vangnet.fleet.CrewKind;
import nl.vangnet.fleet.DutyHours;
import nl.vangnet.fleet.Equipment;
import nl.vangnet.fleet.Home;
import nl.vangnet.fleet.Post;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.fleet.VehicleDraft;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// Reads the forms of the register: a draft, or the field that cannot be read.
final class FleetForms {
  private final Map<String, String> form;
  private final DirectorySnapshot directory;
  private final CountryCode country;
  private final List<Post> posts;

  FleetForms(
      Map<String, String> form,
      DirectorySnapshot directory,
      CountryCode country,
      List<Post> posts) {
    this.form = form;
    this.directory = directory;
    this.country = country;
    this.posts = posts;
  }

  /// The field that cannot be read.
  static final class Unreadable extends Exception {
    private final String field;

    Unreadable(String field) {
      super(field);
      this.field = field;
    }

    /// The code under which the words of the refusal stand.
    String code() {
      return "unreadable-" + field;
    }
  }

  VehicleDraft vehicle() throws Unreadable {
    return new VehicleDraft(
        text("code"),
        text("name"),
        organisation(text("owner"), "owner"),
        new Vehicle.Build(
            VehicleClass.find(text("class")).orElseThrow(() -> new Unreadable("class")),
            equipment(),
            number("places", 1),
            text("range").isEmpty() ? null : number("range", 0),
            Duration.ofMinutes(number("notice", 0))),
        home(),
        new Vehicle.Use(form.containsKey("pool"), users(), hours()),
        text("source"));
  }

  CrewDraft crew() throws Unreadable {
    return new CrewDraft(
        text("code"),
        text("name"),
        CrewKind.find(text("kind")).orElseThrow(() -> new Unreadable("class")),
        organisation(text("owner"), "owner"),
        home(),
        text("source"));
  }

  private Set<Equipment> equipment() {
    var found = new HashSet<Equipment>();
    for (var one : Equipment.values()) {
      if (form.containsKey("eq-" + one.code())) {
        found.add(one);
      }
    }
    return found;
  }

  private Set<OrganisationId> users() throws Unreadable {
    var users = new HashSet<OrganisationId>();
    for (var code : text("users").split("[ ,;]+")) {
      if (!code.isEmpty()) {
        users.add(organisation(code, "users"));
      }
    }
    return users;
  }

  private OrganisationId organisation(String code, String field) throws Unreadable {
    return directory
        .findOrganisation(country, code)
        .map(Organisation::id)
        .orElseThrow(() -> new Unreadable(field));
  }

  /// A post by its code, or a place by its name and coordinates.
  private Home home() throws Unreadable {
    var chosen = text("post");
    if (!chosen.isEmpty()) {
      var code = chosen.split(" ", 2)[0].toUpperCase(Locale.ROOT);
      for (var post : posts) {
        if (post.code().equals(code)) {
          return new Home(post.name(), post.at());
        }
      }
      throw new Unreadable("post");
    }
    try {
      return new Home(
          text("home"),
          new Coordinates(
              Double.parseDouble(text("lat").replace(',', '.')),
              Double.parseDouble(text("lon").replace(',', '.'))));
    } catch (IllegalArgumentException e) {
      throw new Unreadable("home");
    }
  }

  private @Nullable DutyHours hours() throws Unreadable {
    if (text("hours-from").isEmpty() && text("hours-until").isEmpty()) {
      return null;
    }
    try {
      return new DutyHours(
          LocalTime.parse(text("hours-from")), LocalTime.parse(text("hours-until")));
    } catch (DateTimeException e) {
      throw new Unreadable("hours");
    }
  }

  int edition() throws Unreadable {
    return number("edition", 0);
  }

  /// A moment of a date-and-time field, in the time of the screens.
  Instant moment(String field) throws Unreadable {
    try {
      return LocalDateTime.parse(text(field)).atZone(Frame.ZONE).toInstant();
    } catch (DateTimeException e) {
      throw new Unreadable("moment");
    }
  }

  String text(String field) {
    return form.getOrDefault(field, "").strip();
  }

  private int number(String field, int otherwise) throws Unreadable {
    var text = text(field);
    try {
      return text.isEmpty() ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Unreadable("number");
    }
  }
}
