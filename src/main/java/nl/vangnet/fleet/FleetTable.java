package nl.vangnet.fleet;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.DirectorySnapshot;
import nl.vangnet.directory.Organisation;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.files.CellRow;
import nl.vangnet.files.CsvWriter;
import nl.vangnet.files.SheetReading;
import org.jspecify.annotations.Nullable;

/// The table in which a fleet comes and goes: one line per vehicle or crew, columns by their names.
final class FleetTable {
  static final List<String> COLUMNS =
      List.of(
          "record",
          "code",
          "name",
          "class",
          "owner",
          "home",
          "lat",
          "lon",
          "equipment",
          "places",
          "range_km",
          "notice_minutes",
          "pool",
          "users",
          "hours",
          "source");
  private static final Set<String> NEEDED =
      Set.of("record", "code", "name", "class", "owner", "home", "lat", "lon", "source");

  private final DirectorySnapshot directory;
  private final CountryCode country;
  private final Map<String, Integer> places = new HashMap<>();

  private FleetTable(DirectorySnapshot directory, CountryCode country) {
    this.directory = directory;
    this.country = country;
  }

  /// The lines of a table; or, in `fault`, why it is none.
  record Read(List<FleetRow> rows, String fault) {
    Read {
      rows = List.copyOf(rows);
    }
  }

  static Read read(byte[] file, DirectorySnapshot directory, CountryCode country) {
    return switch (SheetReading.of(file)) {
      case SheetReading.Refused(var code, var place, var advice) ->
          new Read(List.of(), code + (place.isEmpty() ? "" : " (" + place + ")") + ": " + advice);
      case SheetReading.Read read ->
          read.sheets().isEmpty()
              ? new Read(List.of(), "empty: the file holds no table")
              : new FleetTable(directory, country).rows(read.sheets().getFirst().rows());
    };
  }

  private Read rows(List<CellRow> rows) {
    var head = rows.isEmpty() ? null : rows.getFirst();
    if (head == null) {
      return new Read(List.of(), "empty: the file holds no table");
    }
    for (var i = 0; i < head.cells().size(); i++) {
      places.putIfAbsent(head.cell(i).text().strip().toLowerCase(Locale.ROOT), i);
    }
    var missing = NEEDED.stream().filter(c -> !places.containsKey(c)).sorted().toList();
    if (!missing.isEmpty()) {
      return new Read(
          List.of(), "columns-missing: the first line lacks " + String.join(", ", missing));
    }
    var found = new ArrayList<FleetRow>();
    for (var row : rows.subList(1, rows.size())) {
      found.add(row(row));
    }
    return new Read(found, "");
  }

  /// What is wrong with a line; a control flow of this reader only.
  private static final class Wrong extends Exception {
    private final transient FleetReport.Fault fault;

    Wrong(int line, String column, String value, String code, String advice) {
      super(code);
      this.fault =
          new FleetReport.Fault(
              line,
              column,
              value.length() > 60 ? value.substring(0, 60) + "…" : value,
              code,
              advice);
    }
  }

  private FleetRow row(CellRow row) {
    try {
      return switch (text(row, "record")) {
        case "vehicle" -> FleetRow.of(row.number(), vehicle(row));
        case "crew" -> FleetRow.of(row.number(), crew(row));
        default -> throw wrong(row, "record", "unknown-record", "write vehicle or crew");
      };
    } catch (Wrong wrong) {
      return FleetRow.faulty(row.number(), wrong.fault);
    }
  }

  private VehicleDraft vehicle(CellRow row) throws Wrong {
    var type = VehicleClass.find(text(row, "class"));
    if (type.isEmpty()) {
      throw wrong(row, "class", "unknown-class", "write one of " + codes(VehicleClass.values()));
    }
    var range = text(row, "range_km");
    return new VehicleDraft(
        needed(row, "code"),
        needed(row, "name"),
        owner(row),
        new Vehicle.Build(
            type.get(),
            equipment(row),
            number(row, "places", 1),
            range.isEmpty() ? null : number(row, "range_km", 0),
            Duration.ofMinutes(number(row, "notice_minutes", 0))),
        home(row),
        new Vehicle.Use(truth(row, "pool"), users(row), hours(row)),
        needed(row, "source"));
  }

  private CrewDraft crew(CellRow row) throws Wrong {
    var kind = CrewKind.find(text(row, "class"));
    if (kind.isEmpty()) {
      throw wrong(
          row,
          "class",
          "unknown-class",
          "for a crew, write one of "
              + java.util.Arrays.stream(CrewKind.values())
                  .map(CrewKind::code)
                  .collect(Collectors.joining(", ")));
    }
    return new CrewDraft(
        needed(row, "code"),
        needed(row, "name"),
        kind.get(),
        owner(row),
        home(row),
        needed(row, "source"));
  }

  private OrganisationId owner(CellRow row) throws Wrong {
    return organisation(row, "owner", needed(row, "owner"));
  }

  private OrganisationId organisation(CellRow row, String column, String code) throws Wrong {
    return directory
        .findOrganisation(country, code)
        .map(Organisation::id)
        .orElseThrow(() ->
            new Wrong(
                row.number(),
                column,
                code,
                "owner-unknown",
                "the directory knows no organisation with this code"));
  }

  private Set<OrganisationId> users(CellRow row) throws Wrong {
    var users = new HashSet<OrganisationId>();
    for (var code : FleetTables.words(text(row, "users"))) {
      users.add(organisation(row, "users", code));
    }
    return users;
  }

  private Home home(CellRow row) throws Wrong {
    var latitude = decimal(row, "lat", 90);
    var longitude = decimal(row, "lon", 180);
    return new Home(needed(row, "home"), new Coordinates(latitude, longitude));
  }

  private Set<Equipment> equipment(CellRow row) throws Wrong {
    var found = new HashSet<Equipment>();
    for (var word : FleetTables.words(text(row, "equipment"))) {
      found.add(
          Equipment.find(word)
              .orElseThrow(() ->
                  new Wrong(
                      row.number(),
                      "equipment",
                      word,
                      "unknown-equipment",
                      "write words of "
                          + java.util.Arrays.stream(Equipment.values())
                              .map(Equipment::code)
                              .collect(Collectors.joining(", ")))));
    }
    return found;
  }

  private @Nullable DutyHours hours(CellRow row) throws Wrong {
    try {
      return FleetTables.hours(text(row, "hours"));
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw wrong(row, "hours", "bad-hours", "write them as 07:00-23:00, or nothing");
    }
  }

  private boolean truth(CellRow row, String column) throws Wrong {
    return switch (text(row, column).toLowerCase(Locale.ROOT)) {
      case "", "no", "nee", "false", "0" -> false;
      case "yes", "ja", "true", "1" -> true;
      default -> throw wrong(row, column, "bad-truth", "write yes or no");
    };
  }

  private int number(CellRow row, String column, int otherwise) throws Wrong {
    var text = text(row, column);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text.replaceFirst("[.,]0+$", ""));
    } catch (NumberFormatException e) {
      throw wrong(row, column, "bad-number", "write a whole number");
    }
  }

  private double decimal(CellRow row, String column, int most) throws Wrong {
    try {
      var value = Double.parseDouble(needed(row, column).replace(',', '.'));
      if (Math.abs(value) <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(row, column, "bad-number", "write degrees as 52.0907");
    }
    throw wrong(row, column, "outside-the-earth", "degrees up to " + most + "; maybe swapped");
  }

  private String needed(CellRow row, String column) throws Wrong {
    var text = text(row, column);
    if (text.isEmpty()) {
      throw wrong(row, column, "cell-missing", "fill this cell");
    }
    return text;
  }

  private String text(CellRow row, String column) {
    var place = places.get(column);
    return place == null ? "" : row.cell(place).text().strip();
  }

  private Wrong wrong(CellRow row, String column, String code, String advice) {
    return new Wrong(row.number(), column, text(row, column), code, advice);
  }

  private static String codes(VehicleClass[] classes) {
    return java.util.Arrays.stream(classes)
        .map(VehicleClass::code)
        .collect(Collectors.joining(", "));
  }

  /// The fleet as a table that can be read again.
  static String write(List<Vehicle> vehicles, List<Crew> crews, DirectorySnapshot directory) {
    var rows = new ArrayList<List<String>>();
    for (var v : vehicles) {
      var range = v.build().rangeKilometres();
      var hours = v.use().hours();
      rows.add(
          List.of(
              "vehicle",
              v.code(),
              v.name(),
              v.build().vehicleClass().code(),
              code(directory, v.owner()),
              v.home().name(),
              degrees(v.home().at().latitude()),
              degrees(v.home().at().longitude()),
              v.build().equipment().stream()
                  .map(Equipment::code)
                  .sorted()
                  .collect(Collectors.joining(" ")),
              Integer.toString(v.build().places()),
              range == null ? "" : range.toString(),
              Long.toString(v.build().notice().toMinutes()),
              v.use().pool() ? "yes" : "no",
              v.use().others().stream()
                  .map(o -> code(directory, o))
                  .sorted()
                  .collect(Collectors.joining(" ")),
              hours == null ? "" : hours.text(),
              v.record().source()));
    }
    for (var c : crews) {
      rows.add(
          List.of(
              "crew",
              c.code(),
              c.name(),
              c.kind().code(),
              code(directory, c.owner()),
              c.home().name(),
              degrees(c.home().at().latitude()),
              degrees(c.home().at().longitude()),
              "",
              "",
              "",
              "",
              "",
              "",
              "",
              c.record().source()));
    }
    return CsvWriter.write(COLUMNS, rows, ';');
  }

  private static String code(DirectorySnapshot directory, OrganisationId id) {
    return directory.findOrganisation(id).map(Organisation::code).orElse("?");
  }

  private static String degrees(double value) {
    return String.format(Locale.ROOT, "%.5f", value);
  }
}
