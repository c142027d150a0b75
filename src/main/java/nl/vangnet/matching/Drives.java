package nl.vangnet.matching;

import java.time.Instant;
import java.util.List;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.travel.Journey;

/// What the ranking asks of the roads: the journeys by car from one point to many, in their order.
@FunctionalInterface
interface Drives {
  List<Journey> fromOne(Coordinates from, List<Coordinates> to, Instant at);
}
