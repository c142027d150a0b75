package nl.vangnet.access;

import java.util.EnumSet;
import java.util.Set;

/// Which role holds which permission: the one table. What is not here is denied.
public final class Grants {
  private Grants() {}

  /// The permissions of a role.
  public static Set<Permission> of(Role role) {
    return switch (role) {
      case HOSPITAL ->
          EnumSet.of(
              Permission.SEE_PICTURE,
              Permission.ENTER_FIGURES,
              Permission.CORRECT_FIGURES,
              Permission.SEE_INTAKE,
              Permission.RESOLVE_FINDINGS,
              Permission.KEEP_ROSTER,
              Permission.REPORT_DIVERSION,
              Permission.SEE_TRANSFERS,
              Permission.REQUEST_TRANSFER,
              Permission.SEARCH_PLACE,
              Permission.ANSWER_OFFER,
              Permission.SEE_TRANSPORT);
      case REGION ->
          EnumSet.of(
              Permission.SEE_PICTURE,
              Permission.ENTER_FIGURES,
              Permission.CORRECT_FIGURES,
              Permission.SEE_INTAKE,
              Permission.SIGN_OFF,
              Permission.RESOLVE_FINDINGS,
              Permission.WRITE_REGION_REMARK,
              Permission.SEND_BULLETIN,
              Permission.KEEP_ROSTER,
              Permission.ACTIVATE_CAPACITY,
              Permission.REPORT_DIVERSION,
              Permission.SEE_TRANSFERS,
              Permission.REQUEST_TRANSFER,
              Permission.SEARCH_PLACE,
              Permission.ANSWER_OFFER,
              Permission.SEE_TRANSPORT,
              Permission.ORDER_TRANSPORT);
      case NATIONAL ->
          EnumSet.of(
              Permission.SEE_PICTURE,
              Permission.ENTER_FIGURES,
              Permission.CORRECT_FIGURES,
              Permission.SEE_INTAKE,
              Permission.SEE_SETTINGS,
              Permission.CONTROL_SIMULATION,
              Permission.SIGN_OFF,
              Permission.RUN_ROUNDS,
              Permission.RESOLVE_FINDINGS,
              Permission.WRITE_REPORT,
              Permission.WRITE_REGION_REMARK,
              Permission.SEND_BULLETIN,
              Permission.KEEP_ROSTER,
              Permission.ACTIVATE_CAPACITY,
              Permission.REPORT_DIVERSION,
              Permission.CONNECT_SITES,
              Permission.IMPORT_FOREIGN,
              Permission.EDIT_CONTENT,
              Permission.KEEP_PROTOCOLS,
              Permission.SEE_OUTBOX,
              Permission.SEE_TRANSFERS,
              Permission.REQUEST_TRANSFER,
              Permission.SEARCH_PLACE,
              Permission.ANSWER_OFFER,
              Permission.DECIDE_BY_OVERRIDE,
              Permission.SEE_TRANSPORT,
              Permission.ORDER_TRANSPORT,
              Permission.PLAN_TRANSPORT,
              Permission.ASSIGN_POOL);
      case DISPATCH ->
          EnumSet.of(
              Permission.SEE_PICTURE,
              Permission.SEE_TRANSPORT,
              Permission.PLAN_TRANSPORT,
              Permission.SEND_POSITIONS);
      case OVERSIGHT ->
          EnumSet.of(
              Permission.SEE_PICTURE,
              Permission.SEE_INTAKE,
              Permission.SEE_AUDIT,
              Permission.SEE_TRANSFERS,
              Permission.SEE_TRANSPORT);
      case STEWARD ->
          EnumSet.of(
              Permission.SEE_PICTURE,
              Permission.ENTER_FIGURES,
              Permission.SEE_INTAKE,
              Permission.MAP_AND_REPLAY,
              Permission.EDIT_DIRECTORY,
              Permission.EDIT_DEFINITIONS,
              Permission.IMPORT_SERIES,
              Permission.SEE_SETTINGS,
              Permission.RESOLVE_FINDINGS,
              Permission.CONNECT_SITES,
              Permission.IMPORT_FOREIGN,
              Permission.SUBSCRIBE);
      case ADMIN ->
          EnumSet.of(
              Permission.SEE_PICTURE,
              Permission.SEE_INTAKE,
              Permission.SEE_AUDIT,
              Permission.MANAGE_PEOPLE,
              Permission.MANAGE_SOURCES,
              Permission.SEE_SETTINGS,
              Permission.EDIT_SETTINGS,
              Permission.CONTROL_SIMULATION,
              Permission.SEE_METRICS,
              Permission.SEE_OUTBOX);
      case SOURCE ->
          EnumSet.of(
              Permission.SEE_PICTURE,
              Permission.SEND_OBSERVATIONS,
              Permission.SUBSCRIBE,
              Permission.SEE_TRANSFERS,
              Permission.REQUEST_TRANSFER,
              Permission.SEND_POSITIONS);
    };
  }
}
