package nl.vangnet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.vangnet.simulator.Country.HospitalPlan;
import nl.vangnet.simulator.Country.UnitPlan;
import org.junit.jupiter.api.Test;

class CountryTest {
  private final Country country = Country.of(Sites.places(), 7);

  @Test
  void inventedBedsAddUpToTheNationalTotals() {
    assertThat(beds(Level.ICU)).isEqualTo(Country.ICU_PHYSICAL);
    assertThat(country.hospitals().stream().mapToInt(HospitalPlan::icuOperational).sum())
        .isEqualTo(Country.ICU_OPERATIONAL);
    assertThat(beds(Level.WARD)).isEqualTo(Country.COVID_WARD_PHYSICAL + Country.WARD_PHYSICAL);
    assertThat(beds(Level.EMERGENCY)).isEqualTo(Country.EMERGENCY_PLACES);
    assertThat(beds(Level.PAEDIATRIC_ICU)).isEqualTo(Country.PAEDIATRIC_PHYSICAL);
  }

  @Test
  void everyRegionDividesItsAdmissionsOverItsOwnSites() {
    var shares =
        country.hospitals().stream()
            .filter(h -> h.place().region().equals("BR"))
            .mapToDouble(HospitalPlan::regionShare)
            .sum();
    assertThat(shares).isBetween(0.999_999, 1.000_001);
  }

  @Test
  void theSameSeedGivesTheSameBedsAndAnotherSeedOnlyOtherSizes() {
    assertThat(Country.of(Sites.places(), 7)).isEqualTo(country);
    var other = Country.of(Sites.places(), 8);
    assertThat(other).isNotEqualTo(country);
    assertThat(codes(other)).isEqualTo(codes(country));
  }

  @Test
  void hospitalsSpeakInManyDialects() {
    var dialects = country.hospitals().stream().map(HospitalPlan::dialect).toList();
    assertThat(dialects.stream().map(Dialect::version)).contains("2.2", "2.3", "2.5.1", "2.8");
    assertThat(dialects.stream().map(Dialect::segmentEnd)).contains("\r", "\n", "\r\n");
    assertThat(dialects.stream().map(d -> d.writing().mshName()))
        .contains("8859/1", "UNICODE UTF-8", "");
    assertThat(dialects.stream().map(Dialect::facility)).doesNotHaveDuplicates();
  }

  private int beds(Level level) {
    return country.hospitals().stream().mapToInt(h -> h.beds(level)).sum();
  }

  private static List<List<String>> codes(Country country) {
    return country.hospitals().stream()
        .map(h -> h.units().stream().map(UnitPlan::code).toList())
        .toList();
  }
}
