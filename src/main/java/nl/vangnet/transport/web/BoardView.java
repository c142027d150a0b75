package nl.vangnet.transport.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import nl.vangnet.directory.Organisation;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.transport.Alert;
import nl.vangnet.web.Flash;
import org.jspecify.annotations.Nullable;

/// The planner's board: what goes wrong, what waits, and the day per vehicle.
record BoardView(
    Choice choice,
    Stretch time,
    List<Lane> lanes,
    int more,
    List<Trouble> troubles,
    int otherTroubles,
    List<LegLook> requests,
    Sums sums,
    @Nullable Flash flash) {
  /// What the board is narrowed to. `owner` is a code, "" for all.
  record Choice(LocalDate day, String owner, String type, boolean all, List<Organisation> owners) {}

  /// The stretch of time that is drawn: where the hours stand, and now (null when outside).
  record Stretch(Instant from, int hours, int width, List<Tick> ticks, @Nullable Integer now) {}

  /// One hour on the axis.
  record Tick(int x, String label) {}

  /// How many legs are open and how many run.
  record Sums(int open, int running, int waiting, int late) {}

  /// Something that goes wrong, with its leg.
  record Trouble(Alert alert, LegLook look) {}

  /// The day of one vehicle.
  record Lane(
      Vehicle vehicle,
      String owner,
      boolean pool,
      boolean may,
      List<Band> shifts,
      List<Band> obstacles,
      List<Block> blocks) {}

  /// A band behind the legs: a shift or an obstacle.
  record Band(int x, int width, String label) {}

  /// One leg on a lane: where its parts begin and end, and what it says.
  record Block(
      LegLook look,
      int depart,
      int pickup,
      int leave,
      int arrival,
      int free,
      boolean movable,
      String label,
      String spoken) {}
}
