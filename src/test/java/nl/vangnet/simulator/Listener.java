package nl.vangnet.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Listens to what the hospitals send and counts the patients by itself, knowing nothing but the
/// messages: the same visit, in order of what happened, each message once. Independent of the
/// product.
final class Listener {
  private final Map<String, LineKey> mapped = new HashMap<>();
  private final Map<String, List<Heard>> visits = new HashMap<>();
  private final Set<String> controlIds = new HashSet<>();
  final Map<String, Integer> kinds = new HashMap<>();

  private record Heard(String trigger, String time, @Nullable String place, int order) {}

  void map(int hospital, List<Outgoing.Mapping> mappings) {
    for (var m : mappings) {
      mapped.put(
          hospital + "|" + m.pointOfCare() + "|" + (m.service() == null ? "" : m.service()),
          m.line());
    }
  }

  void hear(List<Outgoing> sent) {
    var inOrder = new ArrayList<>(sent);
    inOrder.sort(Comparator.comparing(Outgoing::releaseAt).thenComparingLong(Outgoing::order));
    for (var one : inOrder) {
      switch (one) {
        case Outgoing.Mappings m -> map(m.hospital(), m.mappings());
        case Outgoing.Figures f -> {}
        case Outgoing.Message m -> hear(m);
      }
    }
  }

  private void hear(Outgoing.Message message) {
    kinds.merge(message.kind(), 1, Integer::sum);
    if (message.kind().equals("unreadable")) {
      return;
    }
    var segments = message.text().split("\r\n|\r|\n");
    var header = segments[0].split("\\|", -1);
    if (!controlIds.add(message.hospital() + header[9])) {
      return;
    }
    var trigger = header[8].split("\\^")[1];
    var time = segments[1].split("\\|", -1)[6].replaceAll("[+-]\\d{4}$", "");
    for (var segment : segments) {
      if (segment.startsWith("PV1|")) {
        var fields = segment.split("\\|", -1);
        var place = message.hospital() + "|" + fields[3].split("\\^")[0] + "|" + fields[10];
        visits
            .computeIfAbsent(message.hospital() + fields[19], v -> new ArrayList<>())
            .add(new Heard(trigger, time, place, visits.size()));
      }
    }
  }

  /// The count per line from everything heard; patients at places that nobody mapped are under
  /// null.
  Map<@Nullable LineKey, Integer> count() {
    var counts = new HashMap<@Nullable LineKey, Integer>();
    for (var visit : visits.values()) {
      visit.sort(Comparator.comparing(Heard::time));
      var places = new ArrayList<String>();
      var present = false;
      for (var heard : visit) {
        switch (heard.trigger()) {
          case "A01", "A04", "A02", "A17", "A08", "A13", "A22" -> {
            present = true;
            places.add(heard.place());
          }
          case "A12" -> {
            places.removeLast();
            places.add(heard.place());
          }
          case "A03", "A11", "A21" -> present = false;
          default -> {}
        }
      }
      if (present) {
        counts.merge(mapped.get(places.getLast()), 1, Integer::sum);
      }
    }
    return counts;
  }
}
