package nl.vangnet.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the room's own tables of facts.
final class FleetTables {
  private FleetTables() {}

  /// The cells of a table among the resources, without comment lines.
  static List<List<String>> lines(String name) {
    var in = FleetTables.class.getResourceAsStream("/fleet/" + name);
    if (in == null) {
      throw new IllegalStateException("the resource fleet/" + name + " is missing");
    }
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split(";", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The equipment of a cell with words; throws on one that is unknown.
  static Set<Equipment> equipment(String cell) {
    var found = new HashSet<Equipment>();
    for (var word : words(cell)) {
      found.add(
          Equipment.find(word)
              .orElseThrow(() -> new IllegalStateException("unknown equipment " + word)));
    }
    return found;
  }

  /// The hours of a cell such as "07:00-23:00"; null when it is empty.
  static @Nullable DutyHours hours(String cell) {
    if (cell.isBlank()) {
      return null;
    }
    var parts = cell.strip().split("-", 2);
    return new DutyHours(LocalTime.parse(parts[0].strip()), LocalTime.parse(parts[1].strip()));
  }

  static List<String> words(String cell) {
    return Arrays.stream(cell.strip().split("[ ,]+")).filter(w -> !w.isEmpty()).toList();
  }
}
