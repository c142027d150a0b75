package nl.vangnet.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of real series, lists and messages beside the project; tests that need it are skipped
/// with a visible line when it is absent.
public final class SharedData {
  private SharedData() {}

  /// The file at this place below the folder; skips the test when it is not there.
  public static Path file(String name) {
    var folder = System.getenv().getOrDefault("VANGNET_SHARED_DATA", "../shared/data");
    var file = Path.of(folder).resolve(name);
    if (!Files.exists(file)) {
      System.out.println("SKIPPED: the real data file " + name + " is not beside the project");
    }
    assumeTrue(Files.exists(file), "real data file " + name + " is absent");
    return file;
  }
}
