package nl.vangnet.chain.web;

import java.time.Duration;
import nl.vangnet.capacity.Total;
import nl.vangnet.chain.Link;
import nl.vangnet.directory.Region;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// How the pages of the chain write names, totals and durations.
final class Texts {
  private Texts() {}

  /// A total as a number, as a range when stale figures are kept out of it, or a dash.
  static String total(Frame frame, Total total) {
    var value = total.value();
    if (value == null) {
      return total.stale() == 0 ? "—" : frame.number(total.staleValue());
    }
    return total.staleValue() == 0
        ? frame.number(value)
        : frame.number(value) + "–" + frame.number(value + total.staleValue());
  }

  /// The style class of a total: stale when only stale figures are left, unknown when none.
  static String css(Total total) {
    if (total.value() != null) {
      return total.fresh() == 0 && total.ageing() > 0 ? "ageing" : "";
    }
    return total.stale() > 0 ? "stale" : "unknown";
  }

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
    return region == null
        ? "—"
        : region
            .name()
            .replaceFirst(
                "^(Netwerk Acute Zorg( Regio)?|Acute Zorg(netwerk|regio)?|Traumacentrum|Traumazorgnetwerk|ROAZ)\\s+(?=\\S)",
                "");
  }
}
