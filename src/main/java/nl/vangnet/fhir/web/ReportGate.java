package nl.vangnet.fhir.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.vangnet.fhir.FhirFault;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Lets a bounded number of reports in at once, in the order in which they came, so that a flood of
/// reports leaves the database free for people. Who waits longer than the patience is told to come
/// again (503 with Retry-After); nothing of that report was taken, and each is counted in the
/// metric `vangnet.fhir.throttled`.
@Component
class ReportGate {
  /// When the sender should come again.
  static final Duration AGAIN = Duration.ofSeconds(2);

  private final Semaphore places;
  private final Duration patience;
  private final Counter throttled;

  ReportGate(
      MeterRegistry metrics,
      @Value("${vangnet.fhir.reports-at-once:12}") int atOnce,
      @Value("${vangnet.fhir.report-patience:4s}") Duration patience) {
    this.places = new Semaphore(atOnce, true);
    this.patience = patience;
    this.throttled = metrics.counter("vangnet.fhir.throttled");
  }

  <T> T pass(Supplier<T> work) {
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private FhirFault busy() {
    throttled.increment();
    return new FhirFault(
        503,
        "throttled",
        "busy",
        "",
        "Many reports come at once; send this one again after the seconds in Retry-After");
  }
}
