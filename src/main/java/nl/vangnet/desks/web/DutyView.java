package nl.vangnet.desks.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import nl.vangnet.desks.ContactCard;
import nl.vangnet.desks.DutyRole;
import nl.vangnet.desks.WorkAgreement;
import nl.vangnet.directory.Region;
import nl.vangnet.web.Flash;
import org.jspecify.annotations.Nullable;

/// Who is responsible now, as the page shows it.
record DutyView(
    List<Nobody> nobody, List<Block> blocks, Choice choice, boolean ownDesk, LocalDate today) {
  /// A role that nobody holds now.
  record Nobody(String desk, String role, @Nullable Instant until) {}

  /// The regions to choose from.
  record Choice(List<Region> regions, @Nullable Region region) {}

  /// The nation, or one region with its hospitals.
  record Block(
      String name,
      List<DeskRow> desks,
      List<String> withoutRoster,
      List<WorkAgreement> agreements) {}

  /// One desk.
  record DeskRow(String key, String name, List<RoleRow> roles) {}

  /// One role with who holds it.
  record RoleRow(DutyRole role, DutyRole.Standing standing, boolean gapSoon) {}

  /// The roster of the own desk.
  record Roster(
      String key,
      String name,
      List<RoleRow> roles,
      List<WorkAgreement> agreements,
      Suggested suggested,
      @Nullable Flash flash) {}

  /// What the form of a shift begins with.
  record Suggested(String from, String to, String reviewOn) {}

  /// The contact cards.
  record Cards(
      List<CardBlock> blocks, Choice choice, String own, String ownName, @Nullable Flash flash) {}

  /// The cards of one desk.
  record CardBlock(String key, String name, List<ContactCard> cards) {}
}
