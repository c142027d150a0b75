package nl.vangnet.desks;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Invented rosters, cards, work agreements and bulletins, in demo mode only and once.
@Component
@ConditionalOnBooleanProperty("vangnet.demo")
class ExerciseDesks {
  private static final Logger log = LoggerFactory.getLogger(ExerciseDesks.class);
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  private static final List<String> NAMES =
      List.of("A. de Vries", "B. Jansen", "C. Bakker", "D. Visser", "E. Smit", "F. Meijer");

  private final DutyDesk duty;
  private final BulletinDesk bulletins;
  private final BulletinStore store;
  private final DeskList desks;
  private final Clock clock;

  ExerciseDesks(
      DutyDesk duty, BulletinDesk bulletins, BulletinStore store, DeskList desks, Clock clock) {
    this.duty = duty;
    this.bulletins = bulletins;
    this.store = store;
    this.desks = desks;
    this.clock = clock;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(21)
  void open() {
    if (!duty.roles().isEmpty()) {
      return;
    }
    try {
      fill();
    } catch (RuntimeException e) {
      log.warn("the invented desks of the exercise were not opened", e);
    }
  }

  private void fill() {
    var national = sitting("LCPS", Role.NATIONAL, new Scope.Everywhere());
    var n = 0;
    plan(national, new Desk.National(), "Landelijk coördinator van dienst", n++, false);
    plan(national, new Desk.National(), "Medisch coördinator", n++, false);
    for (var region : desks.regions()) {
      var own =
          sitting(region.desk().name(), Role.REGION, new Scope.InRegion(region.region().id()));
      plan(own, region.desk().desk(), "RCPS-coördinator van dienst", n, n % 7 == 3);
      agree(own, region.desk().desk(), n);
      for (var i = 0; i < Math.min(3, region.hospitals().size()); i++) {
        var hospital = region.hospitals().get(i);
        if (hospital.desk() instanceof Desk.OfHospital(var organisation)) {
          plan(
              sitting(hospital.name(), Role.HOSPITAL, new Scope.InOrganisation(organisation)),
              hospital.desk(),
              "Capaciteitscoördinator",
              n + i,
              (n + i) % 9 == 5);
        }
      }
      n++;
    }
    tell(national);
  }

  private static Actor sitting(String name, Role role, Scope scope) {
    return new Actor("system", name + " (oefening)", role, scope);
  }

  private void plan(Actor actor, Desk desk, String role, int n, boolean gap) {
    duty.addCard(
        actor,
        new ContactCard(
            0,
            desk.key(),
            role,
            "030 555 %04d".formatted(1000 + 7 * n),
            "oefening%d@example.nl".formatted(n),
            "dag en nacht",
            true,
            clock.instant()));
    if (!(duty.addRole(actor, desk.key(), role) instanceof DutyOutcome.Done(var id))) {
      return;
    }
    var from =
        clock
            .instant()
            .atZone(ZONE)
            .truncatedTo(ChronoUnit.DAYS)
            .plusHours(7)
            .minusDays(1)
            .toInstant();
    for (var i = 0; i < 8; i++) {
      var start = from.plus(Duration.ofHours(12L * i));
      var end = start.plus(Duration.ofHours(12));
      if (!gap || end.isBefore(clock.instant()) || i > 4) {
        duty.addShift(
            actor,
            id,
            start,
            end,
            NAMES.get((n + i) % NAMES.size()) + " (verzonnen)",
            "030 555 %04d".formatted(1000 + 7 * n));
      }
    }
    if (n % 3 == 0) {
      duty.handOver(actor, id, "Twee ziekenhuizen leveren later aan (oefening).");
    }
  }

  private void agree(Actor actor, Desk desk, int n) {
    duty.agree(
        actor,
        new WorkAgreement(
            0,
            desk.key(),
            "Aanlevering en afstemming",
            "De ziekenhuizen leveren voor 08.30 uur aan. Om 10.00 uur stemt de regio af; wie"
                + " niet kan belt de RCPS. (oefening)",
            "Bureau ROAZ",
            LocalDate.ofInstant(clock.instant(), ZONE).plusDays(n % 4 == 0 ? -6 : 60 + 11L * n),
            0,
            By.of(actor),
            clock.instant()),
        0);
  }

  private void tell(Actor national) {
    bulletins.send(
        national,
        new Bulletin.Content(
            "Aanlevering dit weekend (oefening)",
            "Ook zaterdag en zondag vragen wij de aanlevering voor 08.30 uur.\n\nZet dit door"
                + " naar uw ziekenhuizen.",
            List.of(new Bulletin.Link("Definities", "https://example.nl/definities")),
            new Bulletin.Asks(false, true, 60, 4)),
        List.of(),
        null);
    var first =
        bulletins.send(
            national,
            new Bulletin.Content(
                "Spoelwater verontreinigd (oefening)",
                "Gebruik partij 4711 niet meer.",
                List.of(),
                new Bulletin.Asks(true, true, 0, 2)),
            List.of(),
            null);
    bulletins.tick();
    if (first instanceof BulletinOutcome.Done(var id)) {
      read(id);
      bulletins.send(
          national,
          new Bulletin.Content(
              "Spoelwater verontreinigd: partij 4712 (oefening)",
              "Verbetering: het gaat om partij 4712, niet om 4711.",
              List.of(),
              new Bulletin.Asks(true, true, 0, 2)),
          List.of(),
          id);
    }
    var latest = store.list(1);
    bulletins.tick();
    latest.forEach(b -> read(b.id()));
  }

  /// Two regions and some hospitals read it at once.
  private void read(long id) {
    var regions = desks.regions();
    for (var i = 0; i < regions.size(); i += 2) {
      var region = regions.get(i);
      bulletins.receive(
          sitting(region.desk().name(), Role.REGION, new Scope.InRegion(region.region().id())),
          id,
          true);
      for (var hospital : region.hospitals()) {
        if (hospital.desk() instanceof Desk.OfHospital(var organisation)
            && organisation.value() % 3 != 0) {
          bulletins.receive(
              sitting(hospital.name(), Role.HOSPITAL, new Scope.InOrganisation(organisation)),
              id,
              organisation.value() % 2 == 0);
        }
      }
    }
  }
}
