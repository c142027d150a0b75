/// The page of what was sent.
@org.jspecify.annotations.NullMarked
package nl.vangnet.outbox.web;
