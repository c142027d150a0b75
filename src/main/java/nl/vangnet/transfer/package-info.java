/// One patient from one unit to another, from request to arrival: the request without a name, the
/// search region first, offers that hold a bed, answers by a named person, transport, arrival and
/// return. Promises that an illegal step is impossible, in code and in the database, that no bed is
/// held twice, that every step has an actor, a time and a reason, and that nobody sees a case that
/// does not concern them.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "directory",
      "access",
      "policy",
      "web",
      "files",
      "capacity",
      "outbox",
      "travel",
      "fleet",
      "transport",
      "matching",
      "desks",
      "protocols",
      "alerts"
    })
package nl.vangnet.transfer;
