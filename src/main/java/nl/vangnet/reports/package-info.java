/// Reports from frozen snapshots: day, week and region, with interpretation by people and
/// distribution lists. Promises that an edition can be made again byte for byte.
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "directory",
      "access",
      "policy",
      "web",
      "capacity",
      "files",
      "outbox",
      "rounds"
    })
package nl.vangnet.reports;
