package nl.vangnet.web;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The live stream to browsers: topics that rooms publish to, and one virtual thread per browser
/// that writes server-sent events. A browser that reads too slowly loses what waits for it and gets
/// the whole state instead, as does one that comes back after a break: the latest always wins.
@Component
public class LiveStream implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
  private static final int WAITING = 32;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  // A browser reconnects by itself; so a person whose account was closed is out within this time.
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Map<String, Topic> topics = new ConcurrentHashMap<>();
  private final Clock clock;
  private volatile boolean running;

  LiveStream(MeterRegistry metrics, Clock clock) {
    this.clock = clock;
    metrics.gauge("vangnet.live.clients", this, LiveStream::clients);
  }

  /// Opens a topic. `whole` gives its whole state as JSON, sent as event `reset` to a browser that
  /// does not know it yet; called on the browser's own thread.
  public void open(String topic, Supplier<String> whole) {
    topic(topic).whole = whole;
  }

  /// Sends an event to every browser on a topic. Never blocks.
  public void publish(String topic, String eventName, String json) {
    var to = topic(topic);
    var event = new Event(to.last.incrementAndGet(), eventName, json);
    for (var client : to.clients) {
      client.offer(event);
    }
  }

  /// Says that a topic's state changed without working out how, because nobody listened: pages made
  /// before it, and browsers that came meanwhile, take the whole state.
  public void skip(String topic) {
    var to = topic(topic);
    to.last.incrementAndGet();
    to.clients.forEach(Client::reset);
  }

  /// Whether anybody listens to a topic.
  public boolean hasListeners(String topic) {
    var found = topics.get(topic);
    return found != null && !found.clients.isEmpty();
  }

  /// The number of browsers on all topics.
  public int clients() {
    return topics.values().stream().mapToInt(t -> t.clients.size()).sum();
  }

  /// The number of the last event of each topic.
  public Map<String, Long> last() {
    var found = new HashMap<String, Long>();
    topics.forEach((name, topic) -> found.put(name, topic.last.get()));
    return found;
  }

  /// Whether there is such a topic.
  boolean has(String topic) {
    return topics.containsKey(topic);
  }

  /// Writes events to one browser until it goes away, the time is up or the product stops.
  void stream(String name, @Nullable Long known, OutputStream out) {
    var topic = topics.get(name);
    if (topic == null || !running) {
      return;
    }
    var client = new Client();
    topic.clients.add(client);
    try {
      write(out, "retry: 2000\n\n");
      if (known == null || known != topic.last.get()) {
        client.reset();
      }
      var deadline = System.nanoTime() + LONGEST.toNanos();
      while (running && System.nanoTime() < deadline) {
        var event = client.take();
        if (event == END) {
          break;
        }
        write(out, event == null ? ": still here\n\n" : text(topic, event));
      }
      write(out, "event: bye\ndata: {}\n\n");
    } catch (IOException e) {
      log.debug("a browser left topic {}", name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      topic.clients.remove(client);
    }
  }

  // Numbers begin at the time of the start, so that none comes back after the next one.
  private Topic topic(String name) {
    return topics.computeIfAbsent(name, t -> new Topic(clock.millis()));
  }

  private static String text(Topic topic, Event event) {
    if (event != RESET) {
      return event.text();
    }
    var last = topic.last.get();
    return new Event(last, "reset", topic.whole.get()).text();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void start() {
    running = true;
  }

  /// Lets every browser go, before the server waits for its requests to end.
  @Override
  public void stop() {
    running = false;
    topics.values().forEach(t -> t.clients.forEach(Client::end));
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  private static final Event RESET = new Event(0, "reset", "");
  private static final Event END = new Event(0, "end", "");

  private record Event(long id, String name, String json) {
    String text() {
      return "id: " + id + "\nevent: " + name + "\ndata: " + json.replace("\n", "") + "\n\n";
    }
  }

  private static final class Topic {
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final AtomicLong last;
    private volatile Supplier<String> whole = () -> "{}";

    Topic(long first) {
      last = new AtomicLong(first);
    }
  }

  private static final class Client {
    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(WAITING);

    void offer(Event event) {
      if (!waiting.offer(event)) {
        reset();
      }
    }

    void reset() {
      waiting.clear();
      waiting.offer(RESET);
    }

    void end() {
      waiting.clear();
      waiting.offer(END);
    }

    @Nullable Event take() throws InterruptedException {
      return waiting.poll(HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
