/// Other shapes of the same figures: EDXL-HAVE, the LCPS feed, Excel and CSV forms, and the reports
/// of other parties' monitors. Promises that a switch between them and the pages loses nothing.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"directory", "access", "policy", "web", "capacity", "files"})
package nl.vangnet.feeds;
