/// Tests of the reports.
@org.jspecify.annotations.NullMarked
package nl.vangnet.reports;
