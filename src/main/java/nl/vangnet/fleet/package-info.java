/// Vehicles and crews: whose they are, what they can, where they stand, when they work and what
/// keeps them from riding. Promises one immutable picture of the fleet per question, that who is
/// not known to be on duty does not count as on duty, and that shifts and obstacles are never
/// rewritten.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "files", "travel"})
package nl.vangnet.fleet;
