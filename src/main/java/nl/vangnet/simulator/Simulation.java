package nl.vangnet.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The simulated country itself: what happens in all hospitals, hour by hour of the wave. One
/// thread at a time; the same setting gives the same messages. Time stamps are the true present:
/// the country simply lives faster.
final class Simulation {
  /// What decides a run. `startHour` counts from wave day 0; `scale` is the share of patients to
  /// simulate; `faults` multiplies all fault rates; `hold` is the longest time that a message is
  /// held back; `run` begins every message and visit number.
  record Setting(
      long seed, double startHour, double scale, double faults, Duration hold, String run) {}

  private static final List<Level> ORDINARY =
      List.of(
          Level.ICU,
          Level.WARD,
          Level.HIGH_CARE,
          Level.CORONARY,
          Level.PAEDIATRIC_ICU,
          Level.NEONATAL_ICU,
          Level.EMERGENCY);
  private static final int HISTORY_DAYS = 80;

  private final Country country;
  private final Setting setting;
  private final List<SimulatedHospital> hospitals;
  private final List<List<SimulatedHospital>> neighbours;
  private final RandomGenerator chance;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::hour).thenComparingLong(Event::order));
  private final List<Runnable> remaps = new ArrayList<>();
  private final Map<String, Long> emitted = new TreeMap<>();
  private final Map<Fault, Long> injected = new EnumMap<>(Fault.class);
  private List<Outgoing> outbox = new ArrayList<>();
  private long orders;
  private double hour;
  private double advancedTo;
  private Instant advancedAt = Instant.EPOCH;
  private double hoursPerMinute = 2.4;
  private int turnedAway;
  private int transferred;
  private int followed;

  private record Event(double hour, long order, Runnable happens) {}

  Simulation(Country country, Setting setting) {
    this.country = country;
    this.setting = setting;
    this.hour = setting.startHour();
    this.advancedTo = hour;
    this.chance = Country.random(setting.seed(), "wave");
    this.hospitals =
        country.hospitals().stream()
            .map(h -> new SimulatedHospital(h, setting.seed(), setting.run()))
            .toList();
    this.neighbours =
        hospitals.stream()
            .map(h ->
                hospitals.stream()
                    .filter(o -> o != h)
                    .sorted(Comparator.comparingDouble(o -> h.plan().distance(o.plan())))
                    .toList())
            .toList();
  }

  /// The hour of the wave.
  double hour() {
    return hour;
  }

  List<SimulatedHospital> hospitals() {
    return hospitals;
  }

  /// Messages written so far by kind, before duplicates.
  Map<String, Long> emitted() {
    return Map.copyOf(emitted);
  }

  /// Faults put in so far.
  Map<Fault, Long> injected() {
    return Map.copyOf(injected);
  }

  /// Patients for whom the whole country had no bed.
  int turnedAway() {
    return turnedAway;
  }

  /// Patients who went to another hospital for a bed.
  int transferred() {
    return transferred;
  }

  /// Patients who were moved by cases of the exercise.
  int followed() {
    return followed;
  }

  /// Fills the country with the patients of its first moment: an A01 for each, then all figures.
  void populate(Instant now) {
    advancedAt = now;
    for (var hospital : hospitals) {
      populateWave(hospital);
    }
    for (var hospital : hospitals) {
      for (var level : ORDINARY) {
        populateOrdinary(hospital, level);
      }
    }
    for (var hospital : hospitals) {
      shift(hospital);
      sendFigures(hospital, false);
      hourOf(hospital, hour + chance.nextDouble());
      shiftsOf(hospital);
    }
  }

  /// Lets the country live until `toHour`, which is `now` on the clock.
  void advance(double toHour, Instant now, double speed) {
    hoursPerMinute = speed;
    advancedTo = toHour;
    advancedAt = now;
    for (var next = events.peek(); next != null && next.hour() <= toHour; next = events.peek()) {
      events.poll();
      hour = Math.max(hour, next.hour());
      next.happens().run();
    }
    hour = toHour;
  }

  /// What is to be sent since the last call.
  List<Outgoing> take() {
    var taken = outbox;
    outbox = new ArrayList<>();
    return taken;
  }

  /// The true state at this moment.
  Truth truth() {
    var present = new HashMap<LineKey, Integer>();
    hospitals.forEach(h -> h.count(present));
    return new Truth(present);
  }

  /// Ends what cannot stay open for a comparison: rebuilt wards are mapped now.
  void settle(Instant now) {
    advancedAt = now;
    advancedTo = hour;
    List.copyOf(remaps).forEach(Runnable::run);
    hospitals.forEach(h -> h.silentUntil = Instant.MIN);
  }

  /// All figures of all hospitals, to confirm them.
  void confirmFigures(Instant now) {
    advancedAt = now;
    advancedTo = hour;
    hospitals.forEach(h -> sendFigures(h, false));
  }

  /// Checks what must hold after every step; the answer names what does not.
  List<String> violations() {
    var found = new ArrayList<String>();
    for (var hospital : hospitals) {
      var seen = new HashMap<String, String>();
      for (var unit : hospital.units()) {
        var name = hospital.plan().place().site() + "/" + unit.plan().code();
        for (var patient : unit.present()) {
          var before = seen.put(patient.visit, name);
          if (before != null) {
            found.add(patient.visit + " lies in " + before + " and " + name);
          }
          if (!unit.plan().takes(patient.cohort)) {
            found.add(patient.visit + " (" + patient.cohort + ") does not belong in " + name);
          }
        }
        if (unit.taken() > unit.plan().physical() + SimulatedUnit.TOLERANCE) {
          found.add(name + " holds " + unit.taken() + " on " + unit.plan().physical() + " beds");
        }
        if (unit.taken() < 0 || unit.staffed < 0) {
          found.add(name + " counts below zero");
        }
      }
    }
    return found;
  }

  // Injected by hand ------------------------------------------------------------------------------

  /// Makes a hospital fall silent.
  void silence(int number, Duration length, Instant now) {
    count(Fault.SILENCE);
    hospitals.get(number).fallSilent(now, length);
  }

  /// Makes a hospital rebuild its (first) intensive care or ward.
  void rebuild(int number, Instant now) {
    advancedAt = now;
    advancedTo = hour;
    rebuild(hospitals.get(number));
  }

  /// Sends so many COVID patients to a hospital within the next two hours of the wave.
  void surge(int number, int patients) {
    var hospital = hospitals.get(number);
    for (int i = 0; i < patients; i++) {
      at(hour + 2 * chance.nextDouble(), () -> arrive(hospital, Course.covid(chance)));
    }
  }

  /// What a case did: a patient of this care and cohort leaves the one hospital and comes in at the
  /// other, on the course that he was on. Where only one of the two takes part, only that happens.
  /// Nothing happens when nobody like that lies there, or when there is no place for him.
  boolean follow(Moved moved, Instant now) {
    advancedAt = now;
    advancedTo = hour;
    var from = hospital(moved.from());
    var to = hospital(moved.to());
    var level = Level.find(moved.category());
    var patient = from == null ? null : somebody(from, level, moved.cohort());
    var unit = to == null ? null : unitFor(to, level, moved);
    if ((from == null && to == null)
        || (from != null && patient == null)
        || (to != null && unit == null)
        || from == to) {
      return false;
    }
    var course = patient != null ? patient.course : Course.guest(level, moved.cohort(), chance);
    var phase = patient != null ? patient.phase : 0;
    if (from != null && patient != null) {
      send(from, "A03", patient, null);
      patient.present = false;
      patient.place().release(patient.bed);
    }
    if (to != null && unit != null) {
      var guest = to.invite(course, clock());
      guest.phase = phase;
      guest.cohort = moved.cohort();
      comeIn(to, guest, unit);
      stay(to, guest);
    }
    followed++;
    return true;
  }

  private @Nullable SimulatedHospital hospital(String site) {
    for (var hospital : hospitals) {
      if (hospital.plan().place().site().equals(site)) {
        return hospital;
      }
    }
    return null;
  }

  private static @Nullable Inpatient somebody(
      SimulatedHospital host, @Nullable Level level, String cohort) {
    for (var unit : host.units()) {
      if (unit.plan().level() == level) {
        for (var patient : unit.present()) {
          if (!isBusy(patient) && patient.cohort.equals(cohort)) {
            return patient;
          }
        }
      }
    }
    return null;
  }

  /// The unit that was promised, also when it is full by now; else any that has room.
  private static @Nullable SimulatedUnit unitFor(
      SimulatedHospital host, @Nullable Level level, Moved moved) {
    if (level == null) {
      return null;
    }
    for (var unit : host.units()) {
      if (unit.plan().code().equals(moved.unit())
          && unit.plan().level() == level
          && unit.plan().takes(moved.cohort())
          && unit.canSqueeze()) {
        return unit;
      }
    }
    return unitIn(host, level, moved.cohort());
  }

  // The first moment ------------------------------------------------------------------------------

  private void populateWave(SimulatedHospital hospital) {
    var region = hospital.plan().place().region();
    for (int back = HISTORY_DAYS; back > 0; back--) {
      var mean =
          Wave.admissions(region, Wave.dayOf(hour) - back + 0.5)
              * (1 + Wave.SUSPECTED_PER_CONFIRMED)
              * hospital.plan().regionShare()
              * setting.scale();
      for (int n = poisson(mean); n > 0; n--) {
        var course = Course.covid(chance);
        settleIn(hospital, course, 24 * (back - chance.nextDouble()));
      }
    }
  }

  private void populateOrdinary(SimulatedHospital hospital, Level level) {
    for (int n = poisson(expected(hospital, level)); n > 0; n--) {
      var one = Course.other(level, false, chance);
      var two = Course.other(level, false, chance);
      var longer = one.hours() > two.hours() ? one : two;
      settleIn(hospital, longer, longer.hours() * chance.nextDouble());
    }
  }

  /// Lays a patient who came `age` hours ago where the course stands now.
  private void settleIn(SimulatedHospital home, Course course, double age) {
    var left = age;
    for (int phase = 0; phase < course.phases().size(); phase++) {
      var length = course.phases().get(phase).hours();
      if (left < length) {
        var wanted = age > course.delabelAfter() ? Course.DELABELLED : course.cohort();
        lie(home, course, phase, wanted, length - left, age);
        return;
      }
      left -= length;
    }
  }

  private void lie(
      SimulatedHospital home,
      Course course,
      int phase,
      String wanted,
      double remaining,
      double age) {
    var level = course.phases().get(phase).level();
    var host = hostFor(home, level, wanted, course.cohort().equals(Course.COVID));
    if (host == null) {
      turnedAway++;
      return;
    }
    var unit = unitIn(host, level, wanted);
    if (unit == null) {
      return;
    }
    var patient = host.invite(course, advancedAt.minusSeconds((long) (age * 60 / hoursPerMinute)));
    patient.phase = phase;
    patient.cohort = wanted;
    comeIn(host, patient, unit);
    at(hour + remaining, () -> phaseEnds(host, patient));
    planOrdinaryThings(host, patient, remaining);
    if (wanted.equals(Course.COVID) && Double.isFinite(course.delabelAfter())) {
      at(hour + Math.max(0.1, course.delabelAfter() - age), () -> delabel(host, patient));
    }
  }

  // Arrivals --------------------------------------------------------------------------------------

  private void hourOf(SimulatedHospital hospital, double first) {
    at(
        first,
        () -> {
          arrivals(hospital);
          oddities(hospital);
          var guests = hospital.guestFigures(clock());
          if (!guests.isEmpty()) {
            post(hospital, guests);
          }
          hourOf(hospital, first + 1);
        });
  }

  private void arrivals(SimulatedHospital hospital) {
    for (int n = poisson(covidPerHour(hospital)); n > 0; n--) {
      at(hour + chance.nextDouble(), () -> arrive(hospital, Course.covid(chance)));
    }
    for (var level : ORDINARY) {
      var mean = expected(hospital, level) / (24 * Course.meanDays(level));
      for (int n = poisson(mean); n > 0; n--) {
        var course = Course.other(level, hospital.has(Level.EMERGENCY), chance);
        at(hour + chance.nextDouble(), () -> arrive(hospital, course));
      }
    }
  }

  private double covidPerHour(SimulatedHospital hospital) {
    return Wave.admissions(hospital.plan().place().region(), Wave.dayOf(hour))
        * (1 + Wave.SUSPECTED_PER_CONFIRMED)
        * hospital.plan().regionShare()
        * setting.scale()
        / 24;
  }

  /// How many other patients this hospital has on this level of care, on average.
  private double expected(SimulatedHospital hospital, Level level) {
    var beds = hospital.plan().beds(level);
    if (level == Level.ICU) {
      beds = hospital.plan().icuOperational();
    } else if (level == Level.WARD) {
      beds =
          hospital.plan().units().stream()
              .filter(u -> u.level() == Level.WARD && u.takes(Course.OTHER))
              .mapToInt(Country.UnitPlan::physical)
              .sum();
    }
    var day = Wave.dayOf(hour);
    var ordinary = Wave.otherWard(day) / Wave.otherWard(0);
    var share =
        switch (level) {
          case ICU -> Wave.otherIcu(day) / Country.ICU_OPERATIONAL;
          case WARD -> Wave.otherWard(day) / Country.WARD_PHYSICAL;
          case HIGH_CARE -> 0.72 * ordinary;
          case CORONARY -> 0.65 * ordinary;
          case PAEDIATRIC_ICU -> 0.66 * ordinary;
          case NEONATAL_ICU -> 0.80;
          case EMERGENCY -> 0.12 * (0.4 + 0.6 * ordinary);
        };
    return beds * share * setting.scale();
  }

  private void arrive(SimulatedHospital home, Course course) {
    var level = course.phases().getFirst().level();
    var covid = course.cohort().equals(Course.COVID);
    var host = hostFor(home, level, course.cohort(), covid || level == Level.ICU);
    var unit = host == null ? null : unitIn(host, level, course.cohort());
    if (host == null || unit == null) {
      turnedAway++;
      return;
    }
    if (host != home) {
      transferred++;
    }
    admit(host, course, 0, course.cohort(), unit);
  }

  private void admit(
      SimulatedHospital host, Course course, int phase, String cohort, SimulatedUnit unit) {
    var patient = host.invite(course, clock());
    patient.phase = phase;
    patient.cohort = cohort;
    comeIn(host, patient, unit);
    if (phase == 0 && cohort.equals(Course.OTHER) && chance.nextDouble() < 0.004) {
      patient.locked = true;
      at(hour + chance.nextDouble(0.2, 0.7), () -> neverCame(host, patient));
      return;
    }
    stay(host, patient);
    if (phase == 0 && Double.isFinite(course.delabelAfter())) {
      at(hour + course.delabelAfter(), () -> delabel(host, patient));
    }
  }

  private void stay(SimulatedHospital host, Inpatient patient) {
    var length = patient.current().hours();
    at(hour + length, () -> phaseEnds(host, patient));
    planOrdinaryThings(host, patient, length);
  }

  private void planOrdinaryThings(SimulatedHospital host, Inpatient patient, double length) {
    if (!patient.hasNext() && length > 10 && chance.nextDouble() < 0.4) {
      at(hour + length - chance.nextDouble(4, 10), () -> planDeparture(host, patient));
    }
    if (patient.place().plan().level() != Level.WARD || !patient.cohort.equals(Course.OTHER)) {
      return;
    }
    if (length > 60 && chance.nextDouble() < 0.006) {
      at(hour + chance.nextDouble(10, 30), () -> leave(host, patient));
    }
    if (length > 20 && chance.nextDouble() < 0.03) {
      at(hour + chance.nextDouble(2, 18), () -> otherWard(host, patient));
    }
  }

  /// The hospital that takes the patient: the own one when it has room, else (when `anywhere`) the
  /// nearest with room, own region first, else the one where one more can be squeezed in most
  /// easily.
  private @Nullable SimulatedHospital hostFor(
      SimulatedHospital home, Level level, String cohort, boolean anywhere) {
    if (home.unitFor(level, cohort, false) != null) {
      return home;
    }
    if (!anywhere) {
      return level == Level.EMERGENCY && home.unitFor(level, cohort, true) != null ? home : null;
    }
    var near = neighbours.get(home.plan().number());
    for (var other : near) {
      if (other.unitFor(level, cohort, false) != null) {
        return other;
      }
    }
    if (home.unitFor(level, cohort, true) != null) {
      return home;
    }
    for (var other : near) {
      if (other.unitFor(level, cohort, true) != null) {
        return other;
      }
    }
    return null;
  }

  private static @Nullable SimulatedUnit unitIn(
      SimulatedHospital host, Level level, String cohort) {
    var unit = host.unitFor(level, cohort, false);
    return unit == null ? host.unitFor(level, cohort, true) : unit;
  }

  // What happens to a patient ---------------------------------------------------------------------

  private void comeIn(SimulatedHospital host, Inpatient patient, SimulatedUnit unit) {
    var bed = unit.freeBed();
    unit.lay(patient, bed);
    patient.unit = unit;
    patient.bed = bed;
    patient.present = true;
    var trigger = unit.plan().level() == Level.EMERGENCY ? "A04" : "A01";
    send(host, trigger, patient, null);
  }

  private void phaseEnds(SimulatedHospital host, Inpatient patient) {
    if (!patient.present) {
      return;
    }
    if (patient.locked || patient.away) {
      at(hour + 1, () -> phaseEnds(host, patient));
      return;
    }
    if (patient.stayLonger) {
      patient.stayLonger = false;
      at(hour + 12, () -> phaseEnds(host, patient));
      return;
    }
    if (!patient.hasNext()) {
      goHome(host, patient);
      return;
    }
    var next = patient.course.phases().get(patient.phase + 1);
    var unit = host.unitFor(next.level(), patient.cohort, false);
    if (unit == null && next.level() == Level.ICU) {
      transfer(host, patient);
      return;
    }
    if (unit == null && ++patient.waits > 8) {
      unit = host.unitFor(next.level(), patient.cohort, true);
    }
    if (unit == null) {
      if (patient.waits > 12) {
        goHome(host, patient);
      } else {
        at(hour + 3, () -> phaseEnds(host, patient));
      }
      return;
    }
    patient.phase++;
    patient.waits = 0;
    move(host, patient, unit);
  }

  private void move(SimulatedHospital host, Inpatient patient, SimulatedUnit unit) {
    var from = patient.place();
    var fromBed = patient.bed;
    var prior = host.location(from, fromBed);
    var length = patient.current().hours();
    lay(patient, unit);
    send(host, "A02", patient, prior);
    if (chance.nextDouble() < 0.006) {
      patient.locked = true;
      at(
          hour + chance.nextDouble(0.1, 0.5),
          () -> {
            var wrong = host.location(patient.place(), patient.bed);
            patient.place().release(patient.bed);
            patient.unit = from;
            patient.bed = fromBed;
            patient.locked = false;
            patient.phase = Math.max(0, patient.phase - 1);
            send(host, "A12", patient, wrong);
            at(hour + 2, () -> phaseEnds(host, patient));
          });
      return;
    }
    from.release(fromBed);
    at(hour + length, () -> phaseEnds(host, patient));
    planOrdinaryThings(host, patient, length);
  }

  private static void lay(Inpatient patient, SimulatedUnit unit) {
    var bed = unit.freeBed();
    unit.lay(patient, bed);
    patient.unit = unit;
    patient.bed = bed;
  }

  private void otherWard(SimulatedHospital host, Inpatient patient) {
    if (isBusy(patient)) {
      return;
    }
    var from = patient.place();
    for (var unit : host.units()) {
      if (unit != from
          && unit.plan().level() == from.plan().level()
          && unit.plan().takes(patient.cohort)
          && unit.room() > 0) {
        var fromBed = patient.bed;
        var prior = host.location(from, fromBed);
        lay(patient, unit);
        from.release(fromBed);
        send(host, "A02", patient, prior);
        return;
      }
    }
  }

  /// A ward patient needs intensive care and the own hospital has none free.
  private void transfer(SimulatedHospital host, Inpatient patient) {
    var other = hostFor(host, Level.ICU, patient.cohort, true);
    var unit = other == null ? null : unitIn(other, Level.ICU, patient.cohort);
    if (other == null || unit == null) {
      at(hour + 3, () -> phaseEnds(host, patient));
      return;
    }
    if (other == host) {
      patient.phase++;
      move(host, patient, unit);
      return;
    }
    send(host, "A03", patient, null);
    patient.present = false;
    patient.place().release(patient.bed);
    transferred++;
    admit(other, patient.course, patient.phase + 1, patient.cohort, unit);
  }

  private void goHome(SimulatedHospital host, Inpatient patient) {
    send(host, "A03", patient, null);
    patient.present = false;
    if (patient.place().plan().level() != Level.EMERGENCY && chance.nextDouble() < 0.005) {
      patient.locked = true;
      at(
          hour + chance.nextDouble(0.2, 1.0),
          () -> {
            patient.present = true;
            patient.locked = false;
            send(host, "A13", patient, null);
            at(hour + 6, () -> phaseEnds(host, patient));
          });
      return;
    }
    patient.place().release(patient.bed);
  }

  private void neverCame(SimulatedHospital host, Inpatient patient) {
    send(host, "A11", patient, null);
    patient.present = false;
    patient.place().release(patient.bed);
  }

  private void delabel(SimulatedHospital host, Inpatient patient) {
    if (isBusy(patient)) {
      return;
    }
    if (!patient.place().plan().takes(Course.DELABELLED)) {
      at(hour + 24, () -> delabel(host, patient));
      return;
    }
    patient.cohort = Course.DELABELLED;
    send(host, "A08", patient, null);
  }

  private void planDeparture(SimulatedHospital host, Inpatient patient) {
    if (isBusy(patient)) {
      return;
    }
    send(host, "A16", patient, null);
    if (chance.nextDouble() < 0.06) {
      patient.stayLonger = true;
      at(
          hour + 1.5,
          () -> {
            if (!isBusy(patient)) {
              send(host, "A25", patient, null);
            }
          });
    }
  }

  private void leave(SimulatedHospital host, Inpatient patient) {
    if (isBusy(patient)) {
      return;
    }
    send(host, "A21", patient, null);
    patient.away = true;
    at(
        hour + chance.nextDouble(6, 20),
        () -> {
          patient.away = false;
          send(host, "A22", patient, null);
        });
  }

  private static boolean isBusy(Inpatient patient) {
    return !patient.present || patient.locked || patient.away;
  }

  // The hospital as a whole -----------------------------------------------------------------------

  private void shiftsOf(SimulatedHospital hospital) {
    var inDay = hour % 24;
    var next = inDay < 7.5 ? 7.5 : inDay < 15 ? 15 : inDay < 23 ? 23 : 31.5;
    at(
        hour - inDay + next + 0.25 * hospital.random().nextDouble(),
        () -> {
          shift(hospital);
          sendFigures(hospital, true);
          shiftsOf(hospital);
        });
  }

  private void shift(SimulatedHospital hospital) {
    var day = Wave.dayOf(hour);
    var ordinary = Math.min(1, 1.12 * Wave.otherWard(day) / Country.WARD_PHYSICAL);
    hospital.beginShift(Wave.icuScale(day), ordinary, covidPerHour(hospital) * 8);
  }

  private void sendFigures(SimulatedHospital hospital, boolean onlyChanged) {
    var figures = hospital.figures(clock(), onlyChanged);
    if (!figures.isEmpty()) {
      post(hospital, figures);
    }
  }

  /// Things that happen now and then: swaps, bed status, faults.
  private void oddities(SimulatedHospital hospital) {
    if (chance.nextDouble() < 0.012) {
      swap(hospital);
    }
    if (chance.nextDouble() < 0.02) {
      closeBed(hospital);
    }
    if (chance.nextDouble() < 0.02) {
      somebody(hospital, Level.WARD).ifPresent(patient -> send(hospital, "A31", patient, null));
    }
    if (chance.nextDouble() < 0.0012 * setting.faults()) {
      count(Fault.SILENCE);
      var length = setting.hold().toMillis() * chance.nextDouble(0.4, 1.5);
      hospital.fallSilent(clock(), Duration.ofMillis((long) length));
    }
    if (chance.nextDouble() < 0.00012 * setting.faults()) {
      rebuild(hospital);
    }
    if (chance.nextDouble() < 0.0025 * setting.faults()) {
      count(Fault.UNREADABLE);
      put(hospital, "unreadable", hospital.writer().unreadable(clock()), clock());
    }
  }

  private java.util.Optional<Inpatient> somebody(SimulatedHospital hospital, Level level) {
    var here =
        hospital.units().stream()
            .filter(u -> u.plan().level() == level)
            .flatMap(u -> u.present().stream())
            .filter(p -> !isBusy(p))
            .toList();
    return here.isEmpty()
        ? java.util.Optional.empty()
        : java.util.Optional.of(here.get(chance.nextInt(here.size())));
  }

  private void swap(SimulatedHospital hospital) {
    var one = somebody(hospital, Level.WARD).orElse(null);
    var two = somebody(hospital, Level.WARD).orElse(null);
    if (one == null || two == null || one == two || !one.cohort.equals(two.cohort)) {
      return;
    }
    var first = hospital.subject(one, null).location();
    var second = hospital.subject(two, null).location();
    var unit = one.place();
    var bed = one.bed;
    unit.release(bed);
    two.place().release(two.bed);
    one.unit = two.place();
    one.bed = two.bed;
    two.unit = unit;
    two.bed = bed;
    one.place().lay(one, one.bed);
    unit.lay(two, bed);
    var at = hospital.stamp(clock());
    sendText(
        hospital,
        "A17",
        at,
        hospital.writer().swap(at, hospital.subject(one, first), hospital.subject(two, second)));
  }

  private void closeBed(SimulatedHospital hospital) {
    var units = hospital.units();
    var unit = units.get(chance.nextInt(units.size()));
    var bed = unit.plan().physical() - 1;
    if (unit.in(bed) != null || unit.isBlocked(bed) || unit.room() < 2) {
      return;
    }
    unit.block(bed);
    var at = hospital.stamp(clock());
    var location = hospital.location(unit, bed);
    sendText(hospital, "A20", at, hospital.writer().bedStatus(at, location, 'C'));
    at(
        hour + chance.nextDouble(2, 9),
        () -> {
          unit.unblock(bed);
          var then = hospital.stamp(clock());
          sendText(hospital, "A20", then, hospital.writer().bedStatus(then, location, 'U'));
        });
  }

  private void rebuild(SimulatedHospital hospital) {
    var unit =
        hospital.units().stream()
            .filter(u -> u.plan().level() == Level.ICU && !u.present().isEmpty())
            .findFirst()
            .orElse(hospital.units().getFirst());
    count(Fault.REBUILD);
    hospital.rebuilt++;
    var old = unit.pointOfCare;
    var moving = unit.present().stream().filter(p -> !isBusy(p)).toList();
    var priors = moving.stream().map(p -> hospital.location(unit, p.bed)).toList();

    var mark = setting.run().substring(Math.max(0, setting.run().length() - 3));
    unit.pointOfCare = old.replaceAll("-" + mark + "\\d+$", "") + "-" + mark + hospital.rebuilt;
    for (int i = 0; i < moving.size(); i++) {
      send(hospital, "A02", moving.get(i), priors.get(i));
    }
    var remap =
        new Runnable() {
          @Override
          public void run() {
            if (remaps.remove(this)) {
              mapAnew(hospital, unit);
            }
          }
        };
    remaps.add(remap);
    at(hour + chance.nextDouble(8, 20), remap);
  }

  private void mapAnew(SimulatedHospital hospital, SimulatedUnit unit) {
    outbox.add(
        new Outgoing.Mappings(
            hospital.plan().number(),
            release(hospital, clock()),
            orders++,
            hospital.mappings(unit)));
    for (var patient : unit.present()) {
      if (!isBusy(patient)) {
        send(hospital, "A08", patient, null);
      }
    }
  }

  // Sending ---------------------------------------------------------------------------------------

  private void send(
      SimulatedHospital host, String trigger, Inpatient patient, @Nullable String prior) {
    var at = host.stamp(clock());
    sendText(host, trigger, at, host.writer().adt(trigger, at, host.subject(patient, prior)));
  }

  private void sendText(SimulatedHospital host, String kind, Instant at, String text) {
    emitted.merge(kind, 1L, Long::sum);
    var leaves = at;
    if (chance.nextDouble() < 0.008 * setting.faults()) {
      count(Fault.LATE);
      leaves = later(at);
    }
    put(host, kind, text, leaves);
    if (chance.nextDouble() < 0.005 * setting.faults()) {
      count(Fault.DUPLICATE);
      put(host, "duplicate", text, later(leaves));
    }
  }

  private Instant later(Instant at) {
    var millis = setting.hold().toMillis() * chance.nextDouble(0.05, 1);
    return at.plusMillis((long) millis);
  }

  private void put(SimulatedHospital host, String kind, String text, Instant leaves) {
    outbox.add(
        new Outgoing.Message(host.plan().number(), release(host, leaves), orders++, kind, text));
  }

  private void post(SimulatedHospital host, List<Outgoing.Observation> figures) {
    outbox.add(
        new Outgoing.Figures(host.plan().number(), release(host, clock()), orders++, figures));
  }

  private static Instant release(SimulatedHospital host, Instant at) {
    return host.silentUntil.isAfter(at) ? host.silentUntil : at;
  }

  private void count(Fault fault) {
    injected.merge(fault, 1L, Long::sum);
  }

  private void at(double when, Runnable happens) {
    events.add(new Event(when, orders++, happens));
  }

  /// The moment on the clock of the hour of the wave.
  private Instant clock() {
    var behind = (advancedTo - hour) / hoursPerMinute;
    return advancedAt.minusMillis((long) Math.max(0, behind * 60_000));
  }

  private int poisson(double mean) {
    if (mean > 40) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * chance.nextGaussian()));
    }
    var limit = Math.exp(-mean);
    var product = chance.nextDouble();
    var n = 0;
    while (product > limit) {
      product *= chance.nextDouble();
      n++;
    }
    return n;
  }
}
