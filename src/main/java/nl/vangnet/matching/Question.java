package nl.vangnet.matching;

import java.time.Instant;
import java.util.Set;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transport.TransportNeed;
import org.jspecify.annotations.Nullable;

/// What one request asks of a place; no identity of a patient. `region` is the code of the sending
/// region, null when the sending site lies in none.
public record Question(
    String caseNumber,
    SiteId from,
    @Nullable String region,
    Care care,
    Stage stage,
    Wishes wishes,
    Ride ride) {

  /// How far the search reaches (SPR-01).
  public enum Stage {
    /// The own region only.
    OWN_REGION,
    /// The whole country.
    NATIONAL,
    /// The country and the sites abroad (SPR-21).
    ABROAD
  }

  /// The care that is wanted: codes of the bed category and the cohort, and what the place must
  /// offer beside a bed. `capabilities` are words such as "dialysis" or "ecmo".
  public record Care(
      String category,
      String cohort,
      boolean isolation,
      boolean ventilated,
      Set<String> capabilities) {
    public Care {
      capabilities = Set.copyOf(capabilities);
    }
  }

  /// What patient, relatives and doctors want. `ruledOut` are the sites that were refused by or for
  /// this request; `home` is the site nearest to the relatives, null when unknown;
  /// `returnPlacement` says that the patient goes back to where they came from.
  public record Wishes(
      Set<SiteId> wished, Set<SiteId> ruledOut, @Nullable SiteId home, boolean returnPlacement) {
    /// No wish at all.
    public static final Wishes NONE = new Wishes(Set.of(), Set.of(), null, false);

    public Wishes {
      wished = Set.copyOf(wished);
      ruledOut = Set.copyOf(ruledOut);
    }
  }

  /// The ride to the place: what it needs, from when the patient can leave and by when they must be
  /// there (null when nothing presses).
  public record Ride(TransportNeed need, Instant readyAt, @Nullable Instant dueAt) {}
}
