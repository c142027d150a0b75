package nl.vangnet.directory;

import java.util.List;

/// All that the directory knows of one organisation, past and present; `edition` grows with every
/// edit and must be given back when saving.
public record OrganisationSheet(
    Organisation organisation,
    int edition,
    List<Identifier> identifiers,
    List<ContactPoint> contacts) {}
