package nl.vangnet.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.capacity.Total;
import org.jspecify.annotations.Nullable;

/// The country at one moment as it was frozen (CAP-15): every line with its age, the sums per site,
/// region and nation as they were added up then, and the definitions and regions in force. Reads
/// back the same for ever: no sum is made anew.
public record Frozen(
    Head head,
    Basis basis,
    List<Area> areas,
    List<SitePart> sites,
    List<Trend> trends,
    List<RoundPart> rounds) {
  /// The form of the content; a reader of a later release knows what to expect.
  public static final int FORMAT = 1;

  /// The code of the whole country among the areas.
  public static final String NATION = "";

  /// The code of all cohorts together.
  public static final String ALL = "";

  public Frozen {
    areas = List.copyOf(areas);
    sites = List.copyOf(sites);
    trends = List.copyOf(trends);
    rounds = List.copyOf(rounds);
  }

  /// Which day, which moment, and what had been received by when.
  public record Head(int format, String country, LocalDate day, Instant at, Instant knownAt) {}

  /// What the figures mean and how the country was divided.
  public record Basis(@Nullable Division division, List<Definition> definitions) {
    public Basis {
      definitions = List.copyOf(definitions);
    }
  }

  /// The region set in force.
  public record Division(String code, String kind, String name) {}

  /// One definition in force: `kind` is "category" or "cohort".
  public record Definition(String kind, String code, int version, String nameNl, String nameEn) {}

  /// The nation (first, code "") or one region with its sums and who is missing in it.
  public record Area(String code, String name, List<Group> groups, List<Silent> silent) {
    public Area {
      groups = List.copyOf(groups);
      silent = List.copyOf(silent);
    }

    /// The sums of a category; `cohort` "" for all together.
    public Optional<Group> find(String category, String cohort) {
      return groups.stream()
          .filter(g -> g.category().equals(category) && g.cohort().equals(cohort))
          .findFirst();
    }

    /// The bed categories, in their order.
    public List<String> categories() {
      return groups.stream().map(Group::category).distinct().toList();
    }

    /// The cohorts of a category, in their order, without the sum of all.
    public List<String> cohorts(String category) {
      return groups.stream()
          .filter(g -> g.category().equals(category) && !g.cohort().isEmpty())
          .map(Group::cohort)
          .toList();
    }
  }

  /// The sums of one category and cohort in one area.
  public record Group(
      String category, String cohort, Sums sums, Freshness freshness, Change change) {}

  /// Beds of one group.
  public record Sums(Sum occupied, Sum staffed, Sum free, Sum offered, Sum reserve) {}

  /// A sum with what it rests on: `stale` is what the stale figures last said, kept out of `value`.
  public record Sum(
      @Nullable Integer value, int stale, int fresh, int ageing, int old, int unknown) {
    static Sum of(Total total) {
      return new Sum(
          total.value(),
          total.staleValue(),
          total.fresh(),
          total.ageing(),
          total.stale(),
          total.unknown());
    }

    /// The number of figures asked for.
    public int figures() {
      return fresh + ageing + old + unknown;
    }

    /// The number of figures in the value.
    public int counted() {
      return fresh + ageing;
    }

    /// Whether every figure counted.
    @JsonIgnore
    public boolean isComplete() {
      return old == 0 && unknown == 0 && figures() > 0;
    }

    /// The value when at least three quarters of the figures count, else null: less would draw a
    /// fall that never was.
    public @Nullable Integer enough() {
      return counted() * 4 < figures() * 3 ? null : value;
    }
  }

  /// How many sites have lines here, how many are fresh in all of them, and the oldest count.
  public record Freshness(int sites, int fresh, int counted, @Nullable Instant oldest) {
    /// The share of fresh sites in percent, null when there are none.
    public @Nullable Integer percent() {
      return sites == 0 ? null : fresh * 100 / sites;
    }
  }

  /// The change of the occupied beds over the lines that count now and then; null when not known.
  public record Change(@Nullable Integer dayAgo, @Nullable Integer weekAgo) {
    static final Change UNKNOWN = new Change(null, null);
  }

  /// A site of which occupied beds are stale or unknown: on `lines` of its `of` lines; `since` is
  /// its last sign of life.
  public record Silent(String code, String name, int lines, int of, @Nullable Instant since) {}

  /// One site with its lines and its sums per category.
  public record SitePart(
      String code,
      String name,
      String region,
      @Nullable Instant lastHeard,
      List<Group> groups,
      List<LinePart> lines) {
    public SitePart {
      groups = List.copyOf(groups);
      lines = List.copyOf(lines);
    }

    /// The sums of a category; `cohort` "" for all together.
    public Optional<Group> find(String category, String cohort) {
      return groups.stream()
          .filter(g -> g.category().equals(category) && g.cohort().equals(cohort))
          .findFirst();
    }
  }

  /// One line: the beds of one category and cohort in one unit.
  public record LinePart(
      String unit, String category, String cohort, Map<String, Value> values, Free free) {
    public LinePart {
      values = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(values));
    }
  }

  /// The effective free beds of a line; `beds` null when unknown, then `atMost` is the upper bound.
  public record Free(
      @Nullable Integer beds, @Nullable Integer atMost, @Nullable String binding, String age) {}

  /// One figure: the value used, its age and where it came from.
  public record Value(@Nullable Integer used, String age, int corrected, @Nullable Origin origin) {}

  /// Where a figure came from; `reason` tells why it is unknown.
  public record Origin(
      @Nullable Integer measured,
      @Nullable String reason,
      String method,
      String source,
      Instant confirmedAt,
      int definition) {}

  /// The occupied beds of one group over the days before, this day last.
  public record Trend(String area, String category, String cohort, List<DayValue> days) {
    public Trend {
      days = List.copyOf(days);
    }
  }

  /// How a reporting round of the day stood at the moment: per area how many hospitals filed on
  /// time, late or not.
  public record RoundPart(
      String request, String nameNl, String nameEn, Instant due, List<Filed> areas) {
    public RoundPart {
      areas = List.copyOf(areas);
    }

    /// How an area stood, "" for the nation.
    public Optional<Filed> find(String area) {
      return areas.stream().filter(a -> a.area().equals(area)).findFirst();
    }
  }

  /// How many hospitals of an area filed on time, late or not at all.
  public record Filed(String area, int onTime, int late, int missing) {
    /// All that were asked.
    public int asked() {
      return onTime + late + missing;
    }
  }

  /// The whole country.
  public Area nation() {
    return areas.getFirst();
  }

  /// The regions, by name.
  public List<Area> regions() {
    return areas.subList(1, areas.size());
  }

  /// The area with this code, ignoring case; "" is the nation.
  public Optional<Area> findArea(String code) {
    return areas.stream().filter(a -> a.code().equalsIgnoreCase(code)).findFirst();
  }

  /// The days before of one group.
  public Optional<Trend> findTrend(String area, String category, String cohort) {
    return trends.stream()
        .filter(t ->
            t.area().equals(area) && t.category().equals(category) && t.cohort().equals(cohort))
        .findFirst();
  }

  /// The name of a category or cohort as it was called then; the code when it has none.
  public String name(String kind, String code, boolean dutch) {
    return basis.definitions().stream()
        .filter(d -> d.kind().equals(kind) && d.code().equals(code))
        .findFirst()
        .map(d -> dutch ? d.nameNl() : d.nameEn())
        .orElse(code);
  }
}
