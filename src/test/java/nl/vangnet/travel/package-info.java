@org.jspecify.annotations.NullMarked
package nl.vangnet.travel;
