/// Which rules are in force, where, since when and by whose decision: typed, versioned values.
/// Promises that a rule is read here and nowhere else, and that no version is ever overwritten.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "web"})
package nl.vangnet.policy;
