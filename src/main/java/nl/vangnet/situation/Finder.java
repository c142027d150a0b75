package nl.vangnet.situation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.RegionSet;
import org.jspecify.annotations.Nullable;

/// Finds sites, regions and organisations by parts of their name, code or city; accents, case and
/// punctuation do not matter.
public final class Finder {
  private static final int LIMIT = 60;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

  private Finder() {}

  /// Something found: `kind` is "site", "region" or "organisation"; `where` says where it lies.
  public record Hit(String kind, String name, String where, String href, int rank) {}

  /// Finds in the home country first, then elsewhere; the best hits first.
  public static List<Hit> find(
      DirectorySnapshot directory, CountryCode home, @Nullable RegionSet set, String text) {
    var parts = plain(text).strip().split(" ");
    if (parts.length == 0 || parts[0].isEmpty()) {
      return List.of();
    }
    var hits = new ArrayList<Hit>();
    if (set != null) {
      for (var region : directory.regions(set)) {
        add(hits, "region", region.name(), region.code(), "", "/regio/" + region.code(), parts, 0);
      }
    }
    for (var country : directory.countries()) {
      var away = country.equals(home) ? 0 : 10;
      var tail = country.equals(home) ? "" : "?country=" + country;
      for (var site : directory.sites(country)) {
        var where = site.city() + (away == 0 ? "" : ", " + country);
        var href = "/locatie/" + site.code() + tail;
        add(hits, "site", site.name(), site.code() + " " + site.city(), where, href, parts, away);
      }
      for (var organisation : directory.organisations(country)) {
        var sites = directory.sites(organisation.id());
        if (sites.size() > 1) {
          var where = country.value();
          var more = organisation.code();
          var href = "/locatie?organisation=" + organisation.code() + tail.replace('?', '&');
          add(hits, "organisation", organisation.name(), more, where, href, parts, away + 2);
        }
      }
    }
    hits.sort(Comparator.comparingInt(Hit::rank).thenComparing(Hit::name));
    return List.copyOf(hits.subList(0, Math.min(LIMIT, hits.size())));
  }

  private static void add(
      List<Hit> hits,
      String kind,
      String name,
      String more,
      String where,
      String href,
      String[] parts,
      int base) {
    var plainName = plain(name);
    var all = plainName + " " + plain(more);
    for (var part : parts) {
      if (!all.contains(part)) {
        return;
      }
    }
    var whole = String.join(" ", parts);
    var rank =
        plainName.equals(whole) || plain(more).equals(whole)
            ? 0
            : plainName.startsWith(whole) ? 1 : plainName.contains(whole) ? 2 : 3;
    hits.add(new Hit(kind, name, where, href, base + rank));
  }

  static String plain(String text) {
    var bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return OTHER.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll(" ");
  }
}
