package nl.vangnet.fleet;

/// The fleet in memory of this node was read again: vehicles, crews, shifts or obstacles may have
/// changed.
public record FleetChanged() {}
