package nl.vangnet.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// The parts of a zipped file: counted and unpacked once against the limits before any part is
/// read.
final class ZipParts {
  private static final int FREE_OF_RATIO = 1024 * 1024;

  private final byte[] file;
  private final ReadLimits limits;
  private final Set<String> names = new HashSet<>();

  ZipParts(byte[] file, ReadLimits limits) {
    this.file = file;
    this.limits = limits;
    scan();
  }

  Set<String> names() {
    return names;
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /// The part with this name, unpacked as it is read; the caller closes it.
  InputStream open(String name) throws IOException {
    var zip = new ZipInputStream(new ByteArrayInputStream(file));
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (plain(entry.getName()).equals(name)) {
        return zip;
      }
    }
    zip.close();
    throw new ReadFault(
        "damaged", name, "A part of the file is missing; open it in Excel and save it again");
  }

  private void scan() {
    var unpacked = 0L;
    var buffer = new byte[16_384];
    var counted = new Counting(file);
    try (var zip = new ZipInputStream(counted)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        add(entry);
        var packedBefore = counted.taken();
        var own = 0L;
        for (var n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
          own += n;
          unpacked += n;
          if (unpacked > limits.unpacked()) {
            throw new ReadFault(
                "too-large-unpacked",
                entry.getName(),
                "Unpacked the file holds more than "
                    + limits.unpacked() / 1024 / 1024
                    + " MB; send a file with the form only");
          }
          if (own > FREE_OF_RATIO
              && own / limits.ratio() > Math.max(1, counted.taken() - packedBefore)) {
            throw new ReadFault(
                "zip-bomb",
                cut(entry.getName()),
                "A part of the file is packed so small that it could flood the computer; open the"
                    + " file in Excel and save it again");
          }
        }
      }
    } catch (ZipException e) {
      var encrypted = String.valueOf(e.getMessage()).contains("encrypt");
      throw new ReadFault(
          encrypted ? "encrypted" : "damaged",
          "",
          encrypted
              ? "The file is locked with a password; save it without a password"
              : "The file is damaged; open it in Excel and save it again as .xlsx");
    } catch (IOException | IllegalArgumentException e) {
      throw new ReadFault(
          "damaged", "", "The file is damaged; open it in Excel and save it again as .xlsx");
    }
  }

  private void add(ZipEntry entry) {
    if (names.size() >= limits.parts()) {
      throw new ReadFault(
          "too-many-parts",
          "",
          "The file holds more than "
              + limits.parts()
              + " parts; send a file with the form only, without pictures");
    }
    if (!names.add(plain(entry.getName()))) {
      throw new ReadFault(
          "damaged",
          cut(entry.getName()),
          "The file holds the same part twice; open it in Excel and save it again");
    }
  }

  private static String plain(String name) {
    var slashes = name.replace('\\', '/');
    return slashes.startsWith("/") ? slashes.substring(1) : slashes;
  }

  private static String cut(String text) {
    return text.length() > 80 ? text.substring(0, 80) : text;
  }

  /// Knows how many packed bytes were taken; hands out small pieces so that the count stays close.
  private static final class Counting extends ByteArrayInputStream {
    private final int all;

    Counting(byte[] bytes) {
      super(bytes);
      this.all = bytes.length;
    }

    long taken() {
      return all - available();
    }
  }
}
