package nl.vangnet.capacity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.vangnet.access.Actor;
import org.springframework.stereotype.Service;

/// The catalogue of bed definitions: versioned, never overwritten; every figure names its version.
@Service
public class Definitions {
  Definitions() {}

  /// The categories in force now, in their order.
  public List<Category> categories() {
    return List.of();
  }

  /// The cohorts in force now, in their order.
  public List<Cohort> cohorts() {
    return List.of();
  }

  /// The category in force at a moment.
  public Optional<Category> findCategory(String code, Instant at) {
    return Optional.empty();
  }

  /// The category in force now.
  public Optional<Category> findCategory(String code) {
    return categories().stream().filter(c -> c.code().equals(code)).findFirst();
  }

  /// The cohort in force now.
  public Optional<Cohort> findCohort(String code) {
    return cohorts().stream().filter(c -> c.code().equals(code)).findFirst();
  }

  /// Every version of a category, newest first.
  public List<Category> versions(String categoryCode) {
    return List.of();
  }

  /// Every version of a cohort, newest first.
  public List<Cohort> cohortVersions(String cohortCode) {
    return List.of();
  }

  /// Publishes a new category or a next version of one; needs EDIT_DEFINITIONS. The version number
  /// is given here, whatever the argument says.
  public Category publish(Actor actor, Category category) {
    return category;
  }

  /// Publishes a new cohort or a next version of one; needs EDIT_DEFINITIONS.
  public Cohort publish(Actor actor, Cohort cohort) {
    return cohort;
  }
}
