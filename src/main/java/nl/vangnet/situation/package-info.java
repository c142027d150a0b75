/// Pages that join rooms: the national picture, the region sheet and the site page, live. Reads
/// only.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "capacity", "exchange", "web"})
package nl.vangnet.situation;
