package nl.vangnet.feeds;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The day of a row of the feed: ISO, or Dutch as in the first months of the feed.
final class LcpsDate {
  private static final DateTimeFormatter DUTCH = DateTimeFormatter.ofPattern("dd-MM-uuuu");

  private LcpsDate() {}

  static Optional<LocalDate> day(String text) {
    var plain = text.strip();
    try {
      return Optional.of(
          plain.matches("\\d{2}-\\d{2}-\\d{4}")
              ? LocalDate.parse(plain, DUTCH)
              : LocalDate.parse(plain));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// The moment of a day in the feed; of today at most now.
  static Optional<Instant> moment(String text, Instant now) {
    return day(text)
        .map(d -> {
          var noon = d.atTime(LcpsFeed.MOMENT).atZone(FeedPlaces.ZONE).toInstant();
          return noon.isAfter(now) && d.equals(LocalDate.ofInstant(now, FeedPlaces.ZONE))
              ? now
              : noon;
        });
  }
}
