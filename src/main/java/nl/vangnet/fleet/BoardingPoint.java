package nl.vangnet.fleet;

import nl.vangnet.directory.SiteId;

/// Where a helicopter lands or a train is boarded for a site, and how long the way between takes.
/// `confirmed` is false while the fact is assumed.
public record BoardingPoint(
    SiteId site, Kind kind, String name, int transferMinutes, boolean confirmed, String source) {
  /// The sort of place.
  public enum Kind {
    /// A landing place for helicopters.
    HELIPAD,
    /// A railway station.
    STATION
  }
}
