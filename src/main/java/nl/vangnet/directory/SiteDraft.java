package nl.vangnet.directory;

import org.jspecify.annotations.Nullable;

/// A site as a form gives it; the code counts only when it is new.
public record SiteDraft(
    OrganisationId organisation,
    String code,
    String name,
    String city,
    ProviderType type,
    SiteClass siteClass,
    boolean emergencyDepartment,
    @Nullable Coordinates coordinates) {
  public SiteDraft {
    code = code.strip();
    name = name.strip();
    city = city.strip();
  }
}
