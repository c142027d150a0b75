/// The desks and their people: bulletins with read receipts, contact cards, duty rosters and work
/// agreements. Promises that one page says who is responsible now.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "outbox"})
package nl.vangnet.desks;
