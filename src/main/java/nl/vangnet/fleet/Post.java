package nl.vangnet.fleet;

import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.OrganisationId;
import org.jspecify.annotations.Nullable;

/// A post from which vehicles leave; a fact with its source. `owner` is null when unknown.
public record Post(
    String code,
    String name,
    @Nullable OrganisationId owner,
    Coordinates at,
    String opening,
    String source) {}
