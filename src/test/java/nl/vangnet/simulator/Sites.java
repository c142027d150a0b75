package nl.vangnet.simulator;

import java.util.ArrayList;
import java.util.List;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.simulator.Country.Place;

/// Invented sites for tests: eight per region, of all classes.
final class Sites {
  private Sites() {}

  static List<Place> places() {
    var places = new ArrayList<Place>();
    var number = 0;
    for (var region : Wave.REGIONS) {
      for (int i = 0; i < 8; i++) {
        number++;
        places.add(
            new Place(
                region.region() + "-" + i,
                "Ziekenhuis " + number,
                new OrganisationId(number),
                CountryCode.NL,
                region.region(),
                i == 0 ? SiteClass.ACADEMIC : i < 4 ? SiteClass.TOP_CLINICAL : SiteClass.GENERAL,
                i != 7,
                new Coordinates(51 + number * 0.02, 4 + i * 0.1)));
      }
    }
    return places;
  }

  static Country country(int hospitals, long seed) {
    return Country.of(places(), seed).limited(hospitals);
  }
}
