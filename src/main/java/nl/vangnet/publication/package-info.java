/// What everyone may see: open data with small-cell rules and the public site. Promises that no
/// figure of a single site is public.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "capacity", "files", "reports"})
package nl.vangnet.publication;
