/// Fixtures of the tests: real PostgreSQL, the whole application, a browser.
@org.jspecify.annotations.NullMarked
package nl.vangnet.testing;
