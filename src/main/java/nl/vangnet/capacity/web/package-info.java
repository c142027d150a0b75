/// The pages of beds and places: entering figures, one line with its two truths, definitions.
@org.jspecify.annotations.NullMarked
package nl.vangnet.capacity.web;
