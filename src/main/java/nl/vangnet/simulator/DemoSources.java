package nl.vangnet.simulator;

import java.util.Locale;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.simulator.Country.HospitalPlan;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/// Opens the source systems of the simulated hospitals and their keys.
@Component
@ConditionalOnBooleanProperty("vangnet.demo")
class DemoSources {
  private final SourceSystems sources;

  DemoSources(SourceSystems sources) {
    this.sources = sources;
  }

  /// A source system with the key that is good from now on.
  record Opened(String code, String key) {}

  Opened open(HospitalPlan hospital) {
    var place = hospital.place();
    var code = "sim." + place.site().toLowerCase(Locale.ROOT);
    sources.openDemoSource(
        code,
        place.name() + " (gesimuleerd)",
        place.country(),
        place.organisation(),
        hospital.dialect().application(),
        hospital.dialect().facility());
    return new Opened(code, sources.issueDemoKey(code));
  }
}
