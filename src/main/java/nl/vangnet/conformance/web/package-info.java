/// The public pages of the conformance kit and the specifications.
@org.jspecify.annotations.NullMarked
package nl.vangnet.conformance.web;
