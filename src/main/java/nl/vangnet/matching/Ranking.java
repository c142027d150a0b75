package nl.vangnet.matching;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.vangnet.directory.SiteId;

/// The answer to a question at a moment: the candidates, best first; every other site with why not,
/// those that came furthest through the filters first; how the regions stood against their fair
/// share; and the weights that were used.
public record Ranking(
    List<Candidate> candidates,
    List<Excluded> excluded,
    FairShare fairShare,
    Instant at,
    String weights) {
  public Ranking {
    candidates = List.copyOf(candidates);
    excluded = List.copyOf(excluded);
  }

  /// The candidate of a site.
  public Optional<Candidate> candidate(SiteId site) {
    return candidates.stream().filter(c -> c.site().equals(site)).findFirst();
  }

  /// Why a site is no candidate.
  public Optional<Excluded> excluded(SiteId site) {
    return excluded.stream().filter(e -> e.site().equals(site)).findFirst();
  }
}
