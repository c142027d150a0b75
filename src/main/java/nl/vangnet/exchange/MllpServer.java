package nl.vangnet.exchange;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import nl.vangnet.exchange.FrameReader.Found;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The MLLP listener: one virtual thread per connection reads a frame, waits for its outcome,
/// answers and reads on. Bounded in frame size, time and number of connections; what goes wrong on
/// one connection stays there.
@Component
public class MllpServer implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(MllpServer.class);
  private static final int BACKLOG = 512;
  private static final Duration WARNING_EVERY = Duration.ofMinutes(1);
  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final long MAX_DISCARD = 64L * 1024 * 1024;

  private static final Fault GARBAGE =
      Fault.refused(
          "no-frame", 100, "", "Send HL7 v2 in MLLP frames: 0x0B, the message, 0x1C 0x0D");
  private static final Fault TOO_MANY =
      Fault.refused("too-many-connections", 207, "", "Use fewer connections; one per sender");

  private final MllpSettings settings;
  private final Clock clock;
  private final Intake intake;
  private final ObjectProvider<SslBundles> bundles;
  private final MeterRegistry meters;
  private final LongSupplier nanos;
  private final Counter stray;
  private final AtomicLong handshakeWarning = new AtomicLong(Long.MIN_VALUE);
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Map<InetAddress, AtomicInteger> perAddress = new ConcurrentHashMap<>();
  private volatile @Nullable ServerSocket server;
  private volatile boolean running;

  MllpServer(
      MllpSettings settings,
      Intake intake,
      ObjectProvider<SslBundles> bundles,
      MeterRegistry meters,
      Clock clock) {
    this.clock = clock;
    this.settings = settings;
    this.intake = intake;
    this.bundles = bundles;
    this.meters = meters;
    this.nanos = meters.config().clock()::monotonicTime;
    this.stray = meters.counter("vangnet.mllp.stray.bytes");
    meters.gauge("vangnet.mllp.connections", connections, Set::size);
  }

  /// The port that it listens on; -1 when it does not.
  public int port() {
    var socket = server;
    return socket == null ? -1 : socket.getLocalPort();
  }

  @Override
  public void start() {
    if (!settings.enabled()) {
      return;
    }
    try {
      var socket = open();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(settings.bind(), settings.port()), BACKLOG);
      server = socket;
      running = true;
      Thread.ofPlatform().name("mllp-accept").daemon().start(() -> accept(socket));
      log.info("MLLP on {}:{}", settings.bind(), socket.getLocalPort());
    } catch (IOException e) {
      throw new IllegalStateException(
          "MLLP cannot listen on "
              + settings.bind()
              + ":"
              + settings.port()
              + " (maybe another process does: set VANGNET_MLLP_PORT)",
          e);
    }
  }

  private ServerSocket open() throws IOException {
    var bundle = settings.tls().bundle();
    if (bundle == null || bundle.isBlank()) {
      return new ServerSocket();
    }
    var context = bundles.getObject().getBundle(bundle).createSslContext();
    var socket = (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
    switch (settings.tls().clientAuth()) {
      case "need" -> socket.setNeedClientAuth(true);
      case "want" -> socket.setWantClientAuth(true);
      case "none" -> {}
      default ->
          throw new IllegalStateException(
              "vangnet.mllp.tls.client-auth is '"
                  + settings.tls().clientAuth()
                  + "'; it is one of need, want, none");
    }
    return socket;
  }

  @Override
  public void stop() {
    running = false;
    try {
      var socket = server;
      if (socket != null) {
        socket.close();
      }
      for (var connection : connections) {
        endInput(connection);
      }
      var deadline = nanos.getAsLong() + GOODBYE.toNanos();
      while (!connections.isEmpty() && nanos.getAsLong() < deadline) {
        Thread.sleep(10);
      }
      for (var connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      log.debug("closing the MLLP listener", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endInput(Socket connection) {
    try {
      connection.shutdownInput();
    } catch (IOException e) {
      log.debug("a connection was closed already", e);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 2000;
  }

  private void accept(ServerSocket socket) {
    while (running) {
      try {
        var connection = socket.accept();
        Thread.ofVirtual().name("mllp-", 0).start(() -> serve(connection));
      } catch (IOException e) {
        if (running) {
          log.warn("MLLP could not accept a connection: {}", e.getMessage());
        }
      }
    }
  }

  private void serve(Socket connection) {
    var address = connection.getInetAddress();
    var count = perAddress.computeIfAbsent(address, a -> new AtomicInteger());
    connections.add(connection);
    try (connection) {
      if (count.incrementAndGet() > settings.maxConnectionsPerAddress()
          || connections.size() > settings.maxConnections()) {
        meters.counter("vangnet.mllp.refused.connections").increment();
        connection.setSoTimeout((int) GOODBYE.toMillis());
        turnAway(connection, TOO_MANY);
        return;
      }
      connection.setTcpNoDelay(true);
      connection.setKeepAlive(true);
      converse(connection);
    } catch (IOException e) {
      log.debug("an MLLP connection ended: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("an MLLP connection failed", e);
    } finally {
      connections.remove(connection);
      count.decrementAndGet();
    }
  }

  private void converse(Socket connection) throws IOException {
    var certificate = certificate(connection);
    var reader =
        new FrameReader(
            connection.getInputStream(),
            connection::setSoTimeout,
            nanos,
            (int) settings.maxFrame().toBytes(),
            settings.idleTimeout(),
            settings.frameTimeout());
    var out = connection.getOutputStream();
    long counted = 0;
    while (running) {
      var found = reader.next();
      if (reader.stray() > counted) {
        stray.increment(reader.stray() - counted);
        counted = reader.stray();
      }
      switch (found) {
        case Found.Frame(var content) -> write(out, intake.receive(content, certificate));
        case Found.Truncated(var ended) -> {
          if (running) {
            var answer =
                intake.refuse(
                    Fault.unreadable(
                        "truncated-frame",
                        100,
                        "",
                        "The frame broke off before its end block; send the message again"));
            if (!ended) {
              write(out, answer);
            }
          }
          if (ended) {
            return;
          }
        }
        case Found.TooLarge() -> {
          part(
              connection,
              Fault.refused(
                  "too-large",
                  207,
                  "",
                  "The message is larger than "
                      + settings.maxFrame().toBytes()
                      + " bytes; send it without documents"));
          return;
        }
        case Found.Slow() -> {
          part(
              connection,
              Fault.refused(
                  "slow-sender",
                  207,
                  "",
                  "The message was not complete within "
                      + settings.frameTimeout().toSeconds()
                      + " s; send it again at once"));
          return;
        }
        case Found.Garbage() -> {
          meters.counter("vangnet.mllp.garbage").increment();
          turnAway(connection, GARBAGE);
          return;
        }
        case Found.End() -> {
          return;
        }
      }
    }
  }

  /// Says why to a connection that sent no message; nothing is counted but the connection.
  private void turnAway(Socket connection, Fault fault) throws IOException {
    var answer = Acknowledgement.of(Outcome.REFUSED, fault).text(Header.NONE, clock.instant());
    write(connection.getOutputStream(), answer.getBytes(StandardCharsets.US_ASCII));
  }

  /// Answers with a refusal and closes: what still comes in is thrown away for a moment, so that
  /// the answer is not lost in a reset.
  private void part(Socket connection, Fault fault) throws IOException {
    write(connection.getOutputStream(), intake.refuse(fault));
    connection.shutdownOutput();
    var deadline = nanos.getAsLong() + GOODBYE.toNanos();
    var buffer = new byte[8192];
    long discarded = 0;
    connection.setSoTimeout(1000);
    var in = connection.getInputStream();
    while (nanos.getAsLong() < deadline && discarded < MAX_DISCARD) {
      var read = in.read(buffer);
      if (read < 0) {
        return;
      }
      discarded += read;
    }
  }

  private static void write(OutputStream out, byte[] answer) throws IOException {
    if (answer.length == 0) {
      return;
    }
    var frame = new byte[answer.length + 3];
    frame[0] = 0x0B;
    System.arraycopy(answer, 0, frame, 1, answer.length);
    frame[answer.length + 1] = 0x1C;
    frame[answer.length + 2] = 0x0D;
    out.write(frame);
    out.flush();
  }

  private boolean isFirstWarningOfMinute() {
    var minute = nanos.getAsLong() / WARNING_EVERY.toNanos();
    return handshakeWarning.getAndSet(minute) != minute;
  }

  /// The SHA-256 fingerprint of the client's certificate; null without one.
  private @Nullable String certificate(Socket connection) throws IOException {
    if (!(connection instanceof SSLSocket tls)) {
      return null;
    }
    connection.setSoTimeout((int) settings.frameTimeout().toMillis());
    try {
      tls.startHandshake();
    } catch (IOException e) {
      meters.counter("vangnet.mllp.handshake.failures").increment();
      if (isFirstWarningOfMinute()) {
        log.warn(
            "no TLS with {}: {} (said once a minute; vangnet.mllp.handshake.failures counts them)",
            connection.getInetAddress().getHostAddress(),
            e.getMessage());
      }
      throw e;
    }
    try {
      var chain = tls.getSession().getPeerCertificates();
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded()));
    } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IOException("the client certificate cannot be read", e);
    }
  }
}
