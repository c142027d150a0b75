package nl.vangnet.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nl.vangnet.transfer.Content;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/// The extensions of a request for a place: each of the kind that it must be, and no others.
final class RequestExtensions {
  private static final Set<String> ASKED =
      Set.of(
          Canonical.ORIGIN,
          Canonical.SENDING_UNIT,
          Canonical.CONTACT,
          Canonical.OXYGEN,
          Canonical.FIO2,
          Canonical.PEEP,
          Canonical.NOT_TO,
          Canonical.RELATIVES,
          Canonical.HANDOVER);

  private final List<Extension> extensions;
  private final List<Issue> issues;

  RequestExtensions(List<Extension> extensions, List<Issue> issues) {
    this.extensions = extensions;
    this.issues = issues;
    for (var i = 0; i < extensions.size(); i++) {
      if (!ASKED.contains(extensions.get(i).getUrl())) {
        wrong(
            "business-rule",
            "not-asked",
            at(i),
            "This extension is not asked; a request holds nothing that could tell who the patient"
                + " is");
      }
    }
  }

  /// The element of an extension that is missing.
  static String element(String url) {
    return "ServiceRequest.extension('" + url + "')";
  }

  private static String at(int index) {
    return "ServiceRequest.extension[" + index + "]";
  }

  private void wrong(String type, String code, String element, String advice) {
    issues.add(Issue.error(type, code, element, advice));
  }

  /// A reference with its element.
  record Pointed(Reference reference, String element) {}

  List<Pointed> references(String url) {
    var found = new ArrayList<Pointed>();
    for (var i = 0; i < extensions.size(); i++) {
      if (url.equals(extensions.get(i).getUrl())) {
        if (extensions.get(i).getValue() instanceof Reference reference) {
          found.add(new Pointed(reference, at(i) + ".value"));
        } else {
          wrong("structure", "field-malformed", at(i), "Give a valueReference");
        }
      }
    }
    return found;
  }

  @Nullable Pointed reference(String url) {
    var found = references(url);
    if (found.size() > 1) {
      wrong("structure", "given-twice", found.get(1).element(), "Give it once");
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  private int index(String url) {
    var found = -1;
    for (var i = 0; i < extensions.size(); i++) {
      if (url.equals(extensions.get(i).getUrl())) {
        if (found >= 0) {
          wrong("structure", "given-twice", at(i), "Give it once");
        } else {
          found = i;
        }
      }
    }
    return found;
  }

  @Nullable Integer whole(String url) {
    var index = index(url);
    if (index < 0) {
      return null;
    }
    if (extensions.get(index).getValue() instanceof IntegerType number && number.hasValue()) {
      return number.getValue();
    }
    wrong("structure", "field-malformed", at(index), "Give a whole number as valueInteger");
    return null;
  }

  String text(String url) {
    var index = index(url);
    return index < 0 ? "" : words(extensions.get(index).getValue(), at(index), "valueString");
  }

  private String words(@Nullable Type value, String element, String kind) {
    if (value instanceof StringType text && text.hasValue()) {
      return FhirOrganisations.text(text.getValue());
    }
    if (value instanceof UriType uri && uri.hasValue()) {
      return FhirOrganisations.text(uri.getValue());
    }
    wrong("structure", "field-malformed", element, "Give a " + kind);
    return "";
  }

  /// The parts of an extension; others than these are refused.
  private List<Extension> parts(int index, String... names) {
    var parts = extensions.get(index).getExtension();
    for (var i = 0; i < parts.size(); i++) {
      if (!List.of(names).contains(parts.get(i).getUrl())) {
        wrong(
            "business-rule",
            "not-asked",
            at(index) + ".extension[" + i + "]",
            "Give " + String.join(" and ", names) + " only");
      }
    }
    return parts;
  }

  /// Whom to call back: the function, never the patient's side.
  Content.Contact contact() {
    var index = index(Canonical.CONTACT);
    var function = "";
    var callBack = "";
    if (index >= 0) {
      var parts = parts(index, "function", "callBack");
      for (var i = 0; i < parts.size(); i++) {
        var at = at(index) + ".extension[" + i + "].value";
        if ("function".equals(parts.get(i).getUrl())) {
          function = words(parts.get(i).getValue(), at, "valueString");
        } else if ("callBack".equals(parts.get(i).getUrl())) {
          callBack =
              parts.get(i).getValue() instanceof ContactPoint number
                  ? FhirOrganisations.text(number.getValue())
                  : words(parts.get(i).getValue(), at, "valueContactPoint");
        }
      }
    }
    return new Content.Contact(function, callBack);
  }

  /// Where the receiving hospital fetches the documents.
  Handover handover() {
    var index = index(Canonical.HANDOVER);
    if (index < 0) {
      return Handover.NONE;
    }
    var base = "";
    var authorization = "";
    var parts = parts(index, "fhir-base", "authorization-base");
    for (var i = 0; i < parts.size(); i++) {
      var at = at(index) + ".extension[" + i + "].value";
      if ("fhir-base".equals(parts.get(i).getUrl())) {
        base = words(parts.get(i).getValue(), at, "valueUrl").replaceFirst("/+$", "");
        if (!base.isEmpty() && !base.matches("https://[^\\s\"'<>?#@]{3,180}")) {
          wrong(
              "value",
              "bad-address",
              at,
              "Give the https address of your FHIR server, at most 190 characters, without a"
                  + " query");
        }
      } else if ("authorization-base".equals(parts.get(i).getUrl())) {
        authorization = words(parts.get(i).getValue(), at, "valueString");
        if (!authorization.matches("[\\x21-\\x7E]{0,200}")) {
          wrong("value", "bad-address", at, "Give at most 200 characters without spaces");
        }
      }
    }
    return new Handover(base, authorization);
  }
}
