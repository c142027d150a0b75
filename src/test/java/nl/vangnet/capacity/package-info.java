/// Tests of beds and places.
@org.jspecify.annotations.NullMarked
package nl.vangnet.capacity;
