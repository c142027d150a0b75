/// Tests of the ranking.
@org.jspecify.annotations.NullMarked
package nl.vangnet.matching;
