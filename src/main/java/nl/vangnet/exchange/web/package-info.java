/// The pages and the JSON API of the exchange.
@org.jspecify.annotations.NullMarked
package nl.vangnet.exchange.web;
