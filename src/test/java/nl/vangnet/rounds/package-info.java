/// Tests of the daily rounds.
@org.jspecify.annotations.NullMarked
package nl.vangnet.rounds;
