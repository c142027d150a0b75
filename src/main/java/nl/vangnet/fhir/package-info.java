/// FHIR R4: the directory and the picture as resources, figures in the HL7 SANER shape in and out,
/// subscriptions, requests and offers of the moving of patients. Promises that what goes out and
/// comes in again is the same picture, that unknown stays unknown, that every refusal names the
/// element, and that nothing about patients is taken in.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "directory",
      "access",
      "policy",
      "web",
      "capacity",
      "outbox",
      "transport",
      "transfer"
    })
package nl.vangnet.fhir;
