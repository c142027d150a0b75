package nl.vangnet.fhir;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.MeasureReport;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Reads and writes reports on a thread of its own once the product is ready: the first cost many
/// times what later ones do, and the first hospitals should not pay that.
@Component
class FhirWarmUp {
  private static final int TIMES = 400;

  private final FhirContext context;

  FhirWarmUp(FhirContext context) {
    this.context = context;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    Thread.ofPlatform()
        .name("fhir-warm-up")
        .daemon()
        .priority(Thread.MIN_PRIORITY)
        .start(() -> run(report()));
  }

  private void run(MeasureReport report) {
    for (var i = 0; i < TIMES; i++) {
      var text = context.newJsonParser().encodeResourceToString(report);
      context.newJsonParser().parseResource(MeasureReport.class, text);
    }
  }

  private static MeasureReport report() {
    var report = new MeasureReport();
    report.setMeasure(Canonical.MEASURE);
    report.getSubject().getIdentifier().setSystem(Canonical.SITE_CODE + "NL").setValue("0");
    for (var line = 0; line < 4; line++) {
      var group = report.addGroup();
      group.getCode().addCoding().setSystem(Canonical.GROUP).setCode("line");
      for (var beds = 0; beds < 5; beds++) {
        var population = group.addPopulation().setCount(beds);
        population.getCode().addCoding().setSystem(Canonical.VARIABLE).setCode("occupied");
      }
    }
    return report;
  }
}
