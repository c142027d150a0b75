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
              Permission.SEE_INTAKE);
      case REGION ->
          EnumSet.of(
              Permission.SEE_PICTURE,
              Permission.ENTER_FIGURES,
              Permission.CORRECT_FIGURES,
              Permission.SEE_INTAKE);
      case NATIONAL ->
          EnumSet.of(
              Permission.SEE_PICTURE,
              Permission.ENTER_FIGURES,
              Permission.CORRECT_FIGURES,
              Permission.SEE_INTAKE,
              Permission.SEE_SETTINGS,
              Permission.CONTROL_SIMULATION);
      case OVERSIGHT ->
          EnumSet.of(Permission.SEE_PICTURE, Permission.SEE_INTAKE, Permission.SEE_AUDIT);
      case STEWARD ->
          EnumSet.of(
              Permission.SEE_PICTURE,
              Permission.ENTER_FIGURES,
              Permission.SEE_INTAKE,
              Permission.MAP_AND_REPLAY,
              Permission.EDIT_DIRECTORY,
              Permission.EDIT_DEFINITIONS,
              Permission.IMPORT_SERIES,
              Permission.SEE_SETTINGS);
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
              Permission.SEE_METRICS);
      case SOURCE -> EnumSet.of(Permission.SEE_PICTURE, Permission.SEND_OBSERVATIONS);
    };
  }
}
