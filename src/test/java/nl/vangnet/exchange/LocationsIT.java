package nl.vangnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.UnitId;
import nl.vangnet.testing.AppTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/// The location mappings in memory while several threads read them again.
@AppTest
class LocationsIT {
  @Autowired Locations locations;
  @Autowired LocationStore store;
  @Autowired IntakeDesk desk;
  @Autowired JdbcTemplate jdbc;
  @Autowired Directory directory;
  @Autowired SourceSystems sources;

  /// A message that follows the answer to a mapping must be read with that mapping, whoever else
  /// reads the mappings at the same moment.
  @Test
  void aMappingThatWasReadIsNeverLostToAnOlderReading() throws Exception {
    var hospital =
        new Hospitals(jdbc, directory, sources).open("EHR", "RACE", ZoneId.of("Europe/Amsterdam"));
    var source = hospital.source().id();
    desk.map(
        Hospitals.STEWARD,
        new IntakeDesk.NewMapping(
            source,
            "base",
            null,
            null,
            null,
            CountryCode.NL,
            hospital.site().code(),
            "base",
            "ward",
            "other"));
    var base = store.list(source).getFirst();
    var over = new AtomicBoolean();
    var readers = new java.util.ArrayList<Thread>();
    for (var i = 0; i < 3; i++) {
      readers.add(
          Thread.ofPlatform()
              .start(() -> {
                while (!over.get()) {
                  locations.reload();
                }
              }));
    }
    try {
      for (var i = 0; i < 300; i++) {
        var code = "ic-" + i;
        store.put(mapping(base, source, code, base.unit(), base.line()), "test", Instant.EPOCH);
        locations.reload();
        for (var look = 0; look < 20; look++) {
          assertThat(locations.map().find(source, new Location(code, "", "", "", "")))
              .as("mapping %d, look %d", i, look)
              .isPresent();
          Thread.sleep(0, 100_000);
        }
      }
    } finally {
      over.set(true);
      for (var reader : readers) {
        reader.join();
      }
    }
  }

  private static LocationStore.Mapping mapping(
      LocationStore.Mapping like, long source, String code, UnitId unit, LineId line) {
    return new LocationStore.Mapping(
        new LocationMap.Pattern(source, code, null, null, null),
        like.site(),
        unit,
        like.category(),
        like.cohort(),
        line);
  }
}
