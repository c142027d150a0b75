package nl.vangnet.reports;

import java.time.LocalDate;
import java.util.List;

/// A published edition of the day report: it fixes the frozen picture, the versions of the texts
/// and the template. `reason` says why there is another one after the first.
public record Edition(
    long id, Mark mark, long snapshot, int template, List<Long> texts, String reason) {
  public Edition {
    texts = List.copyOf(texts);
  }

  /// Day, number and who published it when.
  public record Mark(LocalDate day, int number, Snapshot.Signed published) {}

  /// The day that is reported.
  public LocalDate day() {
    return mark.day();
  }

  /// 1 for the first of its day.
  public int number() {
    return mark.number();
  }
}
