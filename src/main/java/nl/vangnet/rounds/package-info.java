/// The day by the clock: reporting rounds with their forms, reminders, the regional sign-off and
/// the national options. Promises that every hospital is on time, late or missing, and that a
/// reminder is sent once.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "capacity", "outbox"})
package nl.vangnet.rounds;
