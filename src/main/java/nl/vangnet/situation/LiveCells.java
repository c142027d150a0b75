package nl.vangnet.situation;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Picture;
import nl.vangnet.capacity.PictureChanged;
import nl.vangnet.directory.Directory;
import nl.vangnet.web.Languages;
import nl.vangnet.web.LiveStream;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells the browsers which cells changed: at once after a publication, at most ten times a second.
/// Topic "picture" speaks Dutch, "picture.en" English.
@Component
class LiveCells implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LiveCells.class);
  private static final Duration REST = Duration.ofMillis(100);

  private final Overviews overviews;
  private final LivePicture pictures;
  private final Directory directory;
  private final LiveStream stream;
  private final List<Channel> channels;
  private final AtomicReference<@Nullable Pending> pending = new AtomicReference<>();
  private final Semaphore signal = new Semaphore(0);
  private volatile boolean running;

  LiveCells(
      Overviews overviews,
      LivePicture pictures,
      Directory directory,
      LiveStream stream,
      Languages languages) {
    this.overviews = overviews;
    this.pictures = pictures;
    this.directory = directory;
    this.stream = stream;
    this.channels =
        List.of(
            new Channel("picture", languages.of("nl")),
            new Channel("picture.en", languages.of("en")));
    for (var channel : channels) {
      stream.open(channel.topic, () -> whole(channel.words));
    }
  }

  private record Pending(Picture picture, Set<Long> sites) {}

  @EventListener
  void changed(PictureChanged change) {
    var sites = new HashSet<Long>();
    change.sites().forEach(site -> sites.add(site.value()));
    pending.accumulateAndGet(
        new Pending(change.picture(), sites),
        (before, now) -> {
          if (before == null || now == null) {
            return now;
          }
          var all = new HashSet<>(before.sites());
          all.addAll(now.sites());
          return new Pending(now.picture(), all);
        });
    signal.release();
  }

  /// All cells of the present picture.
  private String whole(Words words) {
    var overview = overviews.present(pictures.current(), directory.snapshot(), overviews.usual());
    return Cells.json(
        overview.stamp().picture(),
        overviews.cells(overview, words).byId(),
        List.of(),
        order(overview));
  }

  private void run() {
    while (running) {
      try {
        signal.acquire();
        signal.drainPermits();
        var next = pending.getAndSet(null);
        if (next != null) {
          tell(next);
          Thread.sleep(REST);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.error("the changed cells could not be told", e);
      }
    }
  }

  private void tell(Pending next) {
    overviews.telling(next.picture());
    if (channels.stream().noneMatch(c -> stream.hasListeners(c.topic))) {
      channels.forEach(c -> stream.skip(c.topic));
      return;
    }
    var overview = overviews.present(next.picture(), directory.snapshot(), overviews.usual());
    for (var channel : channels) {
      if (stream.hasListeners(channel.topic)) {
        var now = overviews.cells(overview, channel.words).byId();
        var changed = Cells.changed(channel.before, now);
        channel.before = now;
        if (!changed.isEmpty() || !next.sites().isEmpty()) {
          stream.publish(
              channel.topic,
              "cells",
              Cells.json(overview.stamp().picture(), changed, next.sites(), order(overview)));
        }
      } else {
        stream.skip(channel.topic);
      }
    }
  }

  private static List<String> order(Overview overview) {
    return overview.regions().stream().map(r -> "r" + r.region().id()).toList();
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().name("live-cells").daemon().start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    signal.release();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private static final class Channel {
    private final String topic;
    private final Words words;
    private Map<String, Cell> before = new HashMap<>();

    Channel(String topic, Words words) {
      this.topic = topic;
      this.words = words;
    }
  }
}
