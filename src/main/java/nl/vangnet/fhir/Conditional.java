package nl.vangnet.fhir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Resource;

/// If-None-Exist and If-Match: what is created once, and what is saved only over the version that
/// was read.
final class Conditional {
  private Conditional() {}

  /// The one resource that the If-None-Exist of a request finds; empty when it finds none or the
  /// request has none.
  static <T> Optional<T> find(Ask ask, Function<Ask, List<T>> search) {
    if (ask.ifNoneExist().isBlank()) {
      return Optional.empty();
    }
    var query = query(ask.ifNoneExist());
    if (query.isEmpty()) {
      throw FhirFault.parameter("If-None-Exist", "write a search such as identifier=system|value");
    }
    var found = search.apply(Ask.read(ask.base(), ask.type(), "", query, ""));
    if (found.size() > 1) {
      throw new FhirFault(
          412,
          "multiple-matches",
          "multiple-matches",
          "",
          "If-None-Exist finds " + found.size() + " resources; make the search narrower");
    }
    return found.stream().findFirst();
  }

  static Map<String, List<String>> query(String text) {
    var query = new LinkedHashMap<String, List<String>>();
    for (var part : text.strip().replaceFirst("^[A-Za-z]*\\?", "").split("&")) {
      var pair = part.split("=", 2);
      if (pair.length == 2 && !pair[1].isBlank()) {
        query.computeIfAbsent(decoded(pair[0]), k -> new ArrayList<>()).add(decoded(pair[1]));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw FhirFault.parameter("query", "encode special characters as %XX");
    }
  }

  /// The answer when it was there already.
  static Reply existing(Ask ask, String id, Resource resource) {
    return new Reply(
        200,
        resource,
        ask.base() + "/" + ask.type() + "/" + id,
        "",
        List.of(Issue.told("already-there", ask.type(), "It was there already")));
  }

  static void checkMatch(Ask ask, int edition) {
    var wanted = ask.ifMatch().strip();
    if (!wanted.isEmpty() && !wanted.equals("*") && !wanted.equals(Reply.tag(edition))) {
      throw stale(edition);
    }
  }

  static FhirFault stale(int edition) {
    return new FhirFault(
        412,
        "conflict",
        "stale-version",
        "",
        "Somebody saved in between; read version " + edition + " first");
  }

  static void checkId(Ask ask, Resource resource) {
    var id = resource.getIdElement().getIdPart();
    if (id != null && !id.equals(ask.id())) {
      throw new FhirFault(
          400,
          "value",
          "other-id",
          ask.type() + ".id",
          "The id in the resource and in the address must be the same");
    }
  }
}
