package nl.vangnet.fhir;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/// One page of a search with links to the next and the previous.
final class Searchset {
  private static final int USUAL = 50;
  private static final int MOST = 500;

  private Searchset() {}

  /// The page that was asked for of all that matches, at most `most` in one page.
  static <T> Bundle page(Ask ask, List<T> all, int most, Function<T, Resource> write) {
    var count = Math.min(number(ask, "_count", Math.min(USUAL, most)), Math.min(most, MOST));
    var offset = Math.min(number(ask, "_offset", 0), all.size());
    var bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET).setTotal(all.size());
    link(bundle, ask, "self", offset, count);
    if (count > 0 && offset + count < all.size()) {
      link(bundle, ask, "next", offset + count, count);
    }
    if (count > 0 && offset > 0) {
      link(bundle, ask, "previous", Math.max(0, offset - count), count);
    }
    for (var one : all.subList(offset, Math.min(all.size(), offset + count))) {
      var resource = write.apply(one);
      bundle
          .addEntry()
          .setFullUrl(ask.base() + "/" + ask.type() + "/" + resource.getIdElement().getIdPart())
          .setResource(resource)
          .getSearch()
          .setMode(Bundle.SearchEntryMode.MATCH);
    }
    return bundle;
  }

  private static void link(Bundle bundle, Ask ask, String relation, int offset, int count) {
    var query = new LinkedHashMap<>(ask.query());
    query.put("_count", List.of(Integer.toString(count)));
    if (offset > 0) {
      query.put("_offset", List.of(Integer.toString(offset)));
    } else {
      query.remove("_offset");
    }
    var parts = new ArrayList<String>();
    query.forEach(
        (name, values) -> values.forEach(value -> parts.add(encoded(name) + "=" + encoded(value))));
    bundle
        .addLink()
        .setRelation(relation)
        .setUrl(ask.base() + "/" + ask.type() + "?" + String.join("&", parts));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int number(Ask ask, String name, int absent) {
    var text = ask.one(name);
    if (text.isEmpty()) {
      return absent;
    }
    if (!text.matches("[0-9]{1,7}")) {
      throw FhirFault.parameter(name, "write a whole number");
    }
    return Integer.parseInt(text);
  }

  /// Whether a token parameter (`system|code`, `|code`, `code`, `system|`, with commas for
  /// alternatives) fits one of these pairs of system and code.
  static boolean fits(String parameter, List<String[]> pairs) {
    for (var wanted : parameter.split(",")) {
      var bar = wanted.lastIndexOf('|');
      var system = bar < 0 ? null : wanted.substring(0, bar);
      var code = wanted.substring(bar + 1);
      for (var pair : pairs) {
        if ((system == null || system.equals(pair[0]))
            && (code.isEmpty() || code.equalsIgnoreCase(pair[1]))) {
          return true;
        }
      }
    }
    return false;
  }
}
