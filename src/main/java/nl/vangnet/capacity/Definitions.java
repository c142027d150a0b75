package nl.vangnet.capacity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.access.Permission;
import nl.vangnet.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The catalogue of bed definitions: versioned, never overwritten; every figure names its version
/// (CAP-20).
@Service
public class Definitions {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{1,30}");

  /// How long a form may lie open with "from now" in it.
  private static final Duration FORM_OPEN = Duration.ofHours(1);

  private final DefinitionStore store;
  private final BedsBell bell;
  private final AuditTrail audit;
  private final Clock clock;
  private volatile @Nullable Known known;

  Definitions(DefinitionStore store, BedsBell bell, AuditTrail audit, Clock clock) {
    this.store = store;
    this.bell = bell;
    this.audit = audit;
    this.clock = clock;
    bell.onLines(() -> known = null);
  }

  /// All versions, newest first.
  private record Known(List<Category> categories, List<Cohort> cohorts) {}

  /// The categories in force now, in their order.
  public List<Category> categories() {
    return categories(clock.instant());
  }

  /// The categories in force at a moment, in their order.
  public List<Category> categories(Instant at) {
    return known().categories().stream()
        .map(Category::code)
        .distinct()
        .map(code -> findCategory(code, at))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingInt(Category::rank).thenComparing(Category::code))
        .toList();
  }

  /// The cohorts in force now, in their order.
  public List<Cohort> cohorts() {
    var now = clock.instant();
    return known().cohorts().stream()
        .map(Cohort::code)
        .distinct()
        .map(code -> cohortAt(code, now))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingInt(Cohort::rank).thenComparing(Cohort::code))
        .toList();
  }

  /// The category in force at a moment.
  public Optional<Category> findCategory(String code, Instant at) {
    return known().categories().stream()
        .filter(c -> c.code().equals(code) && !c.validFrom().isAfter(at))
        .findFirst();
  }

  /// The category in force now.
  public Optional<Category> findCategory(String code) {
    return findCategory(code, clock.instant());
  }

  /// The cohort in force now.
  public Optional<Cohort> findCohort(String code) {
    return cohortAt(code, clock.instant());
  }

  private Optional<Cohort> cohortAt(String code, Instant at) {
    return known().cohorts().stream()
        .filter(c -> c.code().equals(code) && !c.validFrom().isAfter(at))
        .findFirst();
  }

  /// The version number of the category in force now; 0 when there is none.
  int versionOf(String categoryCode) {
    return findCategory(categoryCode).map(Category::version).orElse(0);
  }

  /// Every version of a category, newest first.
  public List<Category> versions(String categoryCode) {
    return known().categories().stream().filter(c -> c.code().equals(categoryCode)).toList();
  }

  /// The name of a category in the language of a page, also of one that ended; its code when nobody
  /// knows it.
  public String categoryName(Words words, String code) {
    return findCategory(code)
        .or(() -> versions(code).stream().findFirst())
        .map(c -> words.isDutch() ? c.nameNl() : c.nameEn())
        .orElse(code);
  }

  /// The name of a cohort in the language of a page, also of one that ended; its code when nobody
  /// knows it.
  public String cohortName(Words words, String code) {
    return cohortVersions(code).stream()
        .findFirst()
        .map(c -> words.isDutch() ? c.nameNl() : c.nameEn())
        .orElse(code);
  }

  /// Every version of a cohort, newest first.
  public List<Cohort> cohortVersions(String cohortCode) {
    return known().cohorts().stream().filter(c -> c.code().equals(cohortCode)).toList();
  }

  /// Publishes a new category or a next version of one; needs EDIT_DEFINITIONS. The version number
  /// is given here, whatever the argument says.
  @Transactional
  public Category publish(Actor actor, Category category) {
    require(actor, "category " + category.code());
    requireFaultless(faults(category), category.code());
    var published = store.add(category, actor.id(), clock.instant());
    tell(actor, "definition.category", published.code(), published.version());
    return published;
  }

  /// Publishes a new cohort or a next version of one; needs EDIT_DEFINITIONS.
  @Transactional
  public Cohort publish(Actor actor, Cohort cohort) {
    require(actor, "cohort " + cohort.code());
    requireFaultless(faults(cohort), cohort.code());
    var published = store.add(cohort, actor.id(), clock.instant());
    tell(actor, "definition.cohort", published.code(), published.version());
    return published;
  }

  /// What is wrong with a category that somebody wants to publish, as stable codes: "code-pattern",
  /// "name-missing", "meaning-missing", "source-missing", "text-too-long", "variables-missing",
  /// "needs-not-asked", "version-order", "valid-from-past". Empty when it may be published.
  public List<String> faults(Category category) {
    var faults =
        textFaults(
            category.code(),
            List.of(category.nameNl(), category.nameEn()),
            List.of(category.meaningNl(), category.meaningEn()),
            category.source());
    if (category.variables().isEmpty()) {
      faults.add("variables-missing");
    }
    if (category.needs().isEmpty() || !category.variables().containsAll(category.needs())) {
      faults.add("needs-not-asked");
    }
    momentFault(
            versions(category.code()).stream().map(Category::validFrom).toList(),
            category.validFrom())
        .ifPresent(faults::add);
    return faults;
  }

  /// What is wrong with a cohort that somebody wants to publish; the codes are those of a category.
  public List<String> faults(Cohort cohort) {
    var faults =
        textFaults(
            cohort.code(),
            List.of(cohort.nameNl(), cohort.nameEn()),
            List.of(cohort.meaningNl(), cohort.meaningEn()),
            cohort.source());
    momentFault(
            cohortVersions(cohort.code()).stream().map(Cohort::validFrom).toList(),
            cohort.validFrom())
        .ifPresent(faults::add);
    return faults;
  }

  private static List<String> textFaults(
      String code, List<String> names, List<String> meanings, String source) {
    var faults = new ArrayList<String>();
    if (!CODE.matcher(code).matches()) {
      faults.add("code-pattern");
    }
    if (names.stream().anyMatch(String::isBlank)) {
      faults.add("name-missing");
    }
    if (meanings.stream().anyMatch(String::isBlank)) {
      faults.add("meaning-missing");
    }
    if (source.isBlank()) {
      faults.add("source-missing");
    }
    if (names.stream().anyMatch(n -> n.length() > 60)
        || meanings.stream().anyMatch(m -> m.length() > 500)
        || source.length() > 200) {
      faults.add("text-too-long");
    }
    return faults;
  }

  /// A next version begins after the one before and never in the past: what was said under the old
  /// one stands. The first version of a code may reach back, for series of the past.
  private Optional<String> momentFault(List<Instant> earlier, Instant validFrom) {
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    if (validFrom.isBefore(clock.instant().minus(FORM_OPEN))) {
      return Optional.of("valid-from-past");
    }
    return earlier.stream().allMatch(validFrom::isAfter)
        ? Optional.empty()
        : Optional.of("version-order");
  }

  private static void requireFaultless(List<String> faults, String code) {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "definition '" + code + "' cannot be published: " + String.join(", ", faults));
    }
  }

  private static void require(Actor actor, String subject) {
    if (!actor.has(Permission.EDIT_DEFINITIONS)) {
      throw new NotAllowed(Permission.EDIT_DEFINITIONS, subject);
    }
  }

  private void tell(Actor actor, String action, String code, int version) {
    audit.record(
        actor, action, "definition:" + code, null, Map.of("version", String.valueOf(version)));
    known = null;
    bell.ringLines();
  }

  private Known known() {
    var now = known;
    if (now == null) {
      now = new Known(store.categories(), store.cohorts());
      known = now;
    }
    return now;
  }
}
