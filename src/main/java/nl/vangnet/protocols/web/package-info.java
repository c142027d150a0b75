/// The pages of the library of protocols.
@org.jspecify.annotations.NullMarked
package nl.vangnet.protocols.web;
