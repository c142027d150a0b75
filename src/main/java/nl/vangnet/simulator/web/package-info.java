/// The page of the simulated country.
@org.jspecify.annotations.NullMarked
package nl.vangnet.simulator.web;
