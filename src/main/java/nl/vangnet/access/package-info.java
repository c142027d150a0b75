/// Who acts: people, source systems, roles with their scope, sign-in, API keys and the audit trail
/// (NEN 7513), and what free text may never hold. Promises that what is not granted is denied. Uses
/// the directory for scopes.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"directory"})
package nl.vangnet.access;
