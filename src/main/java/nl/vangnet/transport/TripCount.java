package nl.vangnet.transport;

import java.time.LocalDate;
import nl.vangnet.fleet.VehicleClass;

/// How many legs of a class and form were ridden on a day, how far with and without a patient, and
/// how long one took on average from departure until free (TRA-08).
public record TripCount(
    LocalDate day,
    VehicleClass vehicleClass,
    Form form,
    int trips,
    double kilometres,
    double emptyKilometres,
    double averageMinutes) {}
