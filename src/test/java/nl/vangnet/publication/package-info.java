/// Tests of the open data and the public site.
@org.jspecify.annotations.NullMarked
package nl.vangnet.publication;
