package nl.vangnet.matching;

import nl.vangnet.transport.Reach;
import org.jspecify.annotations.Nullable;

/// One line of a place and the way there; `room` is null when the place has no line that fits.
record Spot(Place place, @Nullable Room room, Reach reach) {}
