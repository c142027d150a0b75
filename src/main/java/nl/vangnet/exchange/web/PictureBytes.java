package nl.vangnet.exchange.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Picture;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The picture as bytes, written once per version of the picture and choice of filters, however
/// many ask for it.
@Component
class PictureBytes {
  private static final int MAX_CHOICES = 200;
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// The filters of an address.
  record Choice(String country, String region, String category, String cohort) {}

  /// The bytes with the tag of their version.
  record Tagged(String tag, byte[] bytes, byte[] gzipped) {}

  /// The bytes of one choice: what was made last, and whether the next is being made.
  private static final class Made {
    private final ReentrantLock making = new ReentrantLock();
    private final AtomicBoolean remaking = new AtomicBoolean();
    private volatile @Nullable Last last;
  }

  private record Last(long picture, long directory, Instant at, Tagged bytes) {}

  private final LivePicture live;
  private final Selection selection;
  private final JsonMapper json;
  private final Map<Choice, Made> made = new ConcurrentHashMap<>();

  PictureBytes(LivePicture live, Selection selection, JsonMapper json) {
    this.live = live;
    this.selection = selection;
    this.json = json;
  }

  /// The present picture.
  Tagged current(Choice choice) {
    if (made.size() > MAX_CHOICES) {
      made.clear();
    }
    var own = made.computeIfAbsent(choice, c -> new Made());
    var last = own.last;
    if (last != null && (isCurrent(last) || isYoung(last, INTERVAL))) {
      return last.bytes();
    }
    if (last != null && isJustOvertaken(last)) {
      // Nobody waits for a large country to be written: the next picture is made meanwhile.
      remake(choice, own);
      return last.bytes();
    }
    own.making.lock();
    try {
      var now = own.last;
      if (now != null && (isCurrent(now) || isYoung(now, INTERVAL))) {
        return now.bytes();
      }
      var fresh = make(choice);
      own.last = fresh;
      return fresh.bytes();
    } finally {
      own.making.unlock();
    }
  }

  private void remake(Choice choice, Made own) {
    if (own.remaking.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("picture-bytes")
          .start(() -> {
            try {
              own.last = make(choice);
            } finally {
              own.remaking.set(false);
            }
          });
    }
  }

  /// Whether these bytes were of the picture until a moment ago: it is the one directly before, and
  /// the present one was published so recently that the one before may still be shown.
  private boolean isJustOvertaken(Last last) {
    var current = live.current();
    return last.picture() == current.version() - 1
        && last.directory() == selection.snapshot().version()
        && selection.now().isBefore(current.at().plus(PATIENCE));
  }

  private boolean isCurrent(Last last) {
    return last.picture() == live.current().version()
        && last.directory() == selection.snapshot().version();
  }

  private boolean isYoung(Last last, Duration limit) {
    return selection.now().isBefore(last.at().plus(limit));
  }

  private Last make(Choice choice) {
    var picture = live.current();
    var directory = selection.snapshot().version();
    var tag = "W/\"%x-%x-%x\"".formatted(directory, picture.version(), choice.hashCode());
    var bytes = write(picture, choice, null);
    return new Last(
        picture.version(), directory, selection.now(), new Tagged(tag, bytes, gzip(bytes)));
  }

  private static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length / 8);
    try (var zip =
        new GZIPOutputStream(out, 1 << 16) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        }) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// The picture of a past moment.
  byte[] past(Choice choice, Instant at, @Nullable Instant known) {
    return write(live.at(at, known), choice, known);
  }

  private byte[] write(Picture picture, Choice choice, @Nullable Instant known) {
    var snapshot = selection.snapshot();
    var country = selection.country(choice.country());
    var at = picture.at();
    var sites = selection.sites(country, choice.region(), "", at);
    var lines = selection.lines(choice.category(), choice.cohort());
    var set = selection.regionSet(country, at);
    var regionOf = new HashMap<SiteId, Region>();
    var units = new HashMap<Long, String>();
    for (Site site : sites) {
      set.flatMap(s -> snapshot.findRegionOf(site.id(), s))
          .ifPresent(r -> regionOf.put(site.id(), r));
      snapshot.units(site.id()).forEach(u -> units.put(u.id().value(), u.code()));
    }
    var regions =
        set.map(snapshot::regions).orElse(java.util.List.of()).stream()
            .filter(r -> choice.region().isBlank() || r.code().equalsIgnoreCase(choice.region()))
            .toList();
    return json.writeValueAsBytes(
        PictureDocument.of(
            picture,
            new PictureDocument.Frame(
                country.value(),
                set.map(s -> s.code()).orElse(null),
                sites,
                regions,
                regionOf,
                units,
                known),
            lines));
  }
}
