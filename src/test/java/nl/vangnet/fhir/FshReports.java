package nl.vangnet.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns the FHIR Shorthand of the SANER examples into the JSON that their publisher makes of it.
final class FshReports {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern RULE = Pattern.compile("\\* ([A-Za-z0-9.\\[\\]]+) = (.+)");
  private static final Pattern CODE = Pattern.compile("([^\\s#\"]*)#(\\S+)");
  private static final String SANER = "http://hl7.org/fhir/uv/saner/StructureDefinition/";
  private static final List<String> MANY =
      List.of("group", "population", "coding", "extension", "MeasureReport.identifier");
  private static final Map<String, String> ALIASES =
      Map.of("MeasuredValues", "http://hl7.org/fhir/uv/saner/CodeSystem/MeasuredValues");

  private FshReports() {}

  /// Every instance of the text, in its order.
  static List<ObjectNode> read(String text) {
    var ruleSets = new HashMap<String, List<String>>();
    var reports = new ArrayList<ObjectNode>();
    List<String> rules = new ArrayList<>();
    ObjectNode report = null;
    for (var line : text.lines().toList()) {
      if (line.startsWith("RuleSet:")) {
        rules = new ArrayList<>();
        ruleSets.put(line.substring(8).strip(), rules);
        report = null;
      } else if (line.startsWith("Instance:")) {
        report = JSON.createObjectNode();
        report.put("resourceType", "MeasureReport");
        reports.add(report);
      } else if (line.startsWith("* insert ")) {
        for (var rule : ruleSets.getOrDefault(line.substring(9).strip(), List.of())) {
          apply(report, rule);
        }
      } else if (line.startsWith("* ")) {
        if (report == null) {
          rules.add(line);
        } else {
          apply(report, line);
        }
      }
    }
    return reports;
  }

  private static void apply(@org.jspecify.annotations.Nullable ObjectNode report, String line) {
    var rule = RULE.matcher(line.strip());
    if (report == null || !rule.matches()) {
      throw new IllegalArgumentException("not a rule: " + line);
    }
    var steps = rule.group(1).split("\\.");
    var at = report;
    var path = "MeasureReport";
    for (var i = 0; i < steps.length - 1; i++) {
      at = child(at, path, steps[i], steps[i + 1]);
      path = name(steps[i]);
    }
    set(at, path, steps[steps.length - 1], rule.group(2).strip());
  }

  private static String name(String step) {
    return step.replaceAll("\\[.*", "");
  }

  /// What stands between the brackets: a number, or the name of an extension.
  private static String slice(String step) {
    return step.contains("[") ? step.replaceAll(".*\\[|\\]", "") : "0";
  }

  private static int index(String step) {
    return Integer.parseInt(slice(step));
  }

  private static ObjectNode child(ObjectNode at, String path, String step, String next) {
    var name = name(step);
    if (name.equals("count") && name(next).equals("extension")) {
      name = "_count";
    }
    if (name.equals("extension") && !slice(step).matches("[0-9]+")) {
      return extension(at, slice(step));
    }
    if (MANY.contains(name) || MANY.contains(path + "." + name)) {
      return item(at, name, index(step));
    }
    return at.has(name) ? (ObjectNode) at.get(name) : at.putObject(name);
  }

  /// The extension of this name: one that SANER defines, or a part of such a one.
  private static ObjectNode extension(ObjectNode at, String name) {
    var url = at.path("url").asString("").startsWith(SANER) ? name : SANER + name;
    var list = at.has("extension") ? (ArrayNode) at.get("extension") : at.putArray("extension");
    for (var one : list) {
      if (one.path("url").asString().equals(url)) {
        return (ObjectNode) one;
      }
    }
    return list.addObject().put("url", url);
  }

  private static ObjectNode item(ObjectNode at, String name, int index) {
    var list = at.has(name) ? (ArrayNode) at.get(name) : at.putArray(name);
    while (list.size() <= index) {
      list.addObject();
    }
    return (ObjectNode) list.get(index);
  }

  private static void set(ObjectNode at, String path, String step, String value) {
    var name = name(step);
    if (value.startsWith("\"")) {
      at.put(name, value.substring(1, value.length() - 1));
      return;
    }
    if (value.matches("-?[0-9]+")) {
      at.put(name, Integer.parseInt(value));
      return;
    }
    if (value.matches("-?[0-9]+\\.[0-9]+")) {
      at.put(name, new BigDecimal(value));
      return;
    }
    var code = CODE.matcher(value);
    if (!code.matches()) {
      throw new IllegalArgumentException("not a value: " + value);
    }
    if (!name.equals("coding")) {
      at.put(name, code.group(2));
      return;
    }
    var coding = item(at, name, index(step));
    coding.put("system", ALIASES.getOrDefault(code.group(1), code.group(1)));
    coding.put("code", code.group(2));
  }
}
