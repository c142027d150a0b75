package nl.vangnet.fleet.web;

import java.util.List;
import java.util.Map;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.Site;
import nl.vangnet.fleet.BoardingPoint;
import nl.vangnet.fleet.Crew;
import nl.vangnet.fleet.Obstacle;
import nl.vangnet.fleet.Position;
import nl.vangnet.fleet.Post;
import nl.vangnet.fleet.Shift;
import nl.vangnet.fleet.Vehicle;
import nl.vangnet.fleet.VehicleClass;
import nl.vangnet.web.Flash;
import org.jspecify.annotations.Nullable;

/// What the pages of the register show.
final class FleetView {
  private FleetView() {}

  /// How many rows a list begins with: what a telephone can hold; the rest is one tap away.
  private static final int SHOWN = 40;

  /// What of a list is shown at first, or all of it.
  static <T> List<T> shown(List<T> found, boolean all) {
    return all ? found : found.subList(0, Math.min(SHOWN, found.size()));
  }

  /// The list of vehicles with its filter; `found` fit the filter, `rows` are those that are shown.
  record Vehicles(
      List<VehicleRow> rows,
      int found,
      int whole,
      Filter filter,
      List<Organisation> owners,
      List<Obstacle> wide,
      boolean mayKeep,
      boolean mayKeepNation,
      @Nullable Flash flash) {}

  /// What the list is narrowed to.
  record Filter(String q, String owner, String type, boolean retired) {}

  /// One vehicle in the list.
  record VehicleRow(
      Vehicle vehicle,
      String owner,
      boolean pool,
      @Nullable Obstacle obstacle,
      @Nullable Duty duty,
      @Nullable Position position) {}

  /// Who is on duty now and until when.
  record Duty(Crew crew, Shift shift) {}

  /// One vehicle on its own page.
  record One(
      VehicleRow row,
      List<String> users,
      List<Duty> shifts,
      List<Obstacle> obstacles,
      boolean mayKeep,
      FormView form,
      @Nullable Flash flash) {}

  /// The form of a vehicle or crew: the present one, null for a new one.
  record FormView(
      @Nullable Vehicle vehicle,
      @Nullable Crew crew,
      String owner,
      List<String> users,
      List<Organisation> owners,
      List<Post> posts,
      Map<String, String> typed,
      @Nullable Flash flash) {
    /// What a field holds: what was typed before a refusal, else what is known.
    String value(String field, @Nullable Object known) {
      return typed.containsKey(field)
          ? typed.getOrDefault(field, "")
          : known == null ? "" : known.toString();
    }

    /// Whether a box is ticked.
    boolean isOn(String field, boolean known) {
      return typed.isEmpty() ? known : typed.containsKey(field);
    }
  }

  /// The list of crews; `found` fit the filter, `rows` are those that are shown.
  record Crews(
      List<CrewRow> rows,
      int found,
      int whole,
      Filter filter,
      List<Organisation> owners,
      boolean mayKeep,
      @Nullable Flash flash) {}

  /// One crew in the list: on duty now, or next.
  record CrewRow(Crew crew, String owner, @Nullable Shift now, @Nullable Shift next) {}

  /// One crew on its own page; `vehicles` are those it may ride in.
  record OneCrew(
      CrewRow row,
      List<Ridden> shifts,
      List<Vehicle> vehicles,
      boolean mayKeep,
      FormView form,
      @Nullable Flash flash) {}

  /// A shift with its vehicle, null at home.
  record Ridden(Shift shift, @Nullable Vehicle vehicle) {}

  /// Landing places and stations.
  record Places(List<Place> places, List<Site> sites, boolean mayKeep, @Nullable Flash flash) {}

  /// One landing place or station with its site.
  record Place(BoardingPoint point, Site site) {}

  /// Classes for the choices.
  static List<VehicleClass> classes() {
    return List.of(VehicleClass.values());
  }
}
