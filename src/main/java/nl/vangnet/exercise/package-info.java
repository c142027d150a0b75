/// The people of the simulated country, in demo mode only: hospitals that ask for a place and
/// answer, desks that search, hospitals that forget to answer or lose a bed, crews that ride; and
/// beds that follow the cases. Promises that they do nothing that people could not do on the pages,
/// that they leave people the time to be first, and that what they do can be told from what people
/// do by its author.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "directory",
      "access",
      "policy",
      "capacity",
      "fleet",
      "transport",
      "matching",
      "transfer",
      "simulator"
    })
package nl.vangnet.exercise;
