@org.jspecify.annotations.NullMarked
package nl.vangnet.capacity.web;
