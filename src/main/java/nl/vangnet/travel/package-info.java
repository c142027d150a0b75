/// Journeys between points: how far and how long by road, by air and by rail. Promises an answer
/// that never waits longer than its bound, and says whether it was estimated or routed.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"directory", "policy"})
package nl.vangnet.travel;
