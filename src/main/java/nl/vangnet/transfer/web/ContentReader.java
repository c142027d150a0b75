package nl.vangnet.transfer.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import nl.vangnet.policy.HomeRegions;
import nl.vangnet.transfer.CareNeed;
import nl.vangnet.transfer.Content;
import nl.vangnet.transfer.Eligibility;
import nl.vangnet.transport.Breathing;
import nl.vangnet.web.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a request from JSON. A field that cannot be read is refused by its name, with what may
/// stand there; a field that nobody knows is refused too, so that no name or number of a patient
/// slips in.
final class ContentReader {
  private final HomeRegions regions;

  ContentReader(HomeRegions regions) {
    this.regions = regions;
  }

  Content content(JsonNode body) {
    Fields.only(
        body,
        "",
        Set.of(
            "site",
            "unit",
            "reason",
            "emergency",
            "need",
            "eligibility",
            "contact",
            "wishes",
            "note",
            "channel"));
    return new Content(
        choice(Content.Reason.values(), body, "reason", "reason", null),
        Fields.flag(body, "emergency", "emergency"),
        need(part(body, "need")),
        eligibility(part(body, "eligibility")),
        contact(part(body, "contact")),
        wishes(body.path("wishes")),
        Fields.text(body, "note"));
  }

  private static JsonNode part(JsonNode body, String name) {
    var part = body.path(name);
    if (!part.isObject()) {
      throw new BadInput("field-missing", name + ": give an object");
    }
    return part;
  }

  private static CareNeed need(JsonNode node) {
    Fields.only(
        node,
        "need.",
        Set.of(
            "category",
            "cohort",
            "isolation",
            "breathing",
            "oxygenLitres",
            "fio2",
            "peep",
            "haemodynamicSupport",
            "stability",
            "special",
            "language",
            "age",
            "sex",
            "weight",
            "limit"));
    return new CareNeed(
        word(node, "need.category", "category"),
        word(node, "need.cohort", "cohort"),
        choice(
            CareNeed.Isolation.values(),
            node,
            "isolation",
            "need.isolation",
            CareNeed.Isolation.NONE),
        new CareNeed.Lungs(
            choice(Breathing.values(), node, "breathing", "need.breathing", null),
            whole(node, "oxygenLitres", "need.oxygenLitres"),
            whole(node, "fio2", "need.fio2"),
            whole(node, "peep", "need.peep")),
        Fields.flag(node, "haemodynamicSupport", "need.haemodynamicSupport"),
        choice(CareNeed.Stability.values(), node, "stability", "need.stability", null),
        choices(CareNeed.Special.values(), CareNeed.Special.class, node, "special", "need.special"),
        Fields.text(node, "language", "need.language"),
        new CareNeed.Person(
            choice(CareNeed.AgeBand.values(), node, "age", "need.age", null),
            choice(CareNeed.Sex.values(), node, "sex", "need.sex", CareNeed.Sex.UNKNOWN),
            choice(
                CareNeed.Weight.values(), node, "weight", "need.weight", CareNeed.Weight.UNKNOWN)),
        choice(
            CareNeed.TreatmentLimit.values(),
            node,
            "limit",
            "need.limit",
            CareNeed.TreatmentLimit.NONE));
  }

  private static Eligibility eligibility(JsonNode node) {
    Fields.only(
        node,
        "eligibility.",
        Set.of(
            "patientInformed",
            "relativesInformed",
            "gpInformed",
            "against",
            "specialistConsulted"));
    return new Eligibility(
        Fields.flag(node, "patientInformed", "eligibility.patientInformed"),
        Fields.flag(node, "relativesInformed", "eligibility.relativesInformed"),
        Fields.flag(node, "gpInformed", "eligibility.gpInformed"),
        choices(
            Eligibility.Ground.values(),
            Eligibility.Ground.class,
            node,
            "against",
            "eligibility.against"),
        Fields.flag(node, "specialistConsulted", "eligibility.specialistConsulted"));
  }

  private static Content.Contact contact(JsonNode node) {
    Fields.only(node, "contact.", Set.of("function", "callBack"));
    return new Content.Contact(
        Fields.text(node, "function", "contact.function"),
        Fields.text(node, "callBack", "contact.callBack"));
  }

  private Content.Wishes wishes(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Content.Wishes.NONE;
    }
    Fields.only(node, "wishes.", Set.of("notBefore", "notAfter", "wanted", "notTo", "home"));
    var home = Fields.text(node, "home", "wishes.home");
    return new Content.Wishes(
        moment(node, "notBefore"),
        moment(node, "notAfter"),
        sites(node, "wanted"),
        sites(node, "notTo"),
        home.isEmpty() ? null : site(home, "wishes.home").id());
  }

  /// The site with this code.
  Site site(String code, String place) {
    return regions
        .findSite(code)
        .orElseThrow(
            () -> new BadInput("no-such-site", place + ": there is no site '" + code + "'"));
  }

  private Set<SiteId> sites(JsonNode node, String name) {
    var found = new HashSet<SiteId>();
    for (var code : words(node, name, "wishes." + name)) {
      found.add(site(code, "wishes." + name).id());
    }
    return found;
  }

  private static String word(JsonNode node, String place, String name) {
    var value = Fields.text(node, name, place);
    if (!value.matches("[a-z][a-z0-9_-]{0,39}")) {
      throw new BadInput("field-missing", place + ": give a code, for instance \"icu\"");
    }
    return value;
  }

  private static @Nullable Integer whole(JsonNode node, String name, String place) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw new BadInput("field-malformed", place + ": give a whole number, or leave it out");
    }
    return value.intValue();
  }

  private static @Nullable Instant moment(JsonNode node, String name) {
    var value = Fields.text(node, name, "wishes." + name);
    if (value.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      throw new BadInput(
          "field-malformed",
          "wishes." + name + ": '" + value + "' is no moment; write 2021-02-03T14:30:00+01:00");
    }
  }

  static List<String> words(JsonNode node, String name, String place) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray() || value.size() > 200) {
      throw new BadInput("field-malformed", place + ": give a list of codes");
    }
    var found = new ArrayList<String>();
    for (var one : value) {
      if (!one.isString()) {
        throw Fields.malformed(place, "give a list of codes");
      }
      found.add(one.stringValue());
    }
    return found;
  }

  private static <E extends Enum<E>> E choice(
      E[] choices, JsonNode node, String name, String place, @Nullable E otherwise) {
    var value = Fields.text(node, name, place);
    if (value.isEmpty()) {
      if (otherwise == null) {
        throw Fields.missing(place, "give one of " + codes(choices));
      }
      return otherwise;
    }
    return find(choices, value, place);
  }

  private static <E extends Enum<E>> Set<E> choices(
      E[] choices, Class<E> type, JsonNode node, String name, String place) {
    var found = EnumSet.noneOf(type);
    for (var value : words(node, name, place)) {
      found.add(find(choices, value, place));
    }
    return found;
  }

  private static <E extends Enum<E>> E find(E[] choices, String value, String place) {
    return Arrays.stream(choices)
        .filter(c -> code(c).equals(value))
        .findFirst()
        .orElseThrow(() ->
            new BadInput(
                "choice-unknown", place + ": '" + value + "' is none of " + codes(choices)));
  }

  private static String codes(Enum<?>[] choices) {
    return Arrays.stream(choices).map(ContentReader::code).collect(Collectors.joining(", "));
  }

  /// The code of a choice: small letters with hyphens.
  static String code(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
