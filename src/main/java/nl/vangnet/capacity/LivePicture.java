package nl.vangnet.capacity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The picture: the current one from memory, a past one from the history.
@Service
public class LivePicture {
  private static final int KEPT_PAST_PICTURES = 24;
  private static final Duration SETTLED = Duration.ofMinutes(2);

  private final PictureKeeper keeper;
  private final PictureSources read;
  private final Clock clock;
  private final Map<Moment, Picture> past =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Moment, Picture> eldest) {
              return size() > KEPT_PAST_PICTURES;
            }
          });

  LivePicture(PictureKeeper keeper, PictureSources read, Clock clock) {
    this.keeper = keeper;
    this.read = read;
    this.clock = clock;
  }

  private record Moment(Instant at, Instant knownAt) {}

  /// The current picture; cheap, never blocks.
  public Picture current() {
    return keeper.current();
  }

  /// One site read from the record at this moment, for forms that must show what was saved just
  /// now; null when the site has no lines.
  public @Nullable SitePicture read(SiteId site) {
    var now = clock.instant();
    var facts = read.facts(List.of(site), now).get(site);
    if (facts == null) {
      return null;
    }
    var pulses = new HashMap<>(read.pulses(now));
    read.pulsesHere().forEach((source, at) -> pulses.merge(source, at, LivePicture::later));
    return facts.at(now, source -> pulseBefore(pulses, source), read::category);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /// The picture as it was at `at`, from what had been received by `knownAt` (null: by now). With
  /// `knownAt` equal to `at` it shows what people could know at that moment. A moment in the future
  /// answers the current picture.
  public Picture at(Instant at, @Nullable Instant knownAt) {
    var now = clock.instant();
    if (!at.isBefore(now)) {
      return current();
    }
    var known = knownAt == null || knownAt.isAfter(now) ? now : knownAt;
    var moment = new Moment(at, known);
    var kept = past.get(moment);
    if (kept != null) {
      return kept;
    }
    var picture = build(at, known);
    // What was known by a settled moment cannot change any more; the rest is read anew each time.
    if (known.isBefore(now.minus(SETTLED))) {
      past.put(moment, picture);
    }
    return picture;
  }

  private Picture build(Instant at, Instant known) {
    var pulses = read.pulses(at);
    var sites = new HashMap<SiteId, SitePicture>();
    read.factsAt(at, known)
        .forEach((id, facts) ->
            sites.put(
                id,
                facts.at(at, source -> pulseBefore(pulses, source), c -> read.category(c, at))));
    return new Picture(at, -1, sites);
  }

  private static @Nullable Instant pulseBefore(Map<String, Instant> pulses, String source) {
    return pulses.get(source);
  }
}
