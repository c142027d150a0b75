package nl.vangnet.transfer;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// What the sending side asks: kept in versions, never overwritten.
public record Content(
    Reason reason,
    boolean emergency,
    CareNeed need,
    Eligibility eligibility,
    Contact contact,
    Wishes wishes,
    String note) {
  /// Why the patient should move.
  public enum Reason {
    /// The own hospital has no room.
    CAPACITY,
    /// The patient needs more than the own hospital has.
    HIGHER_CARE,
    /// The patient needs less.
    LOWER_CARE,
    /// Back to the hospital near home.
    RETURN_HOME,
    /// The site is evacuated.
    EVACUATION,
    /// Back from abroad, or to the own country.
    REPATRIATION;

    /// The stable code.
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /// Whom to call back about the patient: the function ("dienstdoende intensivist"), and the
  /// number.
  public record Contact(String function, String callBack) {}

  /// What the patient and the sender wish: not before and not after which moment (null: no bound),
  /// where to and where not, and the site nearest to the relatives.
  public record Wishes(
      @Nullable Instant notBefore,
      @Nullable Instant notAfter,
      Set<SiteId> wanted,
      Set<SiteId> notTo,
      @Nullable SiteId home) {
    public Wishes {
      wanted = Set.copyOf(wanted);
      notTo = Set.copyOf(notTo);
    }

    /// No wishes at all.
    public static final Wishes NONE = new Wishes(null, null, Set.of(), Set.of(), null);

    Set<Long> wantedIds() {
      return ids(wanted);
    }

    Set<Long> notToIds() {
      return ids(notTo);
    }

    private static Set<Long> ids(Set<SiteId> sites) {
      var found = new TreeSet<Long>();
      sites.forEach(s -> found.add(s.value()));
      return found;
    }
  }

  /// Whether this brings a patient back rather than away.
  public boolean isReturn() {
    return reason == Reason.RETURN_HOME || reason == Reason.REPATRIATION;
  }
}
