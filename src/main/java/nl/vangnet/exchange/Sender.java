package nl.vangnet.exchange;

import java.util.List;
import java.util.Optional;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.directory.Site;

/// A source system with the sites of its organisation, never empty: the first is the default.
record Sender(SourceSystem source, List<Site> sites) {
  Sender {
    sites = List.copyOf(sites);
  }

  /// The site of this organisation with this code.
  Optional<Site> findSite(String code) {
    return code.isEmpty()
        ? Optional.empty()
        : sites.stream().filter(s -> s.code().equalsIgnoreCase(code)).findFirst();
  }
}
