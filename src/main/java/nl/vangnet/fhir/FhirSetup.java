package nl.vangnet.fhir;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.MeasureReport;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The one FHIR context: it is costly to make and safe to share.
@Configuration(proxyBeanMethods = false)
class FhirSetup {
  @Bean
  FhirContext fhirContext() {
    var context = FhirContext.forR4();
    context.getParserOptions().setStripVersionsFromReferences(false);
    return context;
  }

  /// Reads and writes reports on a thread of its own once the product is ready: the first hundred
  /// cost a hundred times what later ones do, and the first hospital should not pay that.
  @Component
  static class WarmUp {
    private static final int TIMES = 400;

    private final FhirContext context;

    WarmUp(FhirContext context) {
      this.context = context;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
      Thread.ofPlatform()
          .name("fhir-warm-up")
          .daemon()
          .priority(Thread.MIN_PRIORITY)
          .start(this::run);
    }

    private void run() {
      var report = new MeasureReport();
      report.setMeasure(Canonical.MEASURE);
      report.getSubject().getIdentifier().setSystem("urn:warm-up").setValue("0");
      for (var i = 0; i < 4; i++) {
        var group = report.addGroup();
        group.getCode().addCoding().setSystem(Canonical.GROUP).setCode("line");
        for (var n = 0; n < 5; n++) {
          group.addPopulation().setCount(n).getCode().addCoding().setCode("occupied");
        }
      }
      for (var i = 0; i < TIMES; i++) {
        var text = context.newJsonParser().encodeResourceToString(report);
        context.newJsonParser().parseResource(MeasureReport.class, text);
      }
    }
  }
}
