package nl.vangnet.matching;

/// One part of a score, in minutes with one decimal; below zero it speaks for the place.
public record Part(Name name, double minutes) {
  /// The parts of a score, in the order in which they are told. Each is one method of `Scores`.
  public enum Name {
    /// The drive with the patient.
    DRIVE,
    /// The wait from the moment that the patient is ready until the vehicle is there.
    WAIT,
    /// How full the beds are once the patient lies there.
    PRESSURE,
    /// How the region stands against its fair share.
    FAIRNESS,
    /// Another region, or abroad.
    REGION,
    /// The age of the figures, and needs of which nothing was reported.
    AGE,
    /// The chance of a refusal.
    REFUSAL,
    /// The way for the relatives.
    HOME,
    /// No hub where the region wants hubs.
    HUB,
    /// Patients that the site was already asked to take today.
    LOAD,
    /// A wish of patient or doctor.
    WISHED,
    /// Back to the own hospital or region.
    RETURN;

    /// The word of this part in interfaces and messages.
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// A part rounded to tenths of minutes, so that the parts that people see add up.
  static Part of(Name name, double minutes) {
    return new Part(name, Math.round(minutes * 10) / 10.0);
  }
}
