package nl.vangnet.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// The specifications of the interfaces as this version of the product has them: the very documents
/// whose examples are executed by a test (IDX-07, IDX-08).
@Component
public class Specifications {
  private static final String INDEX = "interfaces";

  private final List<Document> documents;

  Specifications() {
    this.documents = read();
  }

  /// One document: its name in addresses, its first heading, its text and its text as HTML.
  public record Document(String name, String title, String text, String html) {
    static Document of(String name, String text) {
      var title = text.lines().findFirst().orElse(name).replaceFirst("^#+ ", "");
      return new Document(name, title, text, SpecificationHtml.of(text));
    }
  }

  /// All documents, the index first.
  public List<Document> all() {
    return documents;
  }

  /// The document with this name.
  public Optional<Document> find(String name) {
    return documents.stream().filter(d -> d.name().equals(name)).findFirst();
  }

  private static List<Document> read() {
    var found = new ArrayList<Document>();
    try {
      for (var file :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:specifications/**/*.md")) {
        var name = file.getFilename();
        if (name != null) {
          found.add(
              Document.of(
                  name.replaceFirst("\\.md$", ""),
                  file.getContentAsString(StandardCharsets.UTF_8)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the specifications cannot be read", e);
    }
    found.sort(
        Comparator.<Document, Boolean>comparing(d -> !d.name().equals(INDEX))
            .thenComparing(Document::name));
    return List.copyOf(found);
  }
}
