/// Tests of the desks.
@org.jspecify.annotations.NullMarked
package nl.vangnet.desks;
