/// The care chain around the hospital: inflow, outflow, dormant capacity with its 72-hour clock,
/// and emergency departments that ask for diversion.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "capacity", "outbox"})
package nl.vangnet.chain;
