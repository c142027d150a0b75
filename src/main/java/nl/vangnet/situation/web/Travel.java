package nl.vangnet.situation.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import nl.vangnet.situation.Moment;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// The way through time: the moment on the page and the addresses of other moments.
record Travel(Moment moment, Instant shown, Frame frame) {
  static Travel of(Moment moment, Frame frame) {
    var at = moment.at();
    return new Travel(moment, at == null ? frame.now() : at, frame);
  }

  boolean isPast() {
    return moment.isPast();
  }

  /// Whether the page shows what was known at the moment itself.
  boolean asKnown() {
    return moment.known() != null;
  }

  /// The address of this page so many hours away; the present when that lies ahead.
  String hours(long hours) {
    var to = shown.plus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.MINUTES);
    return to.isBefore(frame.now()) ? frame.with("at", frame.field(to)) : now();
  }

  String now() {
    var query = new java.util.LinkedHashMap<>(frame.query());
    query.remove("known");
    return new Frame(
            frame.actor(),
            frame.words(),
            frame.path(),
            query,
            frame.demo(),
            frame.now(),
            "",
            "",
            null,
            frame.waiting(),
            frame.inbox(),
            Map.of())
        .with("at", null);
  }

  String known(@Nullable String value) {
    return frame.with("known", value);
  }
}
