package nl.vangnet.fleet;

import nl.vangnet.directory.OrganisationId;

/// One crew or special team; its owner may be another than that of the vehicle it rides in
/// (TRA-03).
public record Crew(
    CrewId id,
    String code,
    String name,
    CrewKind kind,
    OrganisationId owner,
    Home home,
    Vehicle.Record record) {}
