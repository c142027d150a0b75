/// Findings about figures that can hardly be true, and what each giver sees of the others. Promises
/// that a finding explains itself with the numbers, that it has an owner and a way to be resolved,
/// that it comes back when the doubt does, and that false alarms are measured.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "capacity", "transfer"})
package nl.vangnet.plausibility;
