/// Tests of the FHIR door and of the conformance kit.
@org.jspecify.annotations.NullMarked
package nl.vangnet.fhir;
