/// Who gives care and where: countries, organisations, sites, units, identifiers and coordinates,
/// and regions in dated region sets. Promises one immutable snapshot per question and a row-by-row
/// report on every import. Uses no other room.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package nl.vangnet.directory;
