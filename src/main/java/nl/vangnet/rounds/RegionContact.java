package nl.vangnet.rounds;

import nl.vangnet.directory.RegionId;
import org.jspecify.annotations.Nullable;

/// Where the desk of a region is reached in the rounds.
public record RegionContact(
    RegionId region, String name, @Nullable String email, @Nullable String phone) {}
