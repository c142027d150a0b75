package nl.vangnet.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// The conformance kit: the cases of every door with message and expected result, the program that
/// plays them and the specifications that they follow (IDX-07). What the page shows and what the
/// download holds are the same files.
@Component
public class ConformanceKit {
  private static final Instant STAMP = Instant.parse("2026-11-22T00:00:00Z");
  private static final List<String> DOORS = List.of("hl7", "json", "fhir", "edxl", "lcps", "form");

  private final List<TestCase> cases;
  private final byte[] zip;

  ConformanceKit(Specifications specifications) {
    var texts = texts();
    this.cases =
        texts.entrySet().stream()
            .map(e -> TestCase.of(e.getKey().replace(".txt", ""), e.getValue()))
            .sorted(Comparator.comparingInt((TestCase c) -> DOORS.indexOf(c.door())))
            .toList();
    this.zip = zip(texts, specifications);
  }

  /// One case: what goes in and what must come back. `expected` are texts that stand in the answer.
  public record TestCase(
      String id,
      String door,
      String titleNl,
      String titleEn,
      String send,
      String message,
      String status,
      List<String> expected,
      List<String> absent) {
    static TestCase of(String id, String text) {
      var cut = text.indexOf("\n---\n");
      var facts = new LinkedHashMap<String, List<String>>();
      for (var line : (cut < 0 ? text : text.substring(0, cut)).split("\n")) {
        var colon = line.indexOf(": ");
        if (colon > 0) {
          facts
              .computeIfAbsent(line.substring(0, colon), k -> new ArrayList<>())
              .add(line.substring(colon + 2));
        }
      }
      return new TestCase(
          id,
          one(facts, "door"),
          one(facts, "title.nl"),
          one(facts, "title.en"),
          one(facts, "send"),
          cut < 0 ? "" : text.substring(cut + 5).strip(),
          one(facts, "status"),
          List.copyOf(facts.getOrDefault("expect", List.of())),
          List.copyOf(facts.getOrDefault("absent", List.of())));
    }

    private static String one(Map<String, List<String>> facts, String name) {
      return facts.getOrDefault(name, List.of("")).getFirst();
    }

    /// The title in a language.
    public String title(boolean dutch) {
      return dutch ? titleNl : titleEn;
    }
  }

  /// Every case, by door.
  public List<TestCase> cases() {
    return cases;
  }

  /// The kit to download.
  public byte[] zip() {
    return zip.clone();
  }

  private static Map<String, String> texts() {
    try {
      var found = new java.util.TreeMap<String, String>();
      for (var file :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:conformance/cases/*.txt")) {
        var name = file.getFilename();
        if (name != null) {
          found.put(name, file.getContentAsString(StandardCharsets.UTF_8));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("the conformance cases cannot be read", e);
    }
  }

  private static byte[] zip(Map<String, String> texts, Specifications specifications) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(bytes)) {
      for (var name : List.of("README.md", "RunKit.java")) {
        add(
            out,
            name,
            new ClassPathResource("conformance/" + name)
                .getContentAsString(StandardCharsets.UTF_8));
      }
      for (var text : texts.entrySet()) {
        add(out, "cases/" + text.getKey(), text.getValue());
      }
      for (var document : specifications.all()) {
        add(out, "interfaces/" + document.name() + ".md", document.text());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the conformance kit cannot be packed", e);
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream out, String name, String text) throws IOException {
    var entry = new ZipEntry("vangnet-kit/" + name);
    entry.setLastModifiedTime(FileTime.from(STAMP));
    out.putNextEntry(entry);
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.closeEntry();
  }
}
