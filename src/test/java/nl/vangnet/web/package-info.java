/// Tests of the frame.
@org.jspecify.annotations.NullMarked
package nl.vangnet.web;
