package nl.vangnet.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The static files with a mark of their content in the address: a new release is a new address.
final class Assets {
  private static final Map<String, String> HREFS = new ConcurrentHashMap<>();
  private static final List<String> STYLES = findStyles();

  private Assets() {}

  static String href(String file) {
    return HREFS.computeIfAbsent(file, Assets::marked);
  }

  static List<String> styles() {
    return STYLES;
  }

  private static String marked(String file) {
    var resource = new ClassPathResource("static" + file);
    if (!resource.exists()) {
      return file;
    }
    try (var in = resource.getInputStream()) {
      var sum = new CRC32();
      sum.update(in.readAllBytes());
      return file + "?v=" + Long.toHexString(sum.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException("the static file " + file + " cannot be read", e);
    }
  }

  private static List<String> findStyles() {
    try {
      var files =
          new PathMatchingResourcePatternResolver().getResources("classpath*:static/css/*.css");
      var rooms = new ArrayList<String>();
      for (var file : files) {
        var name = file.getFilename();
        if (name != null && !name.equals("vangnet.css")) {
          rooms.add(href("/css/" + name));
        }
      }
      rooms.sort(null);
      rooms.addFirst(href("/css/vangnet.css"));
      return List.copyOf(rooms);
    } catch (IOException e) {
      throw new UncheckedIOException("the style sheets cannot be listed", e);
    }
  }
}
