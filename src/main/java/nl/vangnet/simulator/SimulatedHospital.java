package nl.vangnet.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import nl.vangnet.simulator.AdtWriter.Subject;
import nl.vangnet.simulator.Country.HospitalPlan;
import nl.vangnet.simulator.Outgoing.Mapping;
import nl.vangnet.simulator.Outgoing.Observation;
import org.jspecify.annotations.Nullable;

/// One simulated hospital: its units, its patients, and what its systems would say about them. It
/// decides nothing about time; `Simulation` tells it what happens.
final class SimulatedHospital {
  private static final List<String> CLOSED_BECAUSE =
      List.of(
          "norovirus op de zaal",
          "onderhoud",
          "isolatie MRSA",
          "defecte monitor",
          "schoonmaak na ontslag");

  private final HospitalPlan plan;
  private final List<SimulatedUnit> units;
  private final AdtWriter writer;
  private final RandomGenerator random;
  private final String run;
  private final double ventilatorShare;
  private final boolean shortOfOxygen;
  private final boolean offers;
  private int visits;
  private Instant lastStamp = Instant.MIN;
  Instant silentUntil = Instant.MIN;
  int rebuilt;

  SimulatedHospital(HospitalPlan plan, long seed, String run) {
    this.plan = plan;
    this.run = run;
    this.random = Country.random(seed, "hospital:" + plan.place().site());
    this.writer = new AdtWriter(plan.dialect(), run);
    this.units =
        IntStream.range(0, plan.units().size())
            .mapToObj(i -> {
              var unit = plan.units().get(i);
              return new SimulatedUnit(unit, i, plan.dialect().pointOfCare(unit.code(), i));
            })
            .toList();
    this.ventilatorShare = random.nextDouble(0.62, 0.98);
    this.shortOfOxygen = random.nextDouble() < 0.2;
    this.offers = random.nextDouble() < 0.65;
  }

  HospitalPlan plan() {
    return plan;
  }

  List<SimulatedUnit> units() {
    return units;
  }

  RandomGenerator random() {
    return random;
  }

  AdtWriter writer() {
    return writer;
  }

  boolean has(Level level) {
    return units.stream().anyMatch(u -> u.plan().level() == level);
  }

  /// The moment that this hospital writes for what happens at `at`: never twice the same.
  Instant stamp(Instant at) {
    var rounded = Instant.ofEpochMilli(at.toEpochMilli());
    lastStamp = rounded.isAfter(lastStamp) ? rounded : lastStamp.plusMillis(1);
    return lastStamp;
  }

  /// The unit with most room for this care and cohort, null when there is none. `squeeze` allows
  /// the few above the beds.
  @Nullable SimulatedUnit unitFor(Level level, String cohort, boolean squeeze) {
    SimulatedUnit best = null;
    for (var unit : units) {
      if (unit.plan().level() == level
          && unit.plan().takes(cohort)
          && (squeeze ? unit.canSqueeze() : unit.room() > 0)
          && (best == null || preference(unit, cohort) > preference(best, cohort))) {
        best = unit;
      }
    }
    return best;
  }

  private static int preference(SimulatedUnit unit, String cohort) {
    var own = unit.plan().cohorts().getFirst().equals(cohort) ? 1_000 : 0;
    return unit.room() + own;
  }

  /// A new patient who is not yet anywhere.
  Inpatient invite(Course course, Instant at) {
    visits++;
    var today = LocalDate.ofInstant(at, ZoneOffset.UTC);
    var number = String.format("%s%05d", Integer.toString(1_000 + plan.number()), visits);
    var person = Names.person(random, number, plan.dialect().writing().charset(), today);
    return new Inpatient(person, visit(visits), course, at);
  }

  private String visit(int number) {
    return String.format("V%s%03d%05d", run, plan.number(), number);
  }

  /// What messages say about the patient now.
  Subject subject(Inpatient patient, @Nullable String prior) {
    var unit = patient.place();
    return new Subject(
        patient.person,
        patient.visit,
        unit.plan().level() == Level.EMERGENCY ? 'E' : 'I',
        location(unit, patient.bed),
        prior,
        service(patient.cohort),
        patient.admittedAt);
  }

  /// The location of a bed as PV1-3 writes it.
  String location(SimulatedUnit unit, int bed) {
    return unit.pointOfCare
        + "^"
        + (1 + bed / 2)
        + "^"
        + (bed % 2 == 0 ? "1" : "2")
        + "^"
        + plan.dialect().facility();
  }

  private static String service(String cohort) {
    return switch (cohort) {
      case Course.COVID -> "COV";
      case Course.DELABELLED -> "DEL";
      default -> "";
    };
  }

  LineKey line(SimulatedUnit unit, String cohort) {
    return new LineKey(
        plan.place().site(), unit.plan().code(), unit.plan().level().category(), cohort);
  }

  /// The mappings of all location codes as they are now.
  List<Mapping> mappings() {
    var found = new ArrayList<Mapping>();
    for (var unit : units) {
      found.addAll(mappings(unit));
    }
    return found;
  }

  /// The mappings of one unit: by service where more than one cohort lies there, those first, so
  /// that no waiting message of a guest is read by the mapping for everyone.
  List<Mapping> mappings(SimulatedUnit unit) {
    var found = new ArrayList<Mapping>();
    for (var cohort : unit.plan().cohorts().reversed()) {
      var service = service(cohort);
      if (!service.isEmpty()) {
        found.add(new Mapping(unit.pointOfCare, service, line(unit, cohort)));
      }
    }
    var everyone =
        unit.plan().takes(Course.OTHER) ? Course.OTHER : unit.plan().cohorts().getFirst();
    found.add(new Mapping(unit.pointOfCare, null, line(unit, everyone)));
    return found;
  }

  /// Adds the true number of patients per line.
  void count(Map<LineKey, Integer> into) {
    for (var unit : units) {
      for (var cohort : unit.plan().cohorts()) {
        into.put(line(unit, cohort), unit.present(cohort));
      }
    }
  }

  /// A new shift: who came to work decides how many beds are staffed. `scale` is how far the
  /// country has scaled up intensive care, `ordinary` how much of ordinary care goes on, `expected`
  /// the COVID patients that the hospital prepares for in this shift.
  void beginShift(double scale, double ordinary, double expected) {
    var intensive = units.stream().filter(u -> u.plan().level() == Level.ICU).toList();
    var occupied = intensive.stream().mapToInt(SimulatedUnit::taken).sum();
    var physical = plan.beds(Level.ICU);
    var wanted = Math.max(plan.icuOperational() * scale, occupied * 1.03 + 1 + 0.2 * expected);
    var open = (int) Math.min(physical, Math.round(wanted * random.nextDouble(0.95, 1.04)));
    for (var unit : units) {
      var beds = unit.plan().physical();
      closeBeds(unit);
      unit.staffed =
          switch (unit.plan().level()) {
            case ICU ->
                Math.min(
                    beds,
                    Math.max(
                        1,
                        (int)
                            Math.round(
                                open * (unit.taken() + 1.0) / (occupied + intensive.size()))));
            case WARD ->
                unit.plan().takes(Course.OTHER)
                    ? limited(beds, beds * ordinary * random.nextDouble(0.94, 1.02))
                    : limited(
                        beds,
                        Math.max(
                            beds * 0.12, unit.taken() + expected + random.nextDouble(0.5, 5.5)));
            case HIGH_CARE, CORONARY, PAEDIATRIC_ICU, NEONATAL_ICU ->
                limited(beds, beds * random.nextDouble(0.88, 1.02));
            case EMERGENCY -> beds;
          };
      var sick = random.nextDouble();
      unit.staff =
          Math.max(
              1,
              sick < 0.45
                  ? unit.staffed - random.nextInt(1, 2 + Math.max(1, unit.staffed / 8))
                  : unit.staffed + random.nextInt(0, 2));
    }
  }

  private static int limited(int beds, double wanted) {
    return (int) Math.clamp(Math.round(wanted), 1, beds);
  }

  private void closeBeds(SimulatedUnit unit) {
    if (unit.closed > 0) {
      if (random.nextDouble() < 0.3) {
        unit.closed = 0;
        unit.closedBecause = null;
      }
    } else if (random.nextDouble() < 0.02 && unit.plan().physical() > 6) {
      unit.closed = random.nextInt(1, 4);
      unit.closedBecause = CLOSED_BECAUSE.get(random.nextInt(CLOSED_BECAUSE.size()));
    }
  }

  /// The figures of all lines; with `onlyChanged` only those that differ from what was sent last.
  List<Observation> figures(Instant at, boolean onlyChanged) {
    var found = new ArrayList<Observation>();
    for (var unit : units) {
      figures(unit, at, onlyChanged, found);
    }
    return found;
  }

  /// The figures of the units whose guest cohorts changed since the last time.
  List<Observation> guestFigures(Instant at) {
    var found = new ArrayList<Observation>();
    for (var unit : units) {
      var cohorts = unit.plan().cohorts();
      for (int i = 1; i < cohorts.size(); i++) {
        var now = unit.present(cohorts.get(i));
        var before = unit.lastSecondary.get(cohorts.get(i));
        if (before == null || before != now) {
          figures(unit, at, true, found);
          break;
        }
      }
    }
    return found;
  }

  private void figures(
      SimulatedUnit unit, Instant at, boolean onlyChanged, List<Observation> into) {
    var sheet = new Sheet(unit, at, onlyChanged, into);
    var cohorts = unit.plan().cohorts();
    var guests = 0;
    for (int i = 1; i < cohorts.size(); i++) {
      var cohort = cohorts.get(i);
      var here = unit.present(cohort);
      guests += here;
      unit.lastSecondary.put(cohort, here);
      sheet.put(cohort, "physical", here, null);
      sheet.put(cohort, "staffed", here, null);
      sheet.put(cohort, "staff", here, null);
    }
    var own = cohorts.getFirst();
    var physical = Math.max(0, unit.plan().physical() - guests);
    var staffed = Math.max(0, unit.staffed - guests);
    var here = unit.present(own);
    var level = unit.plan().level();
    sheet.put(own, "physical", physical, null);
    sheet.put(own, "staffed", staffed, null);
    sheet.put(own, "staff", Math.max(0, unit.staff - guests), null);
    sheet.put(own, "closed", unit.closed, unit.closedBecause);
    if (level == Level.ICU) {
      var ventilators = (int) Math.round(unit.plan().physical() * ventilatorShare);
      sheet.put(
          own, "ventilators", Math.max(0, Math.max(ventilators, here + guests) - guests), null);
      var closedSurge = Math.max(0, physical - staffed);
      sheet.put(own, "surge_2h", Math.min(1, closedSurge), null);
      sheet.put(own, "surge_24h", Math.min(Math.max(1, closedSurge / 4), closedSurge), null);
      sheet.put(own, "surge_72h", closedSurge / 2, null);
      sheet.put(own, "surge_168h", closedSurge, null);
    }
    var reserve = 0;
    if (own.equals(Course.OTHER) && level == Level.ICU && plan.place().emergencyDepartment()) {
      reserve = plan.icuOperational() > 20 ? 2 : 1;
      var review = LocalDate.ofInstant(at, ZoneOffset.UTC).plusDays(7);
      sheet.put(
          own,
          "reserve",
          reserve,
          "houder: dienstdoend intensivist; reden: opvang eigen spoed; herzien op " + review);
    }
    if (own.equals(Course.COVID)) {
      if (level == Level.WARD) {
        sheet.put(own, "isolation", Math.max(here, physical - plan.number() % 4), null);
        var oxygen = shortOfOxygen ? Math.max(here, (int) (staffed * 0.9)) : physical;
        sheet.put(own, "oxygen", oxygen, null);
      }
      if (offers) {
        var free = Math.min(staffed, Math.max(0, unit.staff - guests)) - here - unit.closed;
        sheet.put(own, "offered", Math.max(0, (free - reserve) / 2), null);
      }
    }
  }

  private final class Sheet {
    private final SimulatedUnit unit;
    private final Instant at;
    private final boolean onlyChanged;
    private final List<Observation> into;

    Sheet(SimulatedUnit unit, Instant at, boolean onlyChanged, List<Observation> into) {
      this.unit = unit;
      this.at = at;
      this.onlyChanged = onlyChanged;
      this.into = into;
    }

    void put(String cohort, String variable, int value, @Nullable String note) {
      var before = unit.lastFigures.put(cohort + "/" + variable, value);
      if (!onlyChanged || before == null || before != value) {
        into.add(new Observation(line(unit, cohort), variable, value, at, note));
      }
    }
  }

  /// Whether the hospital says nothing at this moment.
  boolean isSilent(Instant now) {
    return silentUntil.isAfter(now);
  }

  /// Falls silent for so long; what it has to say waits.
  void fallSilent(Instant from, Duration length) {
    var until = from.plus(length);
    if (until.isAfter(silentUntil)) {
      silentUntil = until;
    }
  }
}
