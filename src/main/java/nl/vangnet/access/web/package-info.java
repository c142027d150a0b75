/// The gate before every handler: what is not granted is denied; and the actor as an argument.
@org.jspecify.annotations.NullMarked
package nl.vangnet.access.web;
