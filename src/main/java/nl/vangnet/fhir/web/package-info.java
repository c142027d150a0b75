/// The FHIR door over HTTP and the pages of the conformance kit.
@org.jspecify.annotations.NullMarked
package nl.vangnet.fhir.web;
