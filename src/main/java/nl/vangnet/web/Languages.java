package nl.vangnet.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// The languages of the product: Dutch, the default, and English, with the words of all rooms.
@Component
public class Languages {
  private final Words dutch = load(Locale.of("nl", "NL"));
  private final Words english = load(Locale.of("en", "GB"));

  /// Reads the words of all rooms from the class path.
  public Languages() {}

  /// The words in Dutch.
  public Words dutch() {
    return dutch;
  }

  /// The words in this language ("nl", "en"); Dutch for any other.
  public Words of(String language) {
    return "en".equals(language) ? english : dutch;
  }

  private static Words load(Locale locale) {
    var patterns = new HashMap<String, String>();
    try {
      var files =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:messages/*_" + locale.getLanguage() + ".properties");
      for (var file : files) {
        try (var in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
          var read = new Properties();
          read.load(in);
          read.stringPropertyNames().forEach(key -> patterns.put(key, read.getProperty(key)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the words of " + locale + " cannot be read", e);
    }
    return new Words(locale, Map.copyOf(patterns));
  }
}
