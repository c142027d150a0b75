package nl.vangnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/requirements.md` names only tests that exist.
class RequirementsDocTest {
  @Test
  void everyTestThatIsNamedExists() throws IOException {
    var named = new TreeSet<String>();
    var name =
        Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT))`")
            .matcher(Files.readString(Path.of("docs/requirements.md")));
    while (name.find()) {
      named.add(name.group(1));
    }
    try (var files = Files.walk(Path.of("src/test/java"))) {
      var existing =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(file -> file.endsWith(".java"))
              .map(file -> file.substring(0, file.length() - ".java".length()))
              .collect(Collectors.toSet());
      assertThat(named).hasSizeGreaterThan(10);
      assertThat(existing).containsAll(named);
    }
  }
}
