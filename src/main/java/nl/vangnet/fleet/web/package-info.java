/// The pages of the register of vehicles and crews.
@org.jspecify.annotations.NullMarked
package nl.vangnet.fleet.web;
