/// The outside world: HL7 v2 over MLLP, the JSON API and CSV series. Promises that every message is
/// accounted for and that what cannot be read is kept and can be replayed.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "capacity", "web"})
package nl.vangnet.exchange;
