package nl.vangnet.chain.web;

import java.time.Duration;
import nl.vangnet.chain.Link;
import nl.vangnet.directory.Region;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// How the pages of the chain write names, totals and durations.
final class Texts {
  private Texts() {}

  /// The name of a link.
  static String link(Frame frame, Link link) {
    return frame.t("chain.link." + link.category());
  }

  /// "1 u 20 min", "45 min", "3 d 4 u"; without sign.
  static String duration(Frame frame, Duration duration) {
    var minutes = Math.abs(duration.toMinutes());
    if (minutes < 60) {
      return frame.t("chain.minutes", minutes);
    }
    var hours = minutes / 60;
    if (hours < 48) {
      return minutes % 60 == 0
          ? frame.t("chain.hours", hours)
          : frame.t("chain.hours-minutes", hours, minutes % 60);
    }
    return frame.t("chain.days-hours", hours / 24, hours % 24);
  }

  /// The name people use for a region: without the words that all share.
  static String region(@Nullable Region region) {
    return region == null ? "—" : region.shortName();
  }
}
