/// The pages of messages to desks.
@org.jspecify.annotations.NullMarked
package nl.vangnet.alerts.web;
