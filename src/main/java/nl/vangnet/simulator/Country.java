package nl.vangnet.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.SiteClass;
import org.jspecify.annotations.Nullable;

/// The hospitals of the exercise with their invented beds: real sites, but numbers that only add up
/// to known or assumed national totals. The same seed gives the same country.
record Country(List<HospitalPlan> hospitals) {
  /// Operational ICU beds in ordinary times (LCPS and the Dutch scale-up plan: 1,150).
  static final int ICU_OPERATIONAL = 1_150;

  /// ICU beds that can be opened at most (the national plan of March 2020: 2,400).
  static final int ICU_PHYSICAL = 2_400;

  /// Assumption: ward beds that can be kept apart for COVID.
  static final int COVID_WARD_PHYSICAL = 4_200;

  /// Assumption: other ward beds in the exercise; the real country has more.
  static final int WARD_PHYSICAL = 7_400;

  /// Assumption: medium and high care beds.
  static final int HIGH_CARE_PHYSICAL = 560;

  /// Assumption: coronary care beds.
  static final int CORONARY_PHYSICAL = 620;

  /// Assumption: places in emergency departments.
  static final int EMERGENCY_PLACES = 950;

  /// Assumption: paediatric ICU beds.
  static final int PAEDIATRIC_PHYSICAL = 96;

  /// Assumption: neonatal ICU beds.
  static final int NEONATAL_PHYSICAL = 176;

  Country {
    hospitals = List.copyOf(hospitals);
  }

  /// A site as the directory knows it.
  record Place(
      String site,
      String name,
      OrganisationId organisation,
      CountryCode country,
      String region,
      SiteClass siteClass,
      boolean emergencyDepartment,
      @Nullable Coordinates coordinates) {
    private double weight() {
      return switch (siteClass) {
        case ACADEMIC -> 3.2;
        case TOP_CLINICAL -> 1.7;
        case GENERAL, OTHER -> emergencyDepartment ? 1.0 : 0.45;
      };
    }

    private double intensiveWeight() {
      return switch (siteClass) {
        case ACADEMIC -> 4.4;
        case TOP_CLINICAL -> 1.6;
        case GENERAL, OTHER -> emergencyDepartment ? 0.6 : 0;
      };
    }

    private boolean hasChildrensIntensiveCare() {
      return siteClass == SiteClass.ACADEMIC;
    }

    private boolean hasNeonatalIntensiveCare() {
      return siteClass == SiteClass.ACADEMIC || site.startsWith("ISALA") || site.startsWith("MMC");
    }
  }

  /// A unit: its code, its category, the cohorts that may lie there (the first owns the beds that
  /// no other holds) and the beds that stand there.
  record UnitPlan(String code, Level level, List<String> cohorts, int physical) {
    UnitPlan {
      cohorts = List.copyOf(cohorts);
    }

    boolean takes(String cohort) {
      return cohorts.contains(cohort);
    }
  }

  /// A hospital: where it is, how it speaks, what it has. `icuOperational` is its part of the
  /// 1,150, `regionShare` its part of its region's COVID admissions.
  record HospitalPlan(
      int number,
      Place place,
      Dialect dialect,
      List<UnitPlan> units,
      int icuOperational,
      double regionShare) {
    HospitalPlan {
      units = List.copyOf(units);
    }

    int beds(Level level) {
      return units.stream().filter(u -> u.level() == level).mapToInt(UnitPlan::physical).sum();
    }

    double distance(HospitalPlan other) {
      var here = place.coordinates();
      var there = other.place.coordinates();
      var metres = here == null || there == null ? 200_000 : here.distanceMetres(there);
      return place.region().equals(other.place.region()) ? metres : metres + 60_000;
    }
  }

  /// The hospitals of `country` in the directory, in order of their code.
  static List<Place> places(Directory directory, CountryCode country, LocalDate day) {
    var snapshot = directory.snapshot();
    var networks = snapshot.findRegionSet(country, "acute-care-network", day);
    return snapshot.sites(country).stream()
        .filter(s -> s.type() == ProviderType.HOSPITAL)
        .map(s ->
            new Place(
                s.code(),
                s.name(),
                s.organisation(),
                s.country(),
                networks
                    .flatMap(set -> snapshot.findRegionOf(s.id(), set))
                    .map(nl.vangnet.directory.Region::code)
                    .orElse(""),
                s.siteClass(),
                s.emergencyDepartment(),
                s.coordinates()))
        .sorted(Comparator.comparing(Place::site))
        .toList();
  }

  /// Invents the beds of these sites. The units depend on the site only, their sizes also on the
  /// seed.
  static Country of(List<Place> places, long seed) {
    var random = random(seed, "country");
    var jitter = places.stream().mapToDouble(p -> 0.8 + 0.4 * random.nextDouble()).toArray();
    var shares = new Shares(places, jitter);
    var operational = shares.of(ICU_OPERATIONAL, Place::intensiveWeight, 4);
    var icu = shares.of(ICU_PHYSICAL, Place::intensiveWeight, 8);
    var covid = shares.of(COVID_WARD_PHYSICAL, Place::weight, 8);
    var ward = shares.of(WARD_PHYSICAL, Place::weight, 16);
    var high = shares.of(HIGH_CARE_PHYSICAL, Place::intensiveWeight, 2);
    var coronary = shares.of(CORONARY_PHYSICAL, p -> p.emergencyDepartment() ? p.weight() : 0, 3);
    var emergency = shares.of(EMERGENCY_PLACES, p -> p.emergencyDepartment() ? p.weight() : 0, 6);
    var paediatric = shares.of(PAEDIATRIC_PHYSICAL, p -> p.hasChildrensIntensiveCare() ? 1 : 0, 4);
    var neonatal = shares.of(NEONATAL_PHYSICAL, p -> p.hasNeonatalIntensiveCare() ? 1 : 0, 6);
    var hospitals = new ArrayList<HospitalPlan>();
    for (int i = 0; i < places.size(); i++) {
      var place = places.get(i);
      var units = new ArrayList<UnitPlan>();
      if (icu[i] > 0) {
        var ordinary = Math.max(3, (int) Math.round(icu[i] * 0.4));
        add(units, "IC-A", Level.ICU, List.of(Course.OTHER, Course.COVID), ordinary);
        add(
            units,
            "IC-COV",
            Level.ICU,
            List.of(Course.COVID, Course.DELABELLED),
            icu[i] - ordinary);
      }
      add(units, "COV", Level.WARD, List.of(Course.COVID, Course.DELABELLED), covid[i]);
      var wards =
          switch (place.siteClass()) {
            case ACADEMIC -> List.of("CHIR", "INT", "NEU");
            case TOP_CLINICAL -> List.of("CHIR", "INT");
            case GENERAL, OTHER -> List.of("VPK");
          };
      for (int w = 0; w < wards.size(); w++) {
        var part = ward[i] / wards.size() + (w < ward[i] % wards.size() ? 1 : 0);
        add(units, wards.get(w), Level.WARD, List.of(Course.OTHER), part);
      }
      add(units, "MC", Level.HIGH_CARE, List.of(Course.OTHER), high[i]);
      add(units, "CCU", Level.CORONARY, List.of(Course.OTHER), coronary[i]);
      add(units, "SEH", Level.EMERGENCY, List.of(Course.OTHER), emergency[i]);
      add(units, "PICU", Level.PAEDIATRIC_ICU, List.of(Course.OTHER), paediatric[i]);
      add(units, "NICU", Level.NEONATAL_ICU, List.of(Course.OTHER), neonatal[i]);
      hospitals.add(
          new HospitalPlan(
              i,
              place,
              Dialect.of(place.site()),
              units,
              Math.min(operational[i], icu[i]),
              shares.inRegion(i)));
    }
    return new Country(hospitals);
  }

  /// The same country with at most so many of its hospitals, spread over the list.
  Country limited(int most) {
    if (most >= hospitals.size()) {
      return this;
    }
    var chosen =
        IntStream.range(0, most).mapToObj(i -> hospitals.get(i * hospitals.size() / most)).toList();
    return new Country(
        IntStream.range(0, chosen.size())
            .mapToObj(i -> {
              var h = chosen.get(i);
              return new HospitalPlan(
                  i, h.place, h.dialect, h.units, h.icuOperational, h.regionShare);
            })
            .toList());
  }

  /// The seeded source of chance for one purpose.
  static RandomGenerator random(long seed, String purpose) {
    return RandomGeneratorFactory.of("L64X128MixRandom")
        .create(seed * 0x9E3779B97F4A7C15L + purpose.hashCode());
  }

  private static void add(
      List<UnitPlan> units, String code, Level level, List<String> cohorts, int physical) {
    if (physical > 0) {
      units.add(new UnitPlan(code, level, cohorts, physical));
    }
  }

  /// Divides national totals over the sites.
  private record Shares(List<Place> places, double[] jitter) {
    /// Parts of `total` in proportion to the weights (largest remainder), at least `least` where
    /// the weight is above zero; the sum is the total as long as the least parts allow it.
    int[] of(int total, ToDoubleFunction<Place> weight, int least) {
      var weights = new double[places.size()];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = weight.applyAsDouble(places.get(i)) * jitter[i];
        sum += weights[i];
      }
      var parts = new int[weights.length];
      var left = total;
      for (int i = 0; i < parts.length; i++) {
        parts[i] = weights[i] == 0 ? 0 : Math.max(least, (int) (total * weights[i] / sum));
        left -= parts[i];
      }
      var order =
          IntStream.range(0, parts.length)
              .filter(i -> weights[i] > 0)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -weights[i]))
              .toList();
      for (int i = 0; left != 0 && !order.isEmpty() && i < 50 * order.size(); i++) {
        var at = order.get(i % order.size());
        var step = left > 0 ? 1 : parts[at] > least ? -1 : 0;
        parts[at] += step;
        left -= step;
      }
      return parts;
    }

    double inRegion(int site) {
      var region = places.get(site).region();
      double sum = 0;
      for (int i = 0; i < jitter.length; i++) {
        if (places.get(i).region().equals(region)) {
          sum += places.get(i).weight() * jitter[i];
        }
      }
      return places.get(site).weight() * jitter[site] / sum;
    }
  }
}
