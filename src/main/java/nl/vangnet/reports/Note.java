package nl.vangnet.reports;

/// One version of a text that a person wrote: the interpretation of a day or week (`region` ""), or
/// the remark of a region. Versions are kept; an empty body withdraws the text.
public record Note(
    long id, String subject, String region, int version, String body, Snapshot.Signed written) {
  /// The longest text that is kept.
  public static final int LONGEST = 8000;
}
