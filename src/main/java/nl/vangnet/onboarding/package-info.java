/// Connecting hospitals: who is invited, linked, validated and live, and which source counts for
/// which figures. Promises that two sources of the same beds are shown side by side, never mixed.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "capacity"})
package nl.vangnet.onboarding;
