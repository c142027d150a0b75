/// The pages and the JSON of the findings and of what each gives.
@org.jspecify.annotations.NullMarked
package nl.vangnet.plausibility.web;
