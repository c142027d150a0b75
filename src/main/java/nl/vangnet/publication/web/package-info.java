/// The public pages and the open data.
@org.jspecify.annotations.NullMarked
package nl.vangnet.publication.web;
