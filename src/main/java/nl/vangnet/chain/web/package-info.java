/// The pages of the chain and its door for programs.
@org.jspecify.annotations.NullMarked
package nl.vangnet.chain.web;
