package nl.vangnet.feeds;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.PictureChanged;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// An invented monitor of another party, in demo mode only and once, when the first figures of the
/// simulated country have come in.
@Component
@ConditionalOnBooleanProperty("vangnet.demo")
class ExerciseMonitors {
  private static final Logger log = LoggerFactory.getLogger(ExerciseMonitors.class);
  private static final Actor STEWARD =
      new Actor("system", "Vangnet", Role.STEWARD, new Scope.Everywhere());
  private static final String INDICATOR = "patiënten op een IC";
  private static final String REGION = "NN";
  private static final int ENOUGH_SITES = 20;
  private static final int DAYS = 8;

  private final Monitors monitors;
  private final FeedPlaces places;
  private final Clock clock;
  private final AtomicBoolean done = new AtomicBoolean();

  ExerciseMonitors(Monitors monitors, FeedPlaces places, Clock clock) {
    this.monitors = monitors;
    this.places = places;
    this.clock = clock;
  }

  @EventListener
  void whenFiguresCame(PictureChanged changed) {
    if (changed.picture().sites().size() < ENOUGH_SITES || done.getAndSet(true)) {
      return;
    }
    Thread.ofVirtual()
        .name("exercise-monitors")
        .start(() -> {
          try {
            fill(changed);
          } catch (RuntimeException e) {
            log.warn("the invented monitor of the exercise was not registered", e);
          }
        });
  }

  private void fill(PictureChanged changed) {
    var region = places.findRegion(places.home(), REGION, clock.instant());
    if (!monitors.list().isEmpty() || region.isEmpty()) {
      return;
    }
    var sites = places.snapshot().sites(region.get()).stream().map(Site::id).toList();
    var ours =
        changed.picture().total(sites, l -> l.category().equals("icu"), Variable.OCCUPIED).value();
    var registered =
        monitors.register(
            STEWARD,
            new Monitors.NewMonitor(
                "Zorgmonitor Noord (oefening)",
                "GHOR Noord, verzonnen",
                "Telt patiënten die om 07:00 uur op een IC liggen, ook wie op overplaatsing wacht.\n"
                    + "Beademde patiënten op de uitslaapkamer tellen mee.",
                "Verzonnen voor de oefening: zo ziet een monitor van een ander eruit.",
                REGION));
    if (!(registered instanceof Monitors.Outcome.Done(var id))) {
      return;
    }
    var random = new Random(12);
    var today = LocalDate.ofInstant(clock.instant(), FeedPlaces.ZONE);
    var csv = new StringBuilder("datum;gebied;maat;waarde;reden onbekend\n");
    for (var back = DAYS - 1; back >= 0; back--) {
      var value = (ours == null ? 60 : ours) + 3 + random.nextInt(5) - back;
      csv.append(today.minusDays(back))
          .append(';')
          .append(region.get().name())
          .append(';')
          .append(INDICATOR)
          .append(back == 3 ? ";;storing bij de opsteller\n" : ";" + value + ";\n");
    }
    monitors.take(STEWARD, id, "oefening.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
    monitors.compare(
        STEWARD,
        id,
        new Comparison(
            INDICATOR,
            "icu",
            "",
            "occupied",
            "Zij tellen patiënten om 07:00 uur, wij bezette bedden om 12:00 uur; wie op de uitslaapkamer"
                + " beademd wordt, telt bij hen mee en bij ons niet."));
  }
}
