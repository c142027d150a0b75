package nl.vangnet.matching;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a load lies over the regions against the share that each should carry (SPR-17, field notes
/// 2.3): the part of a region is its weight among all weights, its target that part of the whole
/// load, its deviation `(load - target) / target`. Any load may be measured so: patients in beds,
/// patients received. Pure; a region of which weight or load is unknown is in no table.
public record FairShare(Map<String, Share> regions) {
  public FairShare {
    regions = Map.copyOf(regions);
  }

  /// Where a region stands against its share.
  public enum Position {
    /// Carries less than its share: first to receive.
    BELOW,
    /// Inside the band.
    INSIDE,
    /// Carries more than its share: may send.
    ABOVE,
    /// Weight or load is not known.
    UNKNOWN
  }

  /// What one region carries: `part` of the whole (0 to 1) by its weight, `load` in patients and
  /// the `target` that its part would be.
  public record Share(double part, int load, double target) {
    /// The deviation from the target, -1 when nothing is carried, 0 at the target.
    public double deviation() {
      return target == 0 ? 0 : (load - target) / target;
    }

    /// The deviation in whole percent.
    public int percent() {
      return (int) Math.round(deviation() * 100);
    }

    /// Where that lies against a band of so many percent around the target. Less than one patient
    /// from the target is inside whatever the percentage, for patients do not come in parts.
    public Position position(int bandPercent) {
      if (Math.abs(load - target) < 1 || Math.abs(deviation()) * 100 <= bandPercent) {
        return Position.INSIDE;
      }
      return load > target ? Position.ABOVE : Position.BELOW;
    }
  }

  /// The shares of the regions for which both a weight above zero and a load are known. Weights are
  /// of any unit: beds, inhabitants, agreed parts.
  public static FairShare of(Map<String, Double> weights, Map<String, Integer> loads) {
    var sum = 0.0;
    var load = 0;
    for (var region : weights.entrySet()) {
      var own = loads.get(region.getKey());
      if (own != null && region.getValue() > 0) {
        sum += region.getValue();
        load += own;
      }
    }
    var shares = new HashMap<String, Share>();
    for (var region : weights.entrySet()) {
      var own = loads.get(region.getKey());
      if (own != null && region.getValue() > 0) {
        var part = region.getValue() / sum;
        shares.put(region.getKey(), new Share(part, own, part * load));
      }
    }
    return new FairShare(shares);
  }

  /// The share of a region, null when it is not known.
  public @Nullable Share share(@Nullable String region) {
    return region == null ? null : regions.get(region);
  }

  /// Where a region stands against a band of so many percent.
  public Position position(@Nullable String region, int bandPercent) {
    var share = share(region);
    return share == null ? Position.UNKNOWN : share.position(bandPercent);
  }
}
