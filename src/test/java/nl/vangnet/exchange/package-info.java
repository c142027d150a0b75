/// Tests of the exchange.
@org.jspecify.annotations.NullMarked
package nl.vangnet.exchange;
