/// Tests of the conformance kit.
@org.jspecify.annotations.NullMarked
package nl.vangnet.conformance;
