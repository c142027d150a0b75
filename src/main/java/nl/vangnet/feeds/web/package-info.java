/// The doors of the feeds: EDXL-HAVE, the LCPS feed, the forms, the monitors of others.
@org.jspecify.annotations.NullMarked
package nl.vangnet.feeds.web;
