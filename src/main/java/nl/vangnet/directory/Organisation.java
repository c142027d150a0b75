package nl.vangnet.directory;

import org.jspecify.annotations.Nullable;

/// A care provider. `agb` is the 8-digit Vektis code, `ura` the 8-digit CIBG number; both checked
/// where they enter and null when unknown.
public record Organisation(
    OrganisationId id,
    CountryCode country,
    String code,
    String name,
    ProviderType type,
    @Nullable String agb,
    @Nullable String ura) {}
