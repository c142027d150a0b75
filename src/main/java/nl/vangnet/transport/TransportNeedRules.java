package nl.vangnet.transport;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import nl.vangnet.fleet.Equipment;
import nl.vangnet.fleet.VehicleClass;

/// The rules from a patient's profile to the transport that is needed, one method each. The first
/// of `FORMS` that applies decides the form; every one of `ADDITIONS` that applies adds to it. The
/// forms of intensive care transport are those of the NVIC guide (2019), the criteria for
/// accompanied transport are those that Maastricht UMC+ gives as its example. What is unknown
/// counts as not met.
final class TransportNeedRules {
  private TransportNeedRules() {}

  /// A form with the vehicle and urgency that go with it.
  record Choice(Form form, VehicleClass vehicle, Urgency urgency) {}

  private record Named(String name, Function<TravelProfile, Optional<Choice>> rule) {}

  private record Added(String name, Predicate<TravelProfile> applies, Set<Equipment> equipment) {}

  private static final List<Named> FORMS =
      List.of(
          new Named("ecmo", TransportNeedRules::ecmo),
          new Named("icu-emergency", TransportNeedRules::icuEmergency),
          new Named("icu-escorted", TransportNeedRules::icuEscorted),
          new Named("icu-micu", TransportNeedRules::icuMicu),
          new Named("ventilated", TransportNeedRules::ventilated),
          new Named("vasopressors", TransportNeedRules::vasopressors),
          new Named("emergency", TransportNeedRules::emergency),
          new Named("unstable", TransportNeedRules::unstable),
          new Named("deterioration", TransportNeedRules::deterioration),
          new Named("high-flow", TransportNeedRules::highFlow),
          new Named("oxygen-high", TransportNeedRules::oxygenHigh),
          new Named("oxygen-low", TransportNeedRules::oxygenLow),
          new Named("lying", TransportNeedRules::lying),
          new Named("seated", TransportNeedRules::seated));

  private static final List<Added> ADDITIONS =
      List.of(
          new Added("bring-oxygen", TransportNeedRules::needsOxygen, Set.of(Equipment.OXYGEN)),
          new Added(
              "bring-high-flow", TransportNeedRules::needsHighFlow, Set.of(Equipment.HIGH_FLOW)),
          new Added(
              "bring-ventilator",
              TransportNeedRules::needsVentilator,
              Set.of(Equipment.VENTILATOR)),
          new Added(
              "bring-pumps", TravelProfile::haemodynamicSupport, Set.of(Equipment.SYRINGE_PUMPS)),
          new Added("bring-ecmo", TravelProfile::ecmo, Set.of(Equipment.ECMO)),
          new Added("child", TravelProfile::child, Set.of(Equipment.PAEDIATRIC)),
          new Added("bariatric", TravelProfile::bariatric, Set.of(Equipment.BARIATRIC_STRETCHER)));

  static TransportNeed decide(TravelProfile profile) {
    for (var form : FORMS) {
      var choice = form.rule().apply(profile);
      if (choice.isPresent()) {
        return complete(profile, form.name(), choice.get());
      }
    }
    throw new IllegalStateException("no rule covers " + profile);
  }

  private static TransportNeed complete(TravelProfile profile, String rule, Choice choice) {
    var rules = new ArrayList<String>();
    rules.add(rule);
    if (choice.form() == Form.MICU && profile.intensiveCare() && !profile.ecmo()) {
      rules.addAll(failedEscortCriteria(profile));
    }
    var equipment = EnumSet.noneOf(Equipment.class);
    if (choice.form() == Form.MICU) {
      equipment.add(Equipment.MICU_TROLLEY);
    }
    for (var added : ADDITIONS) {
      if (added.applies().test(profile)) {
        rules.add(added.name());
        equipment.addAll(added.equipment());
      }
    }
    if (profile.isolation()) {
      rules.add("isolation");
    }
    return new TransportNeed(
        choice.form(),
        vehicle(profile, choice),
        equipment,
        choice.urgency(),
        profile.isolation(),
        rules);
  }

  /// A heavy patient rides in the vehicle for heavy patients, unless it has to be a MICU.
  static VehicleClass vehicle(TravelProfile profile, Choice choice) {
    return profile.bariatric() && choice.vehicle() != VehicleClass.MICU
        ? VehicleClass.BARIATRIC
        : choice.vehicle();
  }

  // The forms.

  static Optional<Choice> ecmo(TravelProfile p) {
    return when(p.ecmo(), Form.MICU, VehicleClass.MICU, Urgency.B1);
  }

  /// Treatment elsewhere cannot wait for a MICU.
  static Optional<Choice> icuEmergency(TravelProfile p) {
    return when(
        p.intensiveCare() && p.emergency(), Form.EMERGENCY_ICU, VehicleClass.AMBULANCE, Urgency.A1);
  }

  static Optional<Choice> icuEscorted(TravelProfile p) {
    return when(
        p.intensiveCare() && failedEscortCriteria(p).isEmpty(),
        Form.ESCORTED_ICU,
        VehicleClass.AMBULANCE,
        Urgency.B1);
  }

  static Optional<Choice> icuMicu(TravelProfile p) {
    return when(
        p.intensiveCare(), Form.MICU, VehicleClass.MICU, p.stable() ? Urgency.B1 : Urgency.A2);
  }

  static Optional<Choice> ventilated(TravelProfile p) {
    return when(
        needsVentilator(p), Form.MICU, VehicleClass.MICU, p.emergency() ? Urgency.A2 : Urgency.B1);
  }

  static Optional<Choice> vasopressors(TravelProfile p) {
    return when(
        p.haemodynamicSupport(),
        Form.MICU,
        VehicleClass.MICU,
        p.emergency() ? Urgency.A2 : Urgency.B1);
  }

  static Optional<Choice> emergency(TravelProfile p) {
    return when(p.emergency(), Form.AMBULANCE, VehicleClass.AMBULANCE, Urgency.A1);
  }

  static Optional<Choice> unstable(TravelProfile p) {
    return when(!p.stable(), Form.AMBULANCE, VehicleClass.AMBULANCE, Urgency.A2);
  }

  static Optional<Choice> deterioration(TravelProfile p) {
    return when(p.deteriorationExpected(), Form.AMBULANCE, VehicleClass.AMBULANCE, Urgency.B1);
  }

  static Optional<Choice> highFlow(TravelProfile p) {
    return when(needsHighFlow(p), Form.AMBULANCE, VehicleClass.AMBULANCE, Urgency.B1);
  }

  static Optional<Choice> oxygenHigh(TravelProfile p) {
    return when(
        p.breathing() == Breathing.OXYGEN_HIGH, Form.AMBULANCE, VehicleClass.AMBULANCE, Urgency.B1);
  }

  static Optional<Choice> oxygenLow(TravelProfile p) {
    return when(
        p.breathing() == Breathing.OXYGEN_LOW, Form.CARE, VehicleClass.CARE_AMBULANCE, Urgency.B2);
  }

  static Optional<Choice> lying(TravelProfile p) {
    return when(p.lying(), Form.CARE, VehicleClass.CARE_AMBULANCE, Urgency.B2);
  }

  static Optional<Choice> seated(TravelProfile p) {
    return when(true, Form.SEATED, VehicleClass.CARE_TAXI, Urgency.B2);
  }

  private static Optional<Choice> when(
      boolean applies, Form form, VehicleClass vehicle, Urgency urgency) {
    return applies ? Optional.of(new Choice(form, vehicle, urgency)) : Optional.empty();
  }

  // The criteria for accompanied transport; the names of those that are not met.

  static List<String> failedEscortCriteria(TravelProfile p) {
    var failed = new ArrayList<String>();
    add(failed, "fio2-unknown", isFio2Unknown(p));
    add(failed, "fio2-above-50", isFio2TooHigh(p));
    add(failed, "peep-unknown", isPeepUnknown(p));
    add(failed, "peep-6-or-more", isPeepTooHigh(p));
    add(failed, "on-vasopressors", p.haemodynamicSupport());
    add(failed, "not-stable", !p.stable());
    add(failed, "may-deteriorate", p.deteriorationExpected());
    return failed;
  }

  private static void add(List<String> failed, String name, boolean fails) {
    if (fails) {
      failed.add(name);
    }
  }

  /// Who breathes with more than a little oxygen has an oxygen share that must be known.
  static boolean isFio2Unknown(TravelProfile p) {
    return p.fio2Percent() == null
        && p.breathing() != Breathing.NONE
        && p.breathing() != Breathing.OXYGEN_LOW;
  }

  static boolean isFio2TooHigh(TravelProfile p) {
    return p.fio2Percent() != null && p.fio2Percent() > 50;
  }

  static boolean isPeepUnknown(TravelProfile p) {
    return p.peep() == null && needsVentilator(p);
  }

  static boolean isPeepTooHigh(TravelProfile p) {
    return p.peep() != null && p.peep() >= 6;
  }

  // What has to come along.

  static boolean needsOxygen(TravelProfile p) {
    return p.breathing() != Breathing.NONE;
  }

  static boolean needsHighFlow(TravelProfile p) {
    return p.breathing() == Breathing.HIGH_FLOW;
  }

  static boolean needsVentilator(TravelProfile p) {
    return p.breathing() == Breathing.NON_INVASIVE || p.breathing() == Breathing.INVASIVE;
  }
}
