/// Transport of patients between sites: what a patient needs on the road, which vehicle and crew
/// can do it when, the legs that were ordered, and the planner's board. Promises that no vehicle
/// and no crew is in two places at once, that a leg changes by a recorded step only, and that what
/// `reach` promises can be ordered.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "travel", "fleet"})
package nl.vangnet.transport;
