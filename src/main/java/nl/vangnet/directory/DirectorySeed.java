package nl.vangnet.directory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The product's own tables of facts about the Netherlands, loaded once per database: 89 hospital
/// sites, 25 ambulance services, and the regions in their dated sets.
class DirectorySeed {
  static final String NAME = "nl-2022";

  private DirectorySeed() {}

  /// Loads the tables unless they were loaded before; call in a transaction. Two nodes may call at
  /// once: the second waits and finds the work done.
  static void plant(DirectoryStore store, Instant now) {
    if (store.isSeeded(NAME)) {
      return;
    }
    store.lock();
    if (store.isSeeded(NAME)) {
      return;
    }
    var sets = new LinkedHashMap<String, RegionSet>();
    var regions = new ArrayList<Region>();
    for (var line : lines("nl-regions.csv")) {
      switch (line.get(0)) {
        case "set" -> sets.put(line.get(1), set(line));
        case "region" ->
            regions.add(new Region(new RegionId(0), line.get(1), line.get(2), line.get(3)));
        default -> throw new IllegalStateException("nl-regions.csv: unknown line " + line);
      }
    }
    var organisations = new LinkedHashMap<String, DirectoryStore.OrganisationRow>();
    for (var region : regions) {
      if (region.setCode().equals("NL-VR-2010")) {
        var code = region.code().replace("VR", "RAV");
        organisations.put(
            code,
            new DirectoryStore.OrganisationRow(
                CountryCode.NL, code, "RAV " + region.name(), ProviderType.AMBULANCE_SERVICE));
      }
    }
    var sites = new ArrayList<DirectoryStore.SiteRow>();
    var members = new ArrayList<DirectoryStore.MemberRow>();
    var lines = lines("nl-sites.csv");
    for (var line : lines.subList(1, lines.size())) {
      organisations.putIfAbsent(
          line.get(1),
          new DirectoryStore.OrganisationRow(
              CountryCode.NL, line.get(1), line.get(2), ProviderType.HOSPITAL));
      sites.add(site(line));
      for (var set : sets.values()) {
        members.add(
            new DirectoryStore.MemberRow(
                CountryCode.NL,
                line.get(0),
                set.code(),
                regionCode(set, line.get(9), "VR" + line.get(10)),
                set.validFrom()));
      }
    }
    store.putSets(sets.values());
    store.putRegions(regions);
    store.putOrganisations(organisations.values());
    store.putSites(sites);
    store.putMembers(members);
    store.seeded(NAME, now);
    store.changed("seed " + NAME, now);
  }

  /// The region in `set` of a place in this acute care network and safety region.
  static String regionCode(RegionSet set, String network, String safetyRegion) {
    return switch (set.kind()) {
      case "safety-region" -> safetyRegion;
      case "roaz" -> network.startsWith("NH-") && set.validTo() == null ? "NHF" : network;
      default -> network;
    };
  }

  static RegionSet set(List<String> line) {
    return new RegionSet(
        line.get(1),
        new CountryCode(line.get(2)),
        line.get(3),
        line.get(4),
        LocalDate.parse(line.get(5)),
        line.get(6).isEmpty() ? null : LocalDate.parse(line.get(6)),
        line.get(7));
  }

  static DirectoryStore.SiteRow site(List<String> line) {
    return new DirectoryStore.SiteRow(
        CountryCode.NL,
        line.get(1),
        line.get(0),
        line.get(3),
        line.get(4),
        ProviderType.HOSPITAL,
        Objects.requireNonNull(CLASSES.get(line.get(7))),
        line.get(8).equals("E"),
        new Coordinates(Double.parseDouble(line.get(5)), Double.parseDouble(line.get(6))));
  }

  private static final Map<String, SiteClass> CLASSES =
      Map.of("A", SiteClass.ACADEMIC, "T", SiteClass.TOP_CLINICAL, "G", SiteClass.GENERAL);

  /// The cells of a table among the resources, without comment lines.
  static List<List<String>> lines(String name) {
    var in = DirectorySeed.class.getResourceAsStream("/directory/" + name);
    if (in == null) {
      throw new IllegalStateException("the resource directory/" + name + " is missing");
    }
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split(";", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
