package nl.vangnet.fleet;

/// A vehicle was heard of at another place.
public record VehicleMoved(Position position) {}
