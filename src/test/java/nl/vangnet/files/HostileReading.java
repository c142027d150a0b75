package nl.vangnet.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads files in a process of its own, so that its memory can be limited; says what became of
/// each.
public final class HostileReading {
  private HostileReading() {}

  /// Reads each file named and prints one line about it.
  public static void main(String[] args) throws IOException {
    for (var name : args) {
      var path = Path.of(name);
      var said =
          switch (SheetReading.of(Files.readAllBytes(path))) {
            case SheetReading.Refused(var code, var place, var advice) -> code;
            case SheetReading.Read read ->
                "read " + read.sheets().stream().mapToInt(s -> s.rows().size()).sum() + " rows";
          };
      System.out.println(path.getFileName() + ": " + said);
    }
  }
}
