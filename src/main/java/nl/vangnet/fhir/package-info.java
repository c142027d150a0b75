/// FHIR R4: directory and bed figures in the HL7 SANER shape, in and out, with subscriptions, and
/// the conformance kit for suppliers. Promises that what cannot be taken is named by its element.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "capacity", "outbox"})
package nl.vangnet.fhir;
