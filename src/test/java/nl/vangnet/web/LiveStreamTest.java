package nl.vangnet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final LiveStream stream =
      new LiveStream(metrics, Clock.fixed(Instant.ofEpochMilli(7_000), ZoneOffset.UTC));
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  @BeforeEach
  void open() {
    stream.start();
    stream.open("picture", () -> "{\"whole\":1}");
  }

  @AfterEach
  void close() {
    stream.stop();
  }

  @Test
  void aBrowserThatKnowsNothingGetsTheWholeStateFirst() throws Exception {
    var browser = listen(null, sent);
    await(() -> text().contains("reset"));
    stream.publish("picture", "cells", "{\"part\":2}");
    await(() -> text().contains("{\"part\":2}"));
    assertThat(text()).containsSubsequence("event: reset", "{\"whole\":1}", "event: cells");
    stream.stop();
    browser.join(Duration.ofSeconds(5));
    assertThat(browser.isAlive()).isFalse();
  }

  @Test
  void aBrowserThatKnowsTheLastEventGetsOnlyWhatComes() throws Exception {
    stream.publish("picture", "cells", "{\"first\":1}");
    listen(stream.last().get("picture"), sent);
    await(() -> stream.clients() == 1);
    stream.publish("picture", "cells", "{\"second\":2}");
    await(() -> text().contains("second"));
    assertThat(text()).doesNotContain("reset").doesNotContain("first").contains("id: 7002\n");
    assertThat(metrics.get("vangnet.live.clients").gauge().value()).isEqualTo(1.0);
  }

  @Test
  void aBrowserThatComesAfterAChangeThatNobodyHeardGetsTheWholeState() throws Exception {
    var known = stream.last().get("picture");
    stream.skip("picture");
    listen(known, sent);
    await(() -> text().contains("id: 7001\nevent: reset\ndata: {\"whole\":1}"));
  }

  @Test
  void aBrowserThatCameWhileAChangeWasSkippedGetsTheWholeState() throws Exception {
    listen(stream.last().get("picture"), sent);
    await(() -> stream.clients() == 1);
    stream.skip("picture");
    await(() -> text().contains("id: 7001\nevent: reset"));
  }

  @Test
  void aSlowBrowserLosesWhatWaitsAndGetsTheWholeStateInstead() throws Exception {
    var gate = new CountDownLatch(1);
    var slow =
        new OutputStream() {
          @Override
          public void write(int b) {
            sent.write(b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            sent.write(bytes, from, length);
          }

          @Override
          public void flush() throws IOException {
            if (text().contains("number0")) {
              try {
                gate.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
            }
          }
        };
    listen(stream.last().get("picture"), slow);
    await(() -> stream.clients() == 1);
    stream.publish("picture", "cells", "{\"number0\":0}");
    await(() -> text().contains("number0"));
    for (var i = 1; i <= 500; i++) {
      stream.publish("picture", "cells", "{\"number\":" + i + "}");
    }
    gate.countDown();
    await(() -> text().contains("reset") && text().contains("500"));
    assertThat(text()).doesNotContain("{\"number\":7}");
  }

  @Test
  void aBrowserThatWentAwayIsForgotten() throws Exception {
    var broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("gone");
          }
        };
    listen(null, broken).join(Duration.ofSeconds(5));
    assertThat(stream.clients()).isZero();
  }

  private Thread listen(@org.jspecify.annotations.Nullable Long known, OutputStream out) {
    return Thread.ofVirtual().start(() -> stream.stream("picture", known, out));
  }

  private String text() {
    return sent.toString(StandardCharsets.UTF_8);
  }

  private static void await(java.util.function.BooleanSupplier what) throws InterruptedException {
    for (var i = 0; i < 500 && !what.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(what.getAsBoolean()).isTrue();
  }
}
