/// Tests of the plausibility of figures.
@org.jspecify.annotations.NullMarked
package nl.vangnet.plausibility;
