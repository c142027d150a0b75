/// What suppliers are held to: the versions of every interface with their specifications, the
/// conformance kit with its cases, and the test hospital that plays them. Promises that what is
/// published is what the doors do: every case and every example is executed by a test, and no
/// version ends within twelve months of its successor.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "web", "exchange"})
package nl.vangnet.conformance;
