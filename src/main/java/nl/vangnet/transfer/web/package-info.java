/// Pages and JSON of moving patients.
@org.jspecify.annotations.NullMarked
package nl.vangnet.transfer.web;
