package nl.vangnet.transport;

/// How many vehicles and crews a number of transfers asks (TRA-04, TRA-05, TRA-08): trips times the
/// time of one round trip, over the time that a crew has. The days differ, so the count is for
/// nineteen days of twenty; nobody can drive all the time, so a crew gives a share of its duty.
public record CapacityNeed(
    double trips, int busyDay, double tripMinutes, double kilometres, int crews, int vehicles) {
  private static final double BUSY = 0.95;

  /// What is asked: transfers per day, how many of them go back later as a share, the one-way drive
  /// in minutes and kilometres, the fixed minutes of a trip, the share of the way that is driven
  /// empty, the length of a duty, the share of it that can be used, and the duties per day of one
  /// vehicle.
  public record Ask(
      double transfers,
      double returnShare,
      double driveMinutes,
      double driveKilometres,
      double fixedMinutes,
      double emptyShare,
      double dutyMinutes,
      double usableShare,
      double dutiesPerVehicle) {}

  /// The answer.
  public static CapacityNeed of(Ask ask) {
    var trips = ask.transfers() * (1 + ask.returnShare());
    var minutes = ask.fixedMinutes() + ask.driveMinutes() * (1 + ask.emptyShare());
    var busy = Chance.quantile(trips, BUSY);
    var perCrew = ask.dutyMinutes() * ask.usableShare();
    var crews = perCrew <= 0 ? 0 : (int) Math.ceil(busy * minutes / perCrew);
    return new CapacityNeed(
        trips,
        busy,
        minutes,
        trips * ask.driveKilometres() * (1 + ask.emptyShare()),
        crews,
        ask.dutiesPerVehicle() <= 0 ? crews : (int) Math.ceil(crews / ask.dutiesPerVehicle()));
  }
}
