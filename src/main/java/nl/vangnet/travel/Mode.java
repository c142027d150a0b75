package nl.vangnet.travel;

/// How one travels.
public enum Mode {
  /// By car over public roads.
  ROAD,
  /// By helicopter, as the crow flies.
  AIR,
  /// By train between stations.
  RAIL
}
