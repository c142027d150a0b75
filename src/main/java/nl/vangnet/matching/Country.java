package nl.vangnet.matching;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All places that are ranked, the fair share of their regions, and the region of the place nearest
/// to the relatives.
record Country(List<Place> places, FairShare fairShare, @Nullable String homeRegion) {
  Country {
    places = List.copyOf(places);
  }
}
