package nl.vangnet.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The product's own tables of facts about Dutch transport, loaded once per database: the posts of
/// the ambulance services, the special vehicles and teams whose existence is public, and where
/// helicopters are assumed to land. Their sources stand with them. No shift is public, so nobody is
/// on duty until the owners say so.
@Component
class FleetSeed {
  private static final Logger log = LoggerFactory.getLogger(FleetSeed.class);
  private static final String POSTS = "RIVM, locations of ambulance posts, 2019";
  private static final String LANDING =
      "trauma centres of the acute care networks (lnaz.nl); landing place assumed";

  private final FleetStore store;
  private final Directory directory;
  private final Clock clock;
  private final TransactionTemplate transaction;

  FleetSeed(
      FleetStore store, Directory directory, Clock clock, PlatformTransactionManager transactions) {
    this.store = store;
    this.directory = directory;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// Loads the tables unless they were loaded before. Two nodes may call at once: the second waits
  /// and finds the work done.
  void plant() {
    var snapshot = directory.snapshot();
    transaction.executeWithoutResult(status -> {
      var now = clock.instant();
      if (store.plantOnce("nl-posts-2019", now)) {
        posts(snapshot);
      }
      if (store.plantOnce("nl-specials-2021", now)) {
        specials(snapshot, now);
      }
      if (store.plantOnce("nl-landing-2021", now)) {
        landing(snapshot);
      }
    });
  }

  private void posts(DirectorySnapshot snapshot) {
    for (var line : rows("posts-nl.csv")) {
      store.add(
          new Post(
              line.get(0),
              line.get(1),
              organisation(snapshot, line.get(4)).orElse(null),
              at(line.get(2), line.get(3)),
              line.get(5),
              POSTS));
    }
  }

  private void specials(DirectorySnapshot snapshot, Instant now) {
    for (var line : FleetTables.lines("specials-nl.csv")) {
      var owner = organisation(snapshot, line.get(4)).orElse(null);
      if (owner == null) {
        log.info("the directory knows no {}; {} is left out", line.get(4), line.get(1));
        continue;
      }
      switch (line.get(0)) {
        case "vehicle" -> store.add(vehicle(snapshot, line, owner), false, now);
        case "crew" ->
            store.add(
                new CrewDraft(
                    line.get(1),
                    line.get(2),
                    CrewKind.valueOf(line.get(3)),
                    owner,
                    new Home(line.get(5), at(line.get(6), line.get(7))),
                    line.get(8)),
                false,
                now);
        default -> throw new IllegalStateException("specials-nl.csv: unknown line " + line);
      }
    }
  }

  private static VehicleDraft vehicle(
      DirectorySnapshot snapshot, List<String> line, OrganisationId owner) {
    return new VehicleDraft(
        line.get(1),
        line.get(2),
        owner,
        new Vehicle.Build(
            VehicleClass.valueOf(line.get(3)),
            FleetTables.equipment(line.get(9)),
            1,
            line.get(10).isEmpty() ? null : Integer.valueOf(line.get(10)),
            Duration.ZERO),
        new Home(line.get(6), at(line.get(7), line.get(8))),
        new Vehicle.Use(
            line.get(11).equals("yes"),
            users(snapshot, line.get(5)),
            FleetTables.hours(line.get(12))),
        line.get(13));
  }

  private static Set<OrganisationId> users(DirectorySnapshot snapshot, String cell) {
    var users = new HashSet<OrganisationId>();
    for (var code : FleetTables.words(cell)) {
      organisation(snapshot, code).ifPresent(users::add);
    }
    return users;
  }

  private void landing(DirectorySnapshot snapshot) {
    for (var line : rows("landing-nl.csv")) {
      snapshot
          .findSite(CountryCode.NL, line.get(0))
          .ifPresent(site ->
              store.put(
                  new BoardingPoint(
                      site.id(),
                      BoardingPoint.Kind.HELIPAD,
                      line.get(1),
                      Integer.parseInt(line.get(2)),
                      false,
                      LANDING)));
    }
  }

  /// The lines of a table below its head.
  private static List<List<String>> rows(String name) {
    var lines = FleetTables.lines(name);
    return lines.subList(1, lines.size());
  }

  private static Optional<OrganisationId> organisation(DirectorySnapshot snapshot, String code) {
    return snapshot.findOrganisation(CountryCode.NL, code).map(Organisation::id);
  }

  private static Coordinates at(String latitude, String longitude) {
    return new Coordinates(Double.parseDouble(latitude), Double.parseDouble(longitude));
  }
}
