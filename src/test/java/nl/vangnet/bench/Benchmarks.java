package nl.vangnet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/// The benchmarks by name: `mllp`, `latency`, `pages`, `country`, `kill`, `morning`, `fhir`,
/// `match`, `boards`, `crisis`; no name runs all.
public final class Benchmarks {
  private static final Set<String> ALL =
      new TreeSet<>(
          Set.of(
              "mllp", "latency", "pages", "country", "kill", "morning", "fhir", "match", "crisis"));

  private Benchmarks() {}

  /// Runs the named benchmarks one after the other, each on a fresh database.
  public static void main(String[] args) throws Exception {
    System.out.printf(
        "%d processors, %s, Java %s%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.version());
    for (var name : args.length == 0 ? ALL : Set.of(args)) {
      var data = Files.createTempDirectory("vangnet-bench");
      System.out.println("== " + name);
      try {
        switch (name) {
          case "mllp" -> IntakeBench.throughput(data);
          case "kill" -> IntakeBench.kill(data);
          case "latency" -> LiveBench.latency(data);
          case "pages" -> LiveBench.pages(data);
          case "morning" -> MorningBench.run(data);
          case "fhir" -> FhirBench.run(data);
          case "country" -> CountryBench.run(data);
          case "crisis" -> CrisisDayBench.run();
          case "boards" -> BoardsBench.run(data);
          case "match" -> MatchBench.run();
          default -> throw new IllegalArgumentException("no benchmark '" + name + "', only " + ALL);
        }
      } finally {
        delete(data);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
