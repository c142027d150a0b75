/// The FHIR door over HTTP.
@org.jspecify.annotations.NullMarked
package nl.vangnet.fhir.web;
