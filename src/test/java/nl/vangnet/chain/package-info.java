/// Tests of the chain.
@org.jspecify.annotations.NullMarked
package nl.vangnet.chain;
