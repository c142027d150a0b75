package nl.vangnet.transport.web;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import nl.vangnet.directory.Region;
import nl.vangnet.directory.Site;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.transport.CapacityNeed;
import nl.vangnet.transport.HubWhatIf;
import nl.vangnet.transport.TripForecast;
import nl.vangnet.web.Frame;
import org.jspecify.annotations.Nullable;

/// What transport is needed, and what was ridden.
record NeedView(
    Asked asked,
    List<Region> regions,
    List<Site> hospitals,
    Set<String> hubs,
    boolean hubsFromRules,
    HubWhatIf ways,
    List<Line> lines,
    List<DayCount> days,
    List<VehicleClass> classes,
    int most,
    List<TripForecast> forecast,
    double kilometres,
    double emptyKilometres) {
  /// What somebody asked to be calculated.
  record Asked(
      String region, double perDay, double extra, int returnPercent, int icuPercent, int usable) {}

  /// One kind of transport without and with hubs.
  record Line(String kind, CapacityNeed spread, @Nullable CapacityNeed hubs) {}

  /// A day with its name, as the forecast goes by it: "zo 29 nov".
  static String day(Frame frame, LocalDate day) {
    return DateTimeFormatter.ofPattern("EEE d MMM", frame.locale()).format(day);
  }

  /// The trips of one day by class, in the order of the classes.
  record DayCount(LocalDate day, List<Integer> counts, int whole) {}
}
