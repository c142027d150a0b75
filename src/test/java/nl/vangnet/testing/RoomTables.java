package nl.vangnet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Tables that tests read, one file per room, so that each room says its own: `routes` (who may
/// enter) and `pages` (what is looked at).
public final class RoomTables {
  private static final Path FOLDER = Path.of("src/test/resources");

  private RoomTables() {}

  /// The lines of all files of a table, without empty lines and those that begin with `#`.
  public static List<String> lines(String table) throws IOException {
    var lines = new ArrayList<String>();
    try (var files = Files.list(FOLDER.resolve(table))) {
      for (var file : files.sorted().toList()) {
        Files.readAllLines(file).stream()
            .map(String::strip)
            .filter(l -> !l.isEmpty() && !l.startsWith("#"))
            .forEach(lines::add);
      }
    }
    return lines;
  }
}
