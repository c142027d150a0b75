/// Tests of the situation's pages.
@org.jspecify.annotations.NullMarked
package nl.vangnet.situation.web;
