package nl.vangnet.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The Dutch table as a snapshot, built from the resources without a database.
public final class DutchTable {
  private DutchTable() {}

  /// The snapshot of the 89 sites in their region sets.
  public static DirectorySnapshot snapshot() {
    var sets = new ArrayList<RegionSet>();
    var regions = new ArrayList<Region>();
    for (var line : DirectorySeed.lines("nl-regions.csv")) {
      if (line.get(0).equals("set")) {
        sets.add(DirectorySeed.set(line));
      } else {
        regions.add(
            new Region(new RegionId(regions.size() + 1), line.get(1), line.get(2), line.get(3)));
      }
    }
    var organisations = new LinkedHashMap<String, Organisation>();
    var sites = new ArrayList<Site>();
    Map<String, Map<SiteId, RegionId>> members = new HashMap<>();
    var lines = DirectorySeed.lines("nl-sites.csv");
    for (var line : lines.subList(1, lines.size())) {
      var organisation =
          organisations.computeIfAbsent(
              line.get(1),
              code ->
                  new Organisation(
                      new OrganisationId(organisations.size() + 1),
                      CountryCode.NL,
                      code,
                      line.get(2),
                      ProviderType.HOSPITAL,
                      null,
                      null));
      var row = DirectorySeed.site(line);
      var site =
          new Site(
              new SiteId(sites.size() + 1),
              organisation.id(),
              CountryCode.NL,
              row.code(),
              row.name(),
              row.city(),
              ProviderType.HOSPITAL,
              SiteClass.GENERAL,
              true,
              row.coordinates());
      sites.add(site);
      for (var set : sets) {
        var code = DirectorySeed.regionCode(set, line.get(9), "VR" + line.get(10));
        regions.stream()
            .filter(r -> r.setCode().equals(set.code()) && r.code().equals(code))
            .forEach(r ->
                members.computeIfAbsent(set.code(), s -> new HashMap<>()).put(site.id(), r.id()));
      }
    }
    return new DirectorySnapshot(
        1, List.copyOf(organisations.values()), sites, List.of(), sets, regions, members);
  }
}
