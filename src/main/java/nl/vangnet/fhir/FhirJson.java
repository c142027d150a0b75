package nl.vangnet.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes FHIR JSON. What speaks of patients is refused before anything else sees it, and
/// no content is ever logged.
@Component
public class FhirJson {
  private static final Set<String> PERSONAL =
      Set.of(
          "Patient",
          "Person",
          "RelatedPerson",
          "Practitioner",
          "PractitionerRole",
          "Encounter",
          "EpisodeOfCare",
          "Condition",
          "Observation");
  private static final Pattern PERSONAL_REFERENCE =
      Pattern.compile("(?:^|.*/)(?:" + String.join("|", PERSONAL) + ")/[^/]+(?:/_history/.*)?");
  private static final Pattern NATIONAL_NUMBER =
      Pattern.compile("(?i).*(?:namingsystem/bsn|2\\.16\\.840\\.1\\.113883\\.2\\.4\\.6\\.3)$");

  /// The resources about one patient that moves, and what in them would say who it is.
  private static final Set<String> MOVING = Set.of("ServiceRequest", "Task");

  private static final Set<String> PERSONAL_ELEMENTS =
      Set.of(
          "name",
          "family",
          "given",
          "birthdate",
          "_birthdate",
          "patient",
          "bsn",
          "telecom",
          "address",
          "deceaseddatetime",
          "valuehumanname",
          "valueaddress");
  private static final int DEEPEST = 60;
  private static final int MOST_REMARKS = 200;

  private final FhirContext context;
  private final JsonMapper json;

  FhirJson(FhirContext context, JsonMapper json) {
    this.context = context;
    this.json = json;
  }

  /// What was read: the resource, and elements that were passed over.
  public record Read(Resource resource, List<Issue> remarks) {}

  /// Reads one resource.
  public Read read(byte[] body) {
    var text = text(body);
    JsonNode tree;
    try {
      tree = json.readTree(text);
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new FhirFault(
          400,
          "structure",
          "unreadable-json",
          "",
          "Send valid JSON in UTF-8; it cannot be read at line "
              + (at == null ? 1 : at.getLineNr())
              + ", column "
              + (at == null ? 1 : at.getColumnNr()));
    }
    if (!tree.isObject() || !tree.path("resourceType").isString()) {
      throw new FhirFault(
          400, "structure", "no-resource", "", "Send one resource: an object with a resourceType");
    }
    refusePersonal(tree, tree.path("resourceType").asString(), 0, false);
    var remarks = new Remarks();
    var parser = context.newJsonParser();
    parser.setParserErrorHandler(remarks);
    try {
      return new Read((Resource) parser.parseResource(text), remarks.issues);
    } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
      throw new FhirFault(
          400,
          "structure",
          "unreadable-resource",
          tree.path("resourceType").asString().replaceAll("[^A-Za-z]", ""),
          "This is not a FHIR R4 resource of that type; check names and kinds of its elements");
    }
  }

  private static String text(byte[] body) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new FhirFault(400, "structure", "not-utf8", "", "Send the resource in UTF-8");
    }
  }

  /// `moves`: inside a resource about one patient that moves, where an element of a person is
  /// refused even where FHIR has none.
  private static void refusePersonal(JsonNode node, String path, int depth, boolean moves) {
    if (depth > DEEPEST) {
      throw new FhirFault(400, "structure", "too-deep", "", "Nest elements at most 60 deep");
    }
    if (node.isObject()) {
      refusePersonalObject(node, path);
      var inside = moves || MOVING.contains(word(node, "resourceType"));
      node.properties()
          .forEach(child -> {
            var at = path + "." + name(child.getKey());
            if (inside && PERSONAL_ELEMENTS.contains(child.getKey().toLowerCase(Locale.ROOT))) {
              throw personal(at);
            }
            refusePersonal(child.getValue(), at, depth + 1, inside);
          });
    } else if (node.isArray()) {
      for (var i = 0; i < node.size(); i++) {
        refusePersonal(Objects.requireNonNull(node.get(i)), path + "[" + i + "]", depth + 1, moves);
      }
    }
  }

  private static String name(String key) {
    return key.length() <= 60 && key.matches("[A-Za-z_]+") ? key : "element";
  }

  private static void refusePersonalObject(JsonNode node, String path) {
    var type = word(node, "resourceType");
    var referred = word(node, "type");
    var identified = node.has("reference") || node.has("identifier");
    if (PERSONAL.contains(type)
        || PERSONAL_REFERENCE.matcher(word(node, "reference")).matches()
        || (identified && PERSONAL.contains(referred))
        || NATIONAL_NUMBER.matcher(word(node, "system")).matches()) {
      throw personal(path);
    }
  }

  private static FhirFault personal(String path) {
    return new FhirFault(
        422,
        "suppressed",
        "personal-data",
        path,
        "Nothing about persons is taken in: send counts or needs only, without patients, persons,"
            + " contacts with patients, their names, numbers or dates of birth");
  }

  private static String word(JsonNode node, String name) {
    var value = node.path(name);
    return value.isString() ? value.asString() : "";
  }

  /// Writes a resource.
  public String write(Resource resource) {
    return context.newJsonParser().setPrettyPrint(false).encodeResourceToString(resource);
  }

  /// Writes a resource for people to read.
  public String writePretty(Resource resource) {
    return context.newJsonParser().setPrettyPrint(true).encodeResourceToString(resource);
  }

  /// A copy that was kept here before, read again.
  Resource again(String text) {
    return (Resource) context.newJsonParser().parseResource(text);
  }

  /// The account of a message as FHIR says it.
  public static OperationOutcome outcome(List<Issue> issues) {
    var outcome = new OperationOutcome();
    for (var issue : issues) {
      var one =
          outcome
              .addIssue()
              .setSeverity(
                  OperationOutcome.IssueSeverity.fromCode(
                      issue.severity().name().toLowerCase(Locale.ROOT)))
              .setCode(OperationOutcome.IssueType.fromCode(issue.type()))
              .setDetails(
                  new CodeableConcept()
                      .addCoding(
                          new org.hl7.fhir.r4.model.Coding()
                              .setSystem(Canonical.OUTCOME)
                              .setCode(issue.code()))
                      .setText(issue.advice()))
              .setDiagnostics(issue.advice());
      if (!issue.expression().isEmpty()) {
        one.addExpression(issue.expression());
      }
    }
    if (issues.isEmpty()) {
      outcome
          .addIssue()
          .setSeverity(OperationOutcome.IssueSeverity.INFORMATION)
          .setCode(OperationOutcome.IssueType.INFORMATIONAL)
          .setDiagnostics("All OK");
    }
    return outcome;
  }

  /// Notes what the parser passes over, without a word of the content.
  private static final class Remarks implements IParserErrorHandler {
    private final List<Issue> issues = new ArrayList<>();

    private void note(@Nullable IParseLocation at, String element, String advice) {
      if (issues.size() < MOST_REMARKS) {
        var parent = at == null ? null : at.getParentElementName();
        var place = name(element);
        issues.add(
            new Issue(
                Issue.Severity.WARNING,
                "structure",
                "passed-over",
                parent == null || parent.isEmpty() ? place : name(parent) + "." + place,
                advice));
      }
    }

    @Override
    public void containedResourceWithNoId(@Nullable IParseLocation at) {
      note(at, "contained", "A contained resource needs an id; it was passed over");
    }

    @Override
    public void incorrectJsonType(
        @Nullable IParseLocation at,
        String element,
        ValueType expected,
        @Nullable ScalarType expectedScalar,
        ValueType found,
        @Nullable ScalarType foundScalar) {
      note(at, element, "This element is of another JSON kind than FHIR asks");
    }

    @Override
    public void invalidValue(@Nullable IParseLocation at, String value, String error) {
      note(at, "value", "A value of this element is not of the kind that FHIR asks");
    }

    @Override
    public void missingRequiredElement(@Nullable IParseLocation at, String element) {
      note(at, element, "FHIR asks for this element");
    }

    @Override
    public void unexpectedRepeatingElement(@Nullable IParseLocation at, String element) {
      note(at, element, "This element may stand once only");
    }

    @Override
    public void unknownAttribute(@Nullable IParseLocation at, String attribute) {
      note(at, attribute, "This attribute is not in FHIR R4 and was passed over");
    }

    @Override
    public void unknownElement(@Nullable IParseLocation at, String element) {
      note(at, element, "This element is not in FHIR R4 and was passed over");
    }

    @Override
    public void unknownReference(@Nullable IParseLocation at, String reference) {
      note(at, "reference", "This reference points at nothing in the message");
    }

    @Override
    public void extensionContainsValueAndNestedExtensions(@Nullable IParseLocation at) {
      note(at, "extension", "An extension has a value or extensions, not both");
    }

    @Override
    public void invalidInternalReference(@Nullable IParseLocation at, String reference) {
      note(at, "reference", "This reference points at nothing in the message");
    }
  }
}
