/// Benchmarks that anyone can run: `mvn -Pbench verify -Dbench.args="mllp"`. The product runs in a
/// process of its own with 1 GiB of heap and the embedded PostgreSQL; the load comes from this
/// process, on the same machine. What was measured stands in `docs/performance.md`.
@org.jspecify.annotations.NullMarked
package nl.vangnet.bench;
