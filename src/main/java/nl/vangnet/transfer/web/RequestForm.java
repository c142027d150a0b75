package nl.vangnet.transfer.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.vangnet.capacity.Definitions;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transfer.CareNeed;
import nl.vangnet.transfer.Content;
import nl.vangnet.transfer.Eligibility;
import nl.vangnet.transport.Breathing;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/// Reads a request from the fields of its form, and writes one into them.
@Component
class RequestForm {
  private final Places places;
  private final Definitions definitions;

  RequestForm(Places places, Definitions definitions) {
    this.places = places;
    this.definitions = definitions;
  }

  /// What was read: the content, null when a field that every request has was not answered, and the
  /// codes of what is wrong with the fields themselves.
  record Read(@Nullable Content content, List<String> faults) {
    Read {
      faults = List.copyOf(faults);
    }
  }

  /// Reads a request. What the rules of the request think of it is asked elsewhere.
  Read read(MultiValueMap<String, String> form) {
    var faults = new ArrayList<String>();
    var need = need(form, faults);
    var wishes = wishes(form, faults);
    if (need == null) {
      return new Read(null, faults);
    }
    return new Read(
        new Content(
            one(Content.Reason.values(), form, "reason", Content.Reason.CAPACITY),
            on(form, "emergency"),
            need,
            new Eligibility(
                on(form, "informedPatient"),
                on(form, "informedRelatives"),
                on(form, "informedGp"),
                many(Eligibility.Ground.class, form, "against"),
                on(form, "consulted")),
            new Content.Contact(text(form, "function"), text(form, "callBack")),
            wishes,
            text(form, "note")),
        faults);
  }

  /// The need as far as one fieldset tells it; null when the age or the breathing is not said.
  @Nullable CareNeed need(MultiValueMap<String, String> form, List<String> faults) {
    var category = text(form, "category");
    var cohort = text(form, "cohort");
    if (Names.places(definitions).stream().noneMatch(c -> c.code().equals(category))) {
      faults.add("category-missing");
    }
    if (definitions.findCohort(cohort).isEmpty()) {
      faults.add("cohort-missing");
    }
    var breathing = Codes.find(Breathing.values(), form.getFirst("breathing"));
    if (breathing == null) {
      faults.add("breathing-missing");
    }
    var age = Codes.find(CareNeed.AgeBand.values(), form.getFirst("age"));
    if (age == null) {
      faults.add("age-missing");
    }
    var oxygen = number(form, "oxygen", faults);
    var fio2 = number(form, "fio2", faults);
    var peep = number(form, "peep", faults);
    if (breathing == null || age == null) {
      return null;
    }
    return new CareNeed(
        category,
        cohort,
        one(CareNeed.Isolation.values(), form, "isolation", CareNeed.Isolation.NONE),
        new CareNeed.Lungs(breathing, oxygen, fio2, peep),
        on(form, "haemodynamic"),
        one(CareNeed.Stability.values(), form, "stability", CareNeed.Stability.STABLE),
        many(CareNeed.Special.class, form, "special"),
        text(form, "language").toLowerCase(java.util.Locale.ROOT),
        new CareNeed.Person(
            age,
            one(CareNeed.Sex.values(), form, "sex", CareNeed.Sex.UNKNOWN),
            one(CareNeed.Weight.values(), form, "weight", CareNeed.Weight.UNKNOWN)),
        one(CareNeed.TreatmentLimit.values(), form, "limit", CareNeed.TreatmentLimit.NONE));
  }

  private Content.Wishes wishes(MultiValueMap<String, String> form, List<String> faults) {
    var home = sites(form, "home", faults);
    return new Content.Wishes(
        moment(form, "notBefore", faults),
        moment(form, "notAfter", faults),
        sites(form, "wanted", faults),
        sites(form, "notTo", faults),
        home.isEmpty() ? null : home.iterator().next());
  }

  private static @Nullable Instant moment(
      MultiValueMap<String, String> form, String field, List<String> faults) {
    var typed = text(form, field);
    if (typed.isEmpty()) {
      return null;
    }
    var at = Codes.moment(typed);
    if (at == null) {
      faults.add(field.equals("notBefore") ? "not-before-unreadable" : "not-after-unreadable");
    }
    return at;
  }

  private Set<SiteId> sites(MultiValueMap<String, String> form, String field, List<String> faults) {
    var found = new HashSet<SiteId>();
    for (var typed : form.getOrDefault(field, List.of())) {
      if (!typed.isBlank()) {
        var site = places.read(typed);
        if (site == null) {
          faults.add(
              switch (field) {
                case "wanted" -> "wanted-unknown";
                case "notTo" -> "not-to-unknown";
                default -> "home-unknown";
              });
        } else {
          found.add(site.id());
        }
      }
    }
    return found;
  }

  /// The fields of a request as it stands.
  MultiValueMap<String, String> write(Content content) {
    var form = new LinkedMultiValueMap<String, String>();
    var need = content.need();
    form.add("category", need.category());
    form.add("cohort", need.cohort());
    form.add("reason", Codes.of(content.reason()));
    tick(form, "emergency", content.emergency());
    form.add("isolation", Codes.of(need.isolation()));
    form.add("breathing", Codes.of(need.lungs().breathing()));
    put(form, "oxygen", need.lungs().oxygenLitres());
    put(form, "fio2", need.lungs().fio2Percent());
    put(form, "peep", need.lungs().peep());
    tick(form, "haemodynamic", need.haemodynamicSupport());
    form.add("stability", Codes.of(need.stability()));
    need.special().forEach(s -> form.add("special", Codes.of(s)));
    form.add("language", need.language());
    form.add("age", Codes.of(need.person().age()));
    form.add("sex", Codes.of(need.person().sex()));
    form.add("weight", Codes.of(need.person().weight()));
    form.add("limit", Codes.of(need.limit()));
    var check = content.eligibility();
    tick(form, "informedPatient", check.patientInformed());
    tick(form, "informedRelatives", check.relativesInformed());
    tick(form, "informedGp", check.gpInformed());
    check.against().forEach(g -> form.add("against", Codes.of(g)));
    tick(form, "consulted", check.specialistConsulted());
    form.add("function", content.contact().function());
    form.add("callBack", content.contact().callBack());
    var wishes = content.wishes();
    form.add("notBefore", field(wishes.notBefore()));
    form.add("notAfter", field(wishes.notAfter()));
    wishes.wanted().forEach(s -> form.add("wanted", places.label(s)));
    wishes.notTo().forEach(s -> form.add("notTo", places.label(s)));
    if (wishes.home() != null) {
      form.add("home", places.label(wishes.home()));
    }
    form.add("note", content.note());
    return form;
  }

  private static String field(@Nullable Instant at) {
    return at == null
        ? ""
        : java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm")
            .format(at.atZone(Frame.ZONE));
  }

  private static void put(
      MultiValueMap<String, String> form, String field, @Nullable Integer value) {
    form.add(field, value == null ? "" : value.toString());
  }

  private static void tick(MultiValueMap<String, String> form, String field, boolean on) {
    if (on) {
      form.add(field, "1");
    }
  }

  static String text(MultiValueMap<String, String> form, String field) {
    var value = form.getFirst(field);
    return value == null ? "" : value.strip();
  }

  private static boolean on(MultiValueMap<String, String> form, String field) {
    return form.getFirst(field) != null;
  }

  private static <E extends Enum<E>> E one(
      E[] choices, MultiValueMap<String, String> form, String field, E otherwise) {
    var found = Codes.find(choices, form.getFirst(field));
    return found == null ? otherwise : found;
  }

  private static <E extends Enum<E>> Set<E> many(
      Class<E> kind, MultiValueMap<String, String> form, String field) {
    var found = EnumSet.noneOf(kind);
    for (var code : form.getOrDefault(field, List.of())) {
      var choice = Codes.find(kind.getEnumConstants(), code);
      if (choice != null) {
        found.add(choice);
      }
    }
    return found;
  }

  private static @Nullable Integer number(
      MultiValueMap<String, String> form, String field, List<String> faults) {
    var typed = text(form, field);
    if (typed.isEmpty()) {
      return null;
    }
    try {
      return Integer.valueOf(typed);
    } catch (NumberFormatException e) {
      faults.add(
          switch (field) {
            case "oxygen" -> "oxygen-impossible";
            case "fio2" -> "fio2-impossible";
            default -> "peep-impossible";
          });
      return null;
    }
  }
}
