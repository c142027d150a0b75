package nl.vangnet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Pattern USED =
      Pattern.compile("(?:frame|words)\\.(?:t|of)\\(\\s*\"([a-z0-9._-]+)\"\\s*([,)])");

  private final Languages languages = new Languages();

  @Test
  void bothLanguagesHaveTheSameKeysInEveryFile() throws IOException {
    var dutch = files("_nl.properties");
    assertThat(dutch).hasSizeGreaterThan(1);
    for (var file : dutch) {
      var english = Path.of(file.toString().replace("_nl.", "_en."));
      assertThat(keys(english)).as("keys of " + english).isEqualTo(keys(file));
    }
    assertThat(files("_en.properties")).hasSameSizeAs(dutch);
  }

  @Test
  void everyKeyBeginsWithTheNameOfItsRoom() throws IOException {
    for (var file : files(".properties")) {
      var room = file.getFileName().toString().replaceAll("_(nl|en)\\.properties", "");
      assertThat(keys(file)).as("keys of " + file).allMatch(key -> key.startsWith(room + "."));
    }
  }

  @Test
  void everyPatternCanBeRead() throws IOException {
    for (var file : files(".properties")) {
      var words = read(file);
      for (var key : words.stringPropertyNames()) {
        var pattern = words.getProperty(key);
        if (pattern.matches("(?s).*\\{\\d.*")) {
          assertThat(new MessageFormat(pattern).getFormats()).as(file + " " + key).isNotEmpty();
          assertThat(pattern.replace("''", ""))
              .as(file + " " + key + ": write '' for an apostrophe beside {0}")
              .doesNotContain("'");
        }
        assertThat(pattern).as(file + " " + key).isNotEmpty();
      }
    }
  }

  @Test
  void everyWordThatATemplateOrHandlerUsesExists() throws IOException {
    var known = new TreeSet<String>();
    for (var file : files("_nl.properties")) {
      known.addAll(keys(file));
    }
    var missing = new ArrayList<String>();
    var found = 0;
    try (var sources = Files.walk(Path.of("src/main/java"))) {
      for (var source : sources.filter(f -> f.toString().matches(".*\\.(jte|java)")).toList()) {
        var used = USED.matcher(Files.readString(source));
        while (used.find()) {
          found++;
          if (!known.contains(used.group(1))) {
            missing.add(source.getFileName() + ": " + used.group(1));
          }
        }
      }
    }
    assertThat(found).isGreaterThan(100);
    assertThat(missing).isEmpty();
  }

  @Test
  void groupsNumbersAsTheLanguageDoes() {
    assertThat(languages.of("nl").number(1150)).isEqualTo("1.150");
    assertThat(languages.of("en").number(1234567)).isEqualTo("1,234,567");
    assertThat(languages.of("nl").number(-2400)).isEqualTo("-2.400");
    assertThat(languages.of("nl").number(999)).isEqualTo("999");
  }

  @Test
  void differencesCarryTheirSign() {
    assertThat(languages.of("nl").signed(11)).isEqualTo("+11");
    assertThat(languages.of("nl").signed(-4)).isEqualTo("−4");
    assertThat(languages.of("nl").signed(0)).isEqualTo("±0");
  }

  @Test
  void agesStandInTheirLargestUnit() {
    var dutch = languages.of("nl");
    assertThat(dutch.age(Duration.ofSeconds(59))).isEqualTo("nu");
    assertThat(dutch.age(Duration.ofMinutes(4))).isEqualTo("4 min");
    assertThat(dutch.age(Duration.ofMinutes(185))).isEqualTo("3 u");
    assertThat(dutch.age(Duration.ofHours(50))).isEqualTo("2 d");
    assertThat(languages.of("en").age(Duration.ofMinutes(185))).isEqualTo("3 h");
  }

  @Test
  void fillsPlainPatternsAsMessageFormatDoes() {
    var words =
        new Words(
            java.util.Locale.of("nl", "NL"),
            java.util.Map.of(
                "a", "{1} van {0} regio''s", "b", "{0,choice,0#geen|1#een|1<{0}} bed", "c", "{0}"));
    assertThat(words.of("a", 2400, "drie")).isEqualTo("drie van 2.400 regio's");
    assertThat(words.of("b", 0)).isEqualTo("geen bed");
    assertThat(words.of("b", 1750)).isEqualTo("1.750 bed");
    assertThat(words.of("c", 1.5)).isEqualTo("1,5");
    assertThat(words.of("not.there", 1)).isEqualTo("not.there");
  }

  private static List<Path> files(String ending) throws IOException {
    try (var files = Files.list(MESSAGES)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static Properties read(Path file) throws IOException {
    var words = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      words.load(in);
    }
    return words;
  }

  private static TreeSet<String> keys(Path file) throws IOException {
    return new TreeSet<>(read(file).stringPropertyNames());
  }
}
