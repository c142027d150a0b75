package nl.vangnet.fleet;

import nl.vangnet.directory.Coordinates;

/// Where a vehicle or crew leaves from and comes back to.
public record Home(String name, Coordinates at) {
  private static final double SAME_METRES = 2_500;

  /// Whether two homes are so near that who stands at one can ride from the other.
  public boolean isNear(Home other) {
    return at.distanceMetres(other.at) <= SAME_METRES;
  }
}
