/// Tests of the pages of the conformance kit.
@org.jspecify.annotations.NullMarked
package nl.vangnet.conformance.web;
