/// Tests of the situation.
@org.jspecify.annotations.NullMarked
package nl.vangnet.situation;
