package nl.vangnet.directory;

/// A place on earth in WGS84 degrees; latitude -90 to 90, longitude -180 to 180.
public record Coordinates(double latitude, double longitude) {
  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  public Coordinates {
    if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException(
          "coordinates " + latitude + ", " + longitude + " lie outside the earth (maybe swapped)");
    }
  }

  /// The great-circle distance to `other` in metres (haversine, mean earth radius).
  public double distanceMetres(Coordinates other) {
    var dLat = Math.toRadians(other.latitude - latitude);
    var dLon = Math.toRadians(other.longitude - longitude);
    var a =
        Math.pow(Math.sin(dLat / 2), 2)
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * Math.pow(Math.sin(dLon / 2), 2);
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(a));
  }
}
