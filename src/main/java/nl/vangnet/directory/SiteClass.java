package nl.vangnet.directory;

/// The kind of hospital at a site, as the NFU and STZ lists divide them.
public enum SiteClass {
  /// University medical centre (NFU).
  ACADEMIC,
  /// Top-clinical hospital (STZ).
  TOP_CLINICAL,
  /// General hospital.
  GENERAL,
  /// Not a hospital, or not known.
  OTHER
}
