/// Vangnet: the platform that coordinates scarce care. Each package below is one room; see
/// `docs/architecture.md` for the map.
@org.jspecify.annotations.NullMarked
package nl.vangnet;
