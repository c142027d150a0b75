/// The pages and the JSON door of the rounds.
@org.jspecify.annotations.NullMarked
package nl.vangnet.rounds.web;
