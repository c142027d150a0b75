package nl.vangnet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The examples of a document of the interfaces that need a day of their own: a block whose first
/// line is `type WORD METHOD path` goes in, the lines of the block after it must stand in the
/// answer. `{name}` in both is filled in by the test.
public final class DocExamples {
  private DocExamples() {}

  /// Plays the examples of a document that carry this word, with the key of a source system;
  /// answers how many there were.
  public static int play(
      String document, String word, int port, String key, Map<String, String> values)
      throws IOException {
    var web = new Web(port);
    return play(
        document,
        word,
        values,
        path -> web.get(path, key.isEmpty() ? Map.of() : Map.of("X-API-Key", key)),
        (path, body) -> web.json(path, key, body));
  }

  /// Plays them in the session of somebody who signed in.
  public static int play(String document, String word, Web signedIn, Map<String, String> values)
      throws IOException {
    return play(document, word, values, signedIn::get, signedIn::json);
  }

  private static int play(
      String document,
      String word,
      Map<String, String> values,
      Function<String, Web.Answer> get,
      BiFunction<String, String, Web.Answer> post)
      throws IOException {
    var blocks =
        Pattern.compile(
                "```[a-z]+ " + word + " ([A-Z]+) (\\S+)\\n(.*?)```\\n```answer\\n(.*?)```",
                Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/interfaces", document)));
    var count = 0;
    while (blocks.find()) {
      count++;
      var path = filled(blocks.group(2), values);
      var answer =
          switch (blocks.group(1)) {
            case "GET" -> get.apply(path);
            case "POST" -> post.apply(path, filled(blocks.group(3), values));
            default -> throw new AssertionError(blocks.group(1));
          };
      for (var line : filled(blocks.group(4), values).split("\n")) {
        assertThat(answer.text()).as("%s: %s", document, path).contains(line);
      }
    }
    return count;
  }

  private static String filled(String text, Map<String, String> values) {
    var filled = text;
    for (var value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }
}
