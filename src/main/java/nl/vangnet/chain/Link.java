package nl.vangnet.chain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nl.vangnet.directory.ProviderType;

/// One link of the chain, in the order in which people go through it; its places are the bed
/// category `category` (CHN-01).
public enum Link {
  /// Out-of-hours GP service.
  HAP(Stage.INFLOW, "hap", ProviderType.OUT_OF_HOURS_GP),
  /// Ambulances.
  RAV(Stage.INFLOW, "rav", ProviderType.AMBULANCE_SERVICE),
  /// Emergency departments.
  SEH(Stage.INFLOW, "ed", ProviderType.HOSPITAL),
  /// Intensive care.
  IC(Stage.HOSPITAL, "icu", ProviderType.HOSPITAL),
  /// Medium and high care.
  HC(Stage.HOSPITAL, "hc", ProviderType.HOSPITAL),
  /// General wards.
  WARD(Stage.HOSPITAL, "ward", ProviderType.HOSPITAL),
  /// Nursing and home care.
  VVT(Stage.OUTFLOW, "vvt", ProviderType.NURSING_AND_HOME_CARE),
  /// Primary-care stay.
  ELV(Stage.OUTFLOW, "elv", ProviderType.PRIMARY_CARE_STAY),
  /// Mental health care.
  GGZ(Stage.OUTFLOW, "ggz", ProviderType.MENTAL_HEALTH_CARE);

  /// Where a link stands in the chain.
  public enum Stage {
    /// Before the hospital.
    INFLOW,
    /// The hospital itself.
    HOSPITAL,
    /// After the hospital.
    OUTFLOW
  }

  private final Stage stage;
  private final String category;
  private final ProviderType provider;

  Link(Stage stage, String category, ProviderType provider) {
    this.stage = stage;
    this.category = category;
    this.provider = provider;
  }

  /// Where it stands.
  public Stage stage() {
    return stage;
  }

  /// The bed category of its places.
  public String category() {
    return category;
  }

  /// The kind of provider that has them.
  public ProviderType provider() {
    return provider;
  }

  /// The links of a stage, in their order.
  public static List<Link> of(Stage stage) {
    return Arrays.stream(values()).filter(l -> l.stage == stage).toList();
  }

  /// The link whose places are of this category.
  public static Optional<Link> find(String category) {
    return Arrays.stream(values()).filter(l -> l.category.equals(category)).findFirst();
  }
}
