/// Findings about figures that can hardly be true. Promises an explanation with the numbers, an
/// owner and a way to resolve, and measures its own false alarms.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "capacity"})
package nl.vangnet.plausibility;
