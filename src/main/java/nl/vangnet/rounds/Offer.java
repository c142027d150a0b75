package nl.vangnet.rounds;

import java.util.List;
import nl.vangnet.capacity.Total;
import nl.vangnet.directory.Region;
import org.jspecify.annotations.Nullable;

/// What a region offers, keeps back and gave in one bed category: the row that every giver sees of
/// all others. `given` is what was agreed in this round, `asked` what the region itself asks for.
public record Offer(
    Region region,
    Total offered,
    Total free,
    Total reserve,
    Total occupied,
    Total staffed,
    int given,
    int asked,
    List<SiteOffer> sites) {
  public Offer {
    sites = List.copyOf(sites);
  }

  /// The same of one site.
  public record SiteOffer(String code, String name, Total offered, Total free, Total reserve) {}

  /// The occupied share of the staffed beds in percent; null when either is not known.
  public @Nullable Integer percent() {
    var beds = staffed.value();
    var taken = occupied.value();
    return beds == null || beds == 0 || taken == null
        ? null
        : Integer.valueOf(Math.round(taken * 100f / beds));
  }

  /// Whether the figures say that the region is in need: no effective free bed is left and nineteen
  /// in twenty staffed beds are taken.
  public boolean isInNeed() {
    var share = percent();
    var left = free.value();
    return share != null && share >= 95 && (left == null || left <= 0);
  }
}
