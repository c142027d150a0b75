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
  SEE_METRICS,
  /// Sign off the figures of a region at the morning deadline (SPR-04).
  SIGN_OFF,
  /// Define reporting rounds, remind, and hand out the national options (SPR-05).
  RUN_ROUNDS,
  /// Scoped: explain or resolve a plausibility finding (CAP-23).
  RESOLVE_FINDINGS,
  /// Write the interpretation of the national reports and publish them (CAP-15).
  WRITE_REPORT,
  /// Write the remarks of a region in the reports.
  WRITE_REGION_REMARK,
  /// Send a bulletin, or pass one on (COM-06).
  SEND_BULLETIN,
  /// Keep the contact cards and the duty roster of one's own desk.
  KEEP_ROSTER,
  /// Order dormant capacity to open (CHN-05).
  ACTIVATE_CAPACITY,
  /// Scoped: report that an emergency department asks for diversion.
  REPORT_DIVERSION,
  /// Connect hospitals: onboarding, source precedence, validation (CAP-04, CAP-05).
  CONNECT_SITES,
  /// Import the reports of another party's monitor (CHN-12).
  IMPORT_FOREIGN,
  /// Edit the texts of the public site (COM-10).
  EDIT_CONTENT,
  /// Write, change and end the protocols of the library (SPR-25).
  KEEP_PROTOCOLS,
  /// See what the product sent by e-mail and webhook, and send it again.
  SEE_OUTBOX,
  /// Subscribe a system to changes.
  SUBSCRIBE,
  /// See the transfers that concern one: the sending and the asked hospital, their regions once the
  /// case stands with them, the nation and oversight.
  SEE_TRANSFERS,
  /// Scoped: ask for a transfer from a site (SPR-14).
  REQUEST_TRANSFER,
  /// Search a place and offer; policy says in which phase which role may (SPR-02).
  SEARCH_PLACE,
  /// Scoped: accept or refuse for a receiving site.
  ANSWER_OFFER,
  /// Decide by override authority, where policy allows that at all (ESC-11).
  DECIDE_BY_OVERRIDE,
  /// See vehicles, crews and legs.
  SEE_TRANSPORT,
  /// Order transport for an accepted transfer, or have it ordered.
  ORDER_TRANSPORT,
  /// Plan the vehicles and crews of one's own service.
  PLAN_TRANSPORT,
  /// Assign the vehicles of the national pool (TRA-07).
  ASSIGN_POOL,
  /// Send positions and states of vehicles through the API.
  SEND_POSITIONS
}
