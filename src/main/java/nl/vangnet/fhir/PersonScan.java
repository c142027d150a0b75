package nl.vangnet.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nl.vangnet.access.Identities;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Signature;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;

/// Looks through a whole resource about moving a patient for what could tell who it is, wherever it
/// stands: names, addresses, documents, numbers and dates of birth in any text. Pure.
final class PersonScan {
  /// A made-up number has groups of digits that prove nothing.
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final int MOST = 20;

  private PersonScan() {}

  /// What was found, each with its element; empty when nothing was.
  static List<Issue> find(Base resource, String type) {
    var found = new ArrayList<Issue>();
    look(resource, type, found);
    return found;
  }

  private static void look(Base node, String path, List<Issue> found) {
    for (var property : node.children()) {
      var name = property.getName().replace("[x]", "");
      for (var i = 0; i < property.getValues().size() && found.size() < MOST; i++) {
        var at = path + "." + name + (property.isList() ? "[" + i + "]" : "");
        judge(property.getValues().get(i), at, found);
      }
    }
  }

  private static void judge(Base value, String at, List<Issue> found) {
    switch (value) {
      // A call-back number of a ward may have nine digits.
      case ContactPoint number -> {}
      case HumanName name -> found.add(personal(at));
      case Address address -> found.add(personal(at));
      case Attachment document -> found.add(personal(at));
      case Signature signature -> found.add(personal(at));
      case StringType text -> text(text.getValue(), at, found);
      case UriType uri -> text(uri.getValue(), at, found);
      default -> {
        if (!value.isPrimitive()) {
          look(value, at, found);
        }
      }
    }
  }

  private static void text(
      @org.jspecify.annotations.Nullable String text, String at, List<Issue> found) {
    if (text != null) {
      Identities.find(UUID.matcher(text).replaceAll("uuid"))
          .ifPresent(code -> found.add(Issue.error("suppressed", code, at, advice(code))));
    }
  }

  private static Issue personal(String at) {
    return Issue.error("suppressed", "personal-data", at, advice("personal-data"));
  }

  /// What to do about it.
  static String advice(String code) {
    return switch (code) {
      case "looks-like-bsn" ->
          "This looks like a citizen service number; leave it out, the case number is enough";
      case "looks-like-birth-date" ->
          "This looks like a date of birth; give the age in a band of years only";
      default ->
          "Nothing that tells who the patient is is taken in: no name, number, address, date of"
              + " birth or document; the hospitals exchange those with each other";
    };
  }
}
