package nl.vangnet.chain.web;

import java.time.Instant;
import java.util.List;
import nl.vangnet.chain.Activation;
import nl.vangnet.chain.Dormant;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.web.Flash;
import org.jspecify.annotations.Nullable;

/// Dormant beds and their orders as the page shows them.
record ElvView(
    Sums sums,
    List<OrderRow> running,
    List<DormantRow> register,
    List<OrderRow> past,
    Choice choice,
    Form form,
    @Nullable Flash flash) {
  /// Dormant beds, beds ordered and opened by orders that are awake, and orders out of time.
  record Sums(int dormant, int ordered, int opened, int late) {}

  /// The area chosen.
  record Choice(List<Region> regions, @Nullable Region region, String area) {}

  /// Who may register and where.
  record Form(List<Site> sites, String endsOn) {}

  /// One order.
  record OrderRow(Activation activation, String site, String region, boolean late, Instant now) {
    /// How full the bar is, in percent.
    int percent() {
      return activation.opened() * 100 / activation.beds();
    }

    /// How far the clock is, in percent of the agreed hours.
    int clock() {
      var whole =
          java.time.Duration.between(activation.clock().orderedAt(), activation.clock().dueAt());
      var gone = java.time.Duration.between(activation.clock().orderedAt(), now);
      return (int) Math.clamp(gone.toSeconds() * 100 / Math.max(1, whole.toSeconds()), 0, 100);
    }
  }

  /// One entry of the register.
  record DormantRow(
      Dormant dormant,
      String site,
      String code,
      String region,
      boolean ended,
      @Nullable Long awake,
      boolean mayOrder) {}
}
