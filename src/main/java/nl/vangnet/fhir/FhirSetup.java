package nl.vangnet.fhir;

import ca.uhn.fhir.context.FhirContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one FHIR context: it is costly to make and safe to share.
@Configuration(proxyBeanMethods = false)
class FhirSetup {
  @Bean
  FhirContext fhirContext() {
    var context = FhirContext.forR4();
    context.getParserOptions().setStripVersionsFromReferences(false);
    return context;
  }
}
