package nl.vangnet.access;

/// What can be granted. Permissions marked "scoped" hold only for sites inside the actor's scope;
/// the others do not depend on a site.
public enum Permission {
  /// See the picture, sites, regions, history, definitions, directory, help.
  SEE_PICTURE,
  /// Scoped: enter figures by hand for a unit.
  ENTER_FIGURES,
  /// Scoped: put a correction on top of a measured value, or withdraw one.
  CORRECT_FIGURES,
  /// Scoped: see the intake accounting of a source.
  SEE_INTAKE,
  /// Scoped: map a source's locations to units and replay kept messages.
  MAP_AND_REPLAY,
  /// Edit and import the directory.
  EDIT_DIRECTORY,
  /// Publish a new version of a bed definition or cohort.
  EDIT_DEFINITIONS,
  /// Import a daily series.
  IMPORT_SERIES,
  /// Scoped: send observations through the JSON API.
  SEND_OBSERVATIONS,
  /// Read the audit trail and export it.
  SEE_AUDIT,
  /// Manage people.
  MANAGE_PEOPLE,
  /// Manage source systems and their keys.
  MANAGE_SOURCES,
  /// See the rules in force and the settings.
  SEE_SETTINGS,
  /// Change the rules in force.
  EDIT_SETTINGS,
  /// Steer the simulated country (demo mode only).
  CONTROL_SIMULATION,
  /// Read metrics.
  SEE_METRICS
}
