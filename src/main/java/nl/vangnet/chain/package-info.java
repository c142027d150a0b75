/// The chain around the hospital: inflow (GP posts, ambulances, emergency departments), the
/// hospital, outflow (nursing homes, primary-care stay, mental health care) in one picture; dormant
/// beds with their 72-hour clock; openness of emergency departments. Promises that a diversion
/// always carries its reason and its end, and that what was ordered, confirmed and opened can never
/// be rewritten.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "capacity", "outbox"})
package nl.vangnet.chain;
