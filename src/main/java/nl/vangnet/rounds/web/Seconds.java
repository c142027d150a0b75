package nl.vangnet.rounds.web;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import nl.vangnet.web.Frame;

/// Times of day to the second, as the drafts show them: 14:02:11.
final class Seconds {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

  private Seconds() {}

  static String of(Instant at) {
    return SECONDS.format(at.atZone(Frame.ZONE));
  }
}
