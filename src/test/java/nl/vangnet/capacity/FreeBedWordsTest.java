package nl.vangnet.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import nl.vangnet.directory.SiteId;
import nl.vangnet.directory.UnitId;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The sentence beside the free beds, with the numbers that make it.
class FreeBedWordsTest {
  private static final Words DUTCH = words("nl");

  private final Map<Variable, Figure> figures = new EnumMap<>(Variable.class);

  private static Words words(String language) {
    var read = new Properties();
    var file = "/messages/capacity_" + language + ".properties";
    try (var in = FreeBedWordsTest.class.getResourceAsStream(file)) {
      read.load(
          new InputStreamReader(java.util.Objects.requireNonNull(in), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    var patterns = new HashMap<String, String>();
    read.stringPropertyNames().forEach(key -> patterns.put(key, read.getProperty(key)));
    return new Words(Locale.of(language), patterns);
  }

  private FreeBedWordsTest given(Variable variable, @Nullable Integer value) {
    var measured =
        new Measured(
            value,
            value == null ? "x" : null,
            Method.REPORTED,
            "source:x",
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            1,
            null);
    figures.put(
        variable,
        new Figure(variable, measured, List.of(), value, value == null ? Age.UNKNOWN : Age.FRESH));
    return this;
  }

  private String said() {
    var line = new Line(new LineId(1), new UnitId(2), new SiteId(3), "icu", "covid");
    var free = EffectiveBeds.of(figures, Set.of(Variable.STAFFED, Variable.OCCUPIED));
    return FreeBedWords.explain(DUTCH, new LinePicture(line, figures, free, false));
  }

  @Test
  void namesWhatBindsAndWhatTheOthersWouldAllow() {
    given(Variable.VENTILATORS, 19).given(Variable.OCCUPIED, 17).given(Variable.STAFFED, 22);
    assertThat(said())
        .isEqualTo(
            "2 vrij: 19 patiënten kunnen aan de beademing, 17 bedden bezet; personeel laat 22 toe.");
  }

  @Test
  void tellsTheReserveAndTheOverload() {
    given(Variable.STAFFED, 22).given(Variable.OCCUPIED, 17).given(Variable.RESERVE, 3);
    assertThat(said())
        .isEqualTo(
            "2 vrij: 22 operationele bedden (personeel bindt), 17 bedden bezet, 3 in beschermde reserve.");
    given(Variable.OCCUPIED, 27).given(Variable.RESERVE, 0);
    assertThat(said())
        .isEqualTo(
            "0 vrij, 5 patiënten boven wat kan: 22 operationele bedden (personeel bindt), 27 bedden bezet.");
  }

  @Test
  void saysWhatIsMissingAndWhatItIsAtMost() {
    given(Variable.STAFFED, 22).given(Variable.OCCUPIED, null);
    assertThat(said()).isEqualTo("Niet bekend: Bezet ontbreekt. Hooguit 22 vrij.");
  }

  @Test
  void bothLanguagesSayTheSameThings() {
    var nl = new java.util.TreeSet<String>();
    var en = new java.util.TreeSet<String>();
    for (var language : List.of("nl", "en")) {
      var read = new Properties();
      try (var in =
          FreeBedWordsTest.class.getResourceAsStream(
              "/messages/capacity_" + language + ".properties")) {
        read.load(
            new InputStreamReader(java.util.Objects.requireNonNull(in), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      (language.equals("nl") ? nl : en).addAll(read.stringPropertyNames());
    }
    assertThat(nl).isEqualTo(en).hasSizeGreaterThan(150);
  }
}
