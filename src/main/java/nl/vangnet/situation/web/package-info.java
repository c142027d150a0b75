/// The pages of the situation: national picture, regions, sites, units, search and chart series.
@org.jspecify.annotations.NullMarked
package nl.vangnet.situation.web;
