package nl.vangnet;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The product's own PostgreSQL: a real server with a durable data folder, started when no
/// `spring.datasource.url` is given. A server that a killed process left behind on the same folder
/// is shut down first, so that its write-ahead log is replayed and nothing committed is lost.
final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedPostgres server;
  private final FileChannel lock;

  private EmbeddedDatabase(EmbeddedPostgres server, FileChannel lock) {
    this.server = server;
    this.lock = lock;
  }

  /// Starts the server on `folder`; `port` 0 takes any free port.
  static EmbeddedDatabase start(Path folder, int port) {
    try {
      Files.createDirectories(folder);
      var lock = lock(folder.resolveSibling("vangnet.lock"));
      stopLeftOver(folder.resolve("postmaster.pid"));
      var builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder)
              .setCleanDataDirectory(false)
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("shared_buffers", "256MB")
              .setServerConfig("max_wal_size", "2GB")
              .setServerConfig("checkpoint_timeout", "10min")
              .setServerConfig("wal_compression", "on")
              .setServerConfig("jit", "off")
              .setServerConfig("max_connections", "120")
              .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
              .setErrorRedirector(ProcessBuilder.Redirect.DISCARD);
      if (port != 0) {
        builder.setPort(port);
      }
      var server = builder.start();
      log.info("embedded PostgreSQL on port {} with its data in {}", server.getPort(), folder);
      return new EmbeddedDatabase(server, lock);
    } catch (IOException e) {
      throw new IllegalStateException(
          "the embedded PostgreSQL did not start on "
              + folder
              + " (maybe another Vangnet uses this folder: set VANGNET_DATA_DIR)",
          e);
    }
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    server.close();
    lock.close();
  }

  private static FileChannel lock(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      log.debug("this very process holds the lock already", e);
    }
    channel.close();
    throw new IOException("another running Vangnet holds " + file);
  }

  private static void stopLeftOver(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    var first = Files.readAllLines(pidFile).getFirst().strip();
    var left =
        ProcessHandle.of(Long.parseLong(first))
            .filter(p -> p.info().command().map(c -> c.contains("postgres")).orElse(false));
    if (left.isEmpty()) {
      return;
    }
    var process = left.get();
    log.warn("a database server was left behind (process {}); it is stopped first", first);
    process.destroy();
    try {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      process.destroyForcibly();
    }
  }
}
