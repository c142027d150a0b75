/// Tests of the FHIR door.
@org.jspecify.annotations.NullMarked
package nl.vangnet.fhir.web;
