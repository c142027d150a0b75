package nl.vangnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.DependencyType;

/// The map in `docs/architecture.md` is drawn from the code: what stands there is what the code
/// does. With `-Dvangnet.docs=write` the test writes the map instead of comparing it.
class ArchitectureMapTest {
  private static final Path DOCUMENT = Path.of("docs/architecture.md");
  private static final String BEGIN = "<!-- map: begin -->\n";
  private static final String END = "<!-- map: end -->";
  private static final List<String> ORDER = ModularityTest.NAMES;

  @Test
  void theMapIsTrue() throws IOException {
    var text = Files.readString(DOCUMENT);
    var from = text.indexOf(BEGIN) + BEGIN.length();
    var to = text.indexOf(END);
    assertThat(to).isGreaterThanOrEqualTo(from);
    if ("write".equals(System.getProperty("vangnet.docs"))) {
      Files.writeString(DOCUMENT, text.substring(0, from) + map() + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to))
        .as("stale map: run mvn test -Dtest=ArchitectureMapTest -Dvangnet.docs=write")
        .isEqualTo(map());
  }

  private static String map() throws IOException {
    var rooms =
        ModularityTest.ROOMS.stream()
            .sorted(Comparator.comparingInt(room -> ORDER.indexOf(name(room))))
            .toList();
    var map = new StringBuilder();
    map.append("| room | what lives there | uses |\n|---|---|---|\n");
    for (var room : rooms) {
      map.append(
          "| `%s` | %s | %s |\n"
              .formatted(name(room), firstSentences(name(room)), String.join(", ", uses(room))));
    }
    map.append("\n```mermaid\ngraph BT\n");
    for (var room : rooms) {
      for (var used : uses(room)) {
        map.append("  ").append(name(room)).append(" --> ").append(used).append('\n');
      }
    }
    return map.append("```\n").toString();
  }

  private static String name(ApplicationModule room) {
    return room.getIdentifier().toString();
  }

  private static List<String> uses(ApplicationModule room) {
    var used =
        room
            .getDirectDependencies(
                ModularityTest.ROOMS,
                DependencyType.DEFAULT,
                DependencyType.USES_COMPONENT,
                DependencyType.EVENT_LISTENER,
                DependencyType.ENTITY)
            .stream()
            .map(dependency -> name(dependency.getTargetModule()))
            .filter(target -> !target.equals(name(room)))
            .collect(Collectors.toCollection(TreeSet::new));
    return used.stream().sorted(Comparator.comparingInt(ORDER::indexOf)).toList();
  }

  private static String firstSentences(String room) throws IOException {
    return Files.readAllLines(Path.of("src/main/java/nl/vangnet", room, "package-info.java"))
        .stream()
        .filter(line -> line.startsWith("///"))
        .map(line -> line.substring(3).strip())
        .collect(Collectors.joining(" "));
  }
}
