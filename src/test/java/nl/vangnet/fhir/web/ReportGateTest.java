package nl.vangnet.fhir.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import nl.vangnet.fhir.FhirFault;
import org.junit.jupiter.api.Test;

class ReportGateTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final ReportGate gate = new ReportGate(metrics, 2, Duration.ofMillis(40));

  @Test
  void whoFindsTheGateFullIsToldToComeAgainAndIsCounted() throws Exception {
    var inside = new CountDownLatch(2);
    var leave = new CountDownLatch(1);
    var threads = new Thread[2];
    for (var i = 0; i < 2; i++) {
      threads[i] = Thread.ofVirtual().start(() -> gate.pass(() -> stay(inside, leave)));
    }
    inside.await();
    assertThatThrownBy(() -> gate.pass(() -> "third"))
        .isInstanceOfSatisfying(
            FhirFault.class,
            fault -> {
              assertThat(fault.status()).isEqualTo(503);
              assertThat(fault.code()).isEqualTo("busy");
            });
    assertThat(metrics.get("vangnet.fhir.throttled").counter().count()).isEqualTo(1.0);
    leave.countDown();
    for (var thread : threads) {
      thread.join();
    }
    assertThat(gate.pass(() -> "third")).isEqualTo("third");
  }

  @Test
  void whoFailsInsideLeavesItsPlace() {
    for (var i = 0; i < 5; i++) {
      assertThatThrownBy(() ->
              gate.pass(() -> {
                throw new IllegalStateException("inside");
              }))
          .hasMessage("inside");
    }
    assertThat(gate.pass(() -> 7)).isEqualTo(7);
    assertThat(metrics.get("vangnet.fhir.throttled").counter().count()).isZero();
  }

  private static boolean stay(CountDownLatch inside, CountDownLatch leave) {
    inside.countDown();
    try {
      leave.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }
}
