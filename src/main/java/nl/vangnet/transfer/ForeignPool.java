package nl.vangnet.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Permission;
import nl.vangnet.capacity.Age;
import nl.vangnet.capacity.Figure;
import nl.vangnet.capacity.LinePicture;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The pool of places abroad: what partners in other countries offer now, with the age of what they
/// said, and the moves to and from them (SPR-21). Unknown stays unknown.
@Service
public class ForeignPool {
  private static final int MOST = 100;

  private final Directory directory;
  private final LivePicture pictures;
  private final FiguresStore store;
  private final CaseBook book;
  private final CountryCode home;

  ForeignPool(
      Directory directory,
      LivePicture pictures,
      FiguresStore store,
      CaseBook book,
      @Value("${vangnet.country:NL}") String home) {
    this.directory = directory;
    this.pictures = pictures;
    this.store = store;
    this.book = book;
    this.home = new CountryCode(home);
  }

  /// What a partner offers of one kind of care. `offered` is what it said that it takes, null when
  /// it said nothing; `free` the beds that follow from its figures, null when one of them is
  /// unknown; `since` when the figure shown last held.
  public record Offered(
      String category,
      String cohort,
      @Nullable Integer offered,
      Age offeredAge,
      @Nullable Integer free,
      Age freeAge,
      @Nullable Instant since) {
    /// What counts as offered now: nothing that is unknown or too old.
    public @Nullable Integer counted() {
      return offeredAge == Age.FRESH || offeredAge == Age.AGEING ? offered : null;
    }
  }

  /// A partner abroad with what it offers; no lines when it never told anything.
  public record Partner(Site site, List<Offered> lines) {
    public Partner {
      lines = List.copyOf(lines);
    }

    /// The beds that it offers now, null when it said of none.
    public @Nullable Integer counted() {
      Integer sum = null;
      for (var line : lines) {
        var one = line.counted();
        if (one != null) {
          sum = one + (sum == null ? 0 : sum);
        }
      }
      return sum;
    }
  }

  /// The partners abroad by country and name.
  public List<Partner> partners(Actor reader) {
    reader.require(Permission.SEE_TRANSFERS, "foreign pool");
    var picture = pictures.current();
    var found = new ArrayList<Partner>();
    for (var site : sites()) {
      var shown = picture.site(site.id());
      var lines = new ArrayList<Offered>();
      if (shown != null) {
        for (var line : shown.lines()) {
          lines.add(offered(line));
        }
      }
      lines.sort(Comparator.comparing(Offered::category).thenComparing(Offered::cohort));
      found.add(new Partner(site, lines));
    }
    found.sort(
        Comparator.comparing((Partner p) -> p.site().country().value())
            .thenComparing(p -> p.site().name(), String.CASE_INSENSITIVE_ORDER));
    return found;
  }

  private static Offered offered(LinePicture line) {
    var offered = line.figure(Variable.OFFERED);
    return new Offered(
        line.line().category(),
        line.line().cohort(),
        offered.used(),
        offered.age(),
        line.free().beds(),
        line.free().age(),
        offered.confirmedAt() == null ? latest(line) : offered.confirmedAt());
  }

  private static @Nullable Instant latest(LinePicture line) {
    return line.figures().values().stream()
        .map(Figure::confirmedAt)
        .filter(java.util.Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /// The places of care in other countries; those of the practice country are none.
  private List<Site> sites() {
    var snapshot = directory.snapshot();
    var found = new ArrayList<Site>();
    for (var country : snapshot.countries()) {
      for (var site : snapshot.sites(country)) {
        var abroad = !country.equals(home) || site.type() == ProviderType.ABROAD;
        if (abroad && !country.isPractice() && isCare(site.type())) {
          found.add(site);
        }
      }
    }
    return found;
  }

  private static boolean isCare(ProviderType type) {
    return switch (type) {
      case HOSPITAL, ABROAD, NURSING_AND_HOME_CARE, MENTAL_HEALTH_CARE, PRIMARY_CARE_STAY -> true;
      case AMBULANCE_SERVICE, OUT_OF_HOURS_GP, CARE_COORDINATION_CENTRE, LABORATORY -> false;
    };
  }

  /// A move across the border; `out` when it leaves the home country.
  public record Move(TransferRequest request, SiteId other, boolean out) {}

  /// The cases to and from abroad that have a place, as far as they concern the reader, the newest
  /// first.
  @Transactional(readOnly = true)
  public List<Move> moves(Actor reader) {
    reader.require(Permission.SEE_TRANSFERS, "foreign pool");
    var abroad = sites().stream().map(Site::id).toList();
    var found = new ArrayList<Move>();
    for (var number : store.across(abroad, MOST)) {
      var request = book.peek(reader, number).orElse(null);
      if (request != null && request.placement() != null) {
        var from = request.origin().site();
        var out = !abroad.contains(from);
        found.add(new Move(request, out ? request.placement().site() : from, out));
      }
    }
    return found;
  }
}
