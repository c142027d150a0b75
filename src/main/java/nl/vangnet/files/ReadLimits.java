package nl.vangnet.files;

/// How much of a file is read before it is refused, so that no file can take more memory than these
/// numbers allow: bytes as sent, parts of the zip, bytes unpacked, unpacked per packed byte, rows
/// with content, columns, cells with content, characters of all text, characters of one cell.
public record ReadLimits(
    int bytes,
    int parts,
    long unpacked,
    int ratio,
    int rows,
    int columns,
    int cells,
    long text,
    int cellText) {
  /// The limits of a form or a report that people send.
  public static final ReadLimits DEFAULT =
      new ReadLimits(
          10 * 1024 * 1024, 500, 128L * 1024 * 1024, 300, 20_000, 200, 400_000, 8_000_000, 2_000);
}
