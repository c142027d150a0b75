package nl.vangnet.directory;

import java.util.List;

/// All that the directory knows of one site, past and present; `edition` grows with every edit and
/// must be given back when saving.
public record SiteSheet(
    Site site,
    int edition,
    OrganisationSheet organisation,
    List<Identifier> identifiers,
    List<ContactPoint> contacts,
    List<Membership> regions) {}
