/// Beds and places now: measured observations, census from admissions, human corrections beside
/// them, protected reserve, effective beds, age and history. Promises that unknown is never zero,
/// that a measured value is never overwritten, and that every reader sees one immutable picture.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web"})
package nl.vangnet.capacity;
