package nl.vangnet.directory;

/// An organisation as a form gives it; country and code count only when it is new.
public record OrganisationDraft(CountryCode country, String code, String name, ProviderType type) {
  public OrganisationDraft {
    code = code.strip();
    name = name.strip();
  }
}
