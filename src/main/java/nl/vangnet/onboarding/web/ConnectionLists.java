package nl.vangnet.onboarding.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.SitePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.RegionSet;
import nl.vangnet.directory.Site;
import nl.vangnet.onboarding.Connections;
import nl.vangnet.onboarding.Stage;
import nl.vangnet.onboarding.web.ConnectionViews.Overview;
import nl.vangnet.onboarding.web.ConnectionViews.RegionRow;
import nl.vangnet.onboarding.web.ConnectionViews.SiteRow;
import nl.vangnet.policy.Rules;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Makes the list of all hospitals with their stage of connection, by region.
@Component
class ConnectionLists {
  private final Connections connections;
  private final LivePicture picture;
  private final Directory directory;
  private final Rules rules;
  private final Clock clock;
  private final CountryCode home;

  ConnectionLists(
      Connections connections,
      LivePicture picture,
      Directory directory,
      Rules rules,
      Clock clock,
      @Value("${vangnet.country:NL}") String home) {
    this.connections = connections;
    this.picture = picture;
    this.directory = directory;
    this.rules = rules;
    this.clock = clock;
    this.home = new CountryCode(home);
  }

  /// The hospitals in this stage; null asks for all that are not live.
  Overview overview(@Nullable Stage stage) {
    var snapshot = directory.snapshot();
    var set = regionSet(snapshot);
    var stages = connections.stages();
    var shown = picture.current();
    var rows = new ArrayList<SiteRow>();
    var perRegion = new LinkedHashMap<String, List<Site>>();
    var names = new HashMap<String, String>();
    if (set != null) {
      for (var region : snapshot.regions(set)) {
        perRegion.put(region.code(), new ArrayList<>());
        names.put(region.code(), region.name());
      }
    }
    for (var site : snapshot.sites(home)) {
      if (site.type() != ProviderType.HOSPITAL) {
        continue;
      }
      var region = set == null ? null : snapshot.findRegionOf(site.id(), set).orElse(null);
      var code = region == null ? "" : region.code();
      perRegion.computeIfAbsent(code, k -> new ArrayList<>()).add(site);
      var step = stages.get(site.id());
      var seen = shown.site(site.id());
      rows.add(
          new SiteRow(
              site,
              names.getOrDefault(code, "—"),
              step == null ? Stage.NONE : step.stage(),
              step == null ? null : step.at(),
              seen == null ? null : seen.lastHeard(),
              "/aansluiting/" + site.code()));
    }
    var regions = new ArrayList<RegionRow>();
    perRegion.forEach((code, sites) -> {
      var counts = new EnumMap<Stage, Integer>(Stage.class);
      var fresh = 0;
      for (var site : sites) {
        var step = stages.get(site.id());
        counts.merge(step == null ? Stage.NONE : step.stage(), 1, Integer::sum);
        fresh += isFresh(shown.site(site.id())) ? 1 : 0;
      }
      if (!sites.isEmpty()) {
        regions.add(
            new RegionRow(code, names.getOrDefault(code, "—"), sites.size(), counts, fresh));
      }
    });
    var listed =
        rows.stream()
            .filter(r -> stage == null ? r.stage() != Stage.LIVE : r.stage() == stage)
            .sorted(
                Comparator.comparing(SiteRow::stage)
                    .thenComparing(r -> r.site().name(), String.CASE_INSENSITIVE_ORDER))
            .toList();
    return new Overview(regions, listed, stage);
  }

  /// Whether the occupied beds of every line of intensive care and ward are fresh or ageing.
  private static boolean isFresh(@Nullable SitePicture site) {
    if (site == null) {
      return false;
    }
    var ages =
        site.lines().stream()
            .filter(l -> l.line().category().equals("icu") || l.line().category().equals("ward"))
            .map(l -> l.figure(Variable.OCCUPIED).age())
            .toList();
    return !ages.isEmpty() && ages.stream().noneMatch(a -> a == Age.STALE || a == Age.UNKNOWN);
  }

  @Nullable RegionSet regionSet(DirectorySnapshot snapshot) {
    var now = clock.instant();
    return snapshot
        .findRegionSet(home, rules.regionSetKind(now), LocalDate.ofInstant(now, Frame.ZONE))
        .orElse(null);
  }
}
