package nl.vangnet.rounds;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import org.jspecify.annotations.Nullable;

/// Who is asked: kinds of provider, narrowed to regions and sites when any are named by code.
public record Recipients(Set<ProviderType> types, Set<String> regions, Set<String> sites) {
  public Recipients {
    types = Set.copyOf(types);
    regions = upper(regions);
    sites = upper(sites);
  }

  private static Set<String> upper(Set<String> codes) {
    return codes.stream()
        .map(c -> c.strip().toUpperCase(Locale.ROOT))
        .filter(c -> !c.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether this site is asked.
  public boolean includes(Site site, @Nullable Region region) {
    if (!types.contains(site.type())) {
      return false;
    }
    if (!sites.isEmpty() && !sites.contains(site.code().toUpperCase(Locale.ROOT))) {
      return false;
    }
    return regions.isEmpty()
        || (region != null && regions.contains(region.code().toUpperCase(Locale.ROOT)));
  }
}
