package nl.vangnet.directory;

/// Who carries an identifier or a contact point.
public sealed interface Holder {
  /// An organisation as a whole.
  record OfOrganisation(OrganisationId id) implements Holder {}

  /// One site.
  record OfSite(SiteId id) implements Holder {}
}
