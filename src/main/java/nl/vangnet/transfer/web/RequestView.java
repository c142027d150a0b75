package nl.vangnet.transfer.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.desks.ContactCard;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// The form of a request. `site` is null while a desk that takes a call has not chosen it; `number`
/// is empty for a new one.
record RequestView(
    @Nullable Site site,
    List<Site> sites,
    List<UnitChoice> units,
    Lists lists,
    MultiValueMap<String, String> form,
    List<Fault> faults,
    Existing existing,
    boolean telephone,
    String href) {
  /// A unit of the sending site with the care that it gives.
  record UnitChoice(String code, String label, String category, String cohort) {}

  /// What can be chosen.
  record Lists(
      List<BoardView.Choice> categories,
      List<BoardView.Choice> cohorts,
      List<Site> destinations,
      List<ContactCard> cards) {}

  /// Something wrong or missing, at its field.
  record Fault(String code, String field, String text) {}

  /// The case that is edited; `draft` says that it was not handed in yet, `changes` what somebody
  /// else changed meanwhile.
  record Existing(String number, int version, boolean draft, List<Change> changes) {
    static final Existing NONE = new Existing("", 0, true, List.of());
  }

  /// A field of which two values are known: what the reader wrote, and what stands in the case now.
  record Change(String field, String label, String mine, String theirs) {}

  /// The value of a field.
  String value(String field) {
    return RequestForm.text(form, field);
  }

  /// Whether a field has this value.
  boolean has(String field, String value) {
    return form.getOrDefault(field, List.of()).contains(value);
  }

  /// All values of a field.
  List<String> values(String field) {
    return form.getOrDefault(field, List.of()).stream().filter(v -> !v.isBlank()).toList();
  }

  /// What is wrong at a field, in words; null when nothing is.
  @Nullable String wrong(String field) {
    var found = faults.stream().filter(f -> f.field().equals(field)).map(Fault::text).toList();
    return found.isEmpty() ? null : String.join(" ", found);
  }

  /// Whether a part of the form that is folded must be open: something in it is filled or wrong.
  boolean open(String... fields) {
    for (var field : fields) {
      if (wrong(field) != null || !values(field).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// The field at which each refusal is said.
  static final Map<String, String> FIELD_OF = fieldOf();

  private static Map<String, String> fieldOf() {
    var of = new LinkedHashMap<String, String>();
    of.put("site-missing", "site");
    of.put("unit-missing", "unit");
    of.put("category-missing", "category");
    of.put("cohort-missing", "cohort");
    of.put("breathing-missing", "breathing");
    of.put("oxygen-missing", "oxygen");
    of.put("oxygen-impossible", "oxygen");
    of.put("fio2-impossible", "fio2");
    of.put("peep-impossible", "peep");
    of.put("unstable", "stability");
    of.put("age-missing", "age");
    of.put("language-unknown", "language");
    of.put("patient-not-informed", "informedPatient");
    of.put("relatives-not-informed", "informedRelatives");
    of.put("gp-not-informed", "informedGp");
    of.put("excluded-dementia", "against");
    of.put("excluded-delirium", "against");
    of.put("excluded-psychiatric", "against");
    of.put("consult-dementia", "consulted");
    of.put("consult-delirium", "consulted");
    of.put("consult-psychiatric", "consulted");
    of.put("contact-missing", "function");
    of.put("call-back-missing", "callBack");
    of.put("not-before-unreadable", "notBefore");
    of.put("not-after-unreadable", "notAfter");
    of.put("window-turned", "notAfter");
    of.put("window-past", "notAfter");
    of.put("wanted-unknown", "wanted");
    of.put("not-to-unknown", "notTo");
    of.put("wanted-and-not-to", "notTo");
    of.put("home-unknown", "home");
    of.put("note-too-long", "note");
    of.put("text-too-long", "note");
    of.put("looks-like-bsn", "note");
    of.put("looks-like-birth-date", "note");
    return of;
  }
}
