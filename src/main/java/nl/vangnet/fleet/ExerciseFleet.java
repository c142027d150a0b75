package nl.vangnet.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// An invented fleet at the real posts, in demo mode only: an ambulance per post that is open day
/// and night, care ambulances and a vehicle for heavy patients per service, MICUs, a bus, their
/// crews and shifts. The register marks each of them as invented.
@Component
@ConditionalOnBooleanProperty("vangnet.demo")
class ExerciseFleet {
  private static final Logger log = LoggerFactory.getLogger(ExerciseFleet.class);
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final String SOURCE = "oefening: verzonnen";
  private static final By BY = new By("system", "Oefening");
  private static final List<LocalTime> STARTS =
      List.of(LocalTime.of(7, 0), LocalTime.of(15, 0), LocalTime.of(23, 0));
  private static final Duration LONG = Duration.ofHours(8);

  private final FleetStore store;
  private final DutyStore duty;
  private final FleetKeeper keeper;
  private final Directory directory;
  private final Clock clock;
  private final TransactionTemplate transaction;

  ExerciseFleet(
      FleetStore store,
      DutyStore duty,
      FleetKeeper keeper,
      Directory directory,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.duty = duty;
    this.keeper = keeper;
    this.directory = directory;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(15)
  void open() {
    try {
      transaction.executeWithoutResult(status -> {
        if (store.plantOnce("exercise-fleet-1", clock.instant())) {
          ambulances();
          specials();
        }
        keeper.changed();
      });
      roster();
    } catch (RuntimeException e) {
      log.warn("the invented fleet of the exercise was not opened", e);
    }
  }

  private void ambulances() {
    var perOwner = new HashMap<OrganisationId, List<Post>>();
    for (var post : store.posts()) {
      var owner = post.owner();
      if (owner != null) {
        perOwner.computeIfAbsent(owner, o -> new ArrayList<>()).add(post);
      }
    }
    perOwner.forEach((owner, posts) -> {
      var number = number(owner);
      var n = 0;
      for (var post : posts) {
        if (post.opening().equals("always")) {
          n++;
          var code = "%s-1%02d".formatted(number, n);
          var heavy = n % 9 == 4;
          vehicle(
              code,
              (heavy ? "Bariatrische ambulance " : "Ambulance ") + code,
              heavy ? VehicleClass.BARIATRIC : VehicleClass.AMBULANCE,
              owner,
              new Home(post.name(), post.at()),
              n % 3 == 0 ? Set.of(Equipment.HIGH_FLOW, Equipment.PAEDIATRIC) : Set.of(),
              1);
          crews(code, CrewKind.AMBULANCE, owner, new Home(post.name(), post.at()), 3);
        }
      }
      var home = new Home(posts.getFirst().name(), posts.getFirst().at());
      for (var i = 1; i <= 2; i++) {
        var code = "%s-4%02d".formatted(number, i);
        vehicle(
            code, "Zorgambulance " + code, VehicleClass.CARE_AMBULANCE, owner, home, Set.of(), 1);
        crews(code, CrewKind.CARE, owner, home, 2);
      }
      var taxi = number + "-601";
      vehicle(taxi, "Zorgtaxi " + taxi, VehicleClass.CARE_TAXI, owner, home, Set.of(), 3);
      crews(taxi, CrewKind.DRIVER, owner, home, 2);
    });
  }

  private String number(OrganisationId owner) {
    return directory
        .snapshot()
        .findOrganisation(owner)
        .map(o -> o.code().replace("RAV", ""))
        .orElse("00");
  }

  private void specials() {
    for (var line :
        List.of("AMC;RAV13", "UMCU;RAV09", "LUMC;RAV16", "ISALA-ZWO;RAV04", "ETZ-ELI;RAV20")) {
      var parts = line.split(";", -1);
      var site = directory.snapshot().findSite(CountryCode.NL, parts[0]).orElse(null);
      var rav = directory.snapshot().findOrganisation(CountryCode.NL, parts[1]).orElse(null);
      var at = site == null ? null : site.coordinates();
      if (site == null || rav == null || at == null) {
        continue;
      }
      var home = new Home(site.name(), at);
      var code = "MICU-" + parts[0];
      vehicle(
          code,
          "MICU " + site.name(),
          VehicleClass.MICU,
          rav.id(),
          home,
          Set.of(Equipment.PAEDIATRIC),
          1);
      crews(code, CrewKind.AMBULANCE, rav.id(), home, 3);
      crews(code + "-T", CrewKind.MICU, site.organisation(), home, 3);
    }
    // Those whose existence is public get invented crews, so that they can ride in the exercise.
    for (var vehicle : store.vehicles()) {
      if (!vehicle.record().invented()) {
        var kind = vehicle.build().vehicleClass().drivenBy().getFirst();
        crews(vehicle.code(), kind, vehicle.owner(), vehicle.home(), 3);
        for (var user : vehicle.use().others()) {
          crews(vehicle.code() + "-T", CrewKind.MICU, user, vehicle.home(), 3);
        }
        if (vehicle.build().equipment().contains(Equipment.MICU_TROLLEY)
            && vehicle.build().vehicleClass() == VehicleClass.HELICOPTER) {
          crews(vehicle.code() + "-T", CrewKind.MICU, vehicle.owner(), vehicle.home(), 2);
        }
      }
    }
    directory
        .snapshot()
        .findOrganisation(CountryCode.NL, "RAV09")
        .ifPresent(rav -> {
          var home = new Home("Utrecht", new Coordinates(52.09, 5.12));
          vehicle("BUS-1", "Ambulancebus", VehicleClass.BUS, rav.id(), home, Set.of(), 6);
          crews("BUS-1", CrewKind.DRIVER, rav.id(), home, 2);
        });
    var wkz = directory.snapshot().findSite(CountryCode.NL, "UMCU-WKZ").orElse(null);
    var at = wkz == null ? null : wkz.coordinates();
    if (wkz != null && at != null) {
      crews("PICU-WKZ", CrewKind.PICU, wkz.organisation(), new Home(wkz.name(), at), 3);
      crews("NICU-WKZ", CrewKind.NICU, wkz.organisation(), new Home(wkz.name(), at), 2);
    }
  }

  private void vehicle(
      String code,
      String name,
      VehicleClass type,
      OrganisationId owner,
      Home home,
      Set<Equipment> equipment,
      int places) {
    store.add(
        new VehicleDraft(
            code,
            name,
            owner,
            new Vehicle.Build(type, equipment, places, null, Duration.ZERO),
            home,
            new Vehicle.Use(false, Set.of(), null),
            SOURCE),
        true,
        clock.instant());
  }

  /// Crews named after the shift in which they ride; the name of the vehicle is in their code.
  private void crews(String code, CrewKind kind, OrganisationId owner, Home home, int shifts) {
    for (var i = 0; i < shifts; i++) {
      var letter = "ABC".charAt(i);
      store.add(
          new CrewDraft(
              code + "." + letter,
              "Ploeg " + code + " " + List.of("dag", "avond", "nacht").get(i),
              kind,
              owner,
              home,
              SOURCE),
          true,
          clock.instant());
    }
  }

  /// Gives the invented crews their shifts of yesterday until the day after tomorrow.
  @Scheduled(initialDelay = 30, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
  void roster() {
    var today = LocalDate.ofInstant(clock.instant(), ZONE);
    for (var day = today.minusDays(1); !day.isAfter(today.plusDays(2)); day = day.plusDays(1)) {
      var of = day;
      transaction.executeWithoutResult(status -> {
        if (store.plantOnce("exercise-roster-" + of, clock.instant())) {
          roster(of);
          keeper.changed();
        }
      });
    }
  }

  private void roster(LocalDate day) {
    var vehicles = new HashMap<String, VehicleId>();
    store.vehicles().forEach(v -> vehicles.put(v.code(), v.id()));
    for (var crew : store.crews()) {
      var dot = crew.code().lastIndexOf('.');
      if (crew.record().invented() && !crew.record().retired() && dot > 0) {
        var from = start(day, "ABC".indexOf(crew.code().charAt(dot + 1)));
        var code = crew.code().substring(0, dot);
        duty.add(crew.id(), vehicle(vehicles, code), from, from.plus(LONG), BY, clock.instant());
      }
    }
  }

  private static @Nullable VehicleId vehicle(Map<String, VehicleId> vehicles, String code) {
    return vehicles.get(code);
  }

  private static Instant start(LocalDate day, int shift) {
    return day.atTime(STARTS.get(Math.max(0, shift))).atZone(ZONE).toInstant();
  }
}
