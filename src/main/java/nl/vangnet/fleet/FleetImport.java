package nl.vangnet.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.vangnet.access.Actor;
import nl.vangnet.access.AuditTrail;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.OrganisationId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes a fleet over from a table, line by line: a line whose code is known changes that vehicle
/// or crew, another adds one. What is wrong with a line is said per line.
@Service
public class FleetImport {
  private final FleetDesk desk;
  private final FleetRights rights;
  private final Directory directory;
  private final AuditTrail audit;
  private final CountryCode home;

  FleetImport(
      FleetDesk desk,
      FleetRights rights,
      Directory directory,
      AuditTrail audit,
      @Value("${vangnet.country:NL}") String home) {
    this.desk = desk;
    this.rights = rights;
    this.directory = directory;
    this.audit = audit;
    this.home = new CountryCode(home);
  }

  /// The columns of the table, in the order in which it is written.
  public static List<String> columns() {
    return FleetTable.COLUMNS;
  }

  /// What the table would do.
  @Transactional(readOnly = true)
  public FleetReport preview(Actor actor, byte[] file) {
    return go(actor, file, false);
  }

  /// Writes the table: nothing when a line is faulty, unless `goodOnly` asks for the good lines.
  @Transactional
  public FleetReport write(Actor actor, byte[] file, boolean goodOnly) {
    var before = go(actor, file, false);
    if (before.good() == 0 || (!goodOnly && !before.faults().isEmpty())) {
      return before;
    }
    var report = go(actor, file, true);
    audit.record(
        actor,
        "fleet.import",
        "fleet",
        null,
        Map.of(
            "lines", Integer.toString(report.lines()),
            "added", Integer.toString(report.added()),
            "changed", Integer.toString(report.changed()),
            "faults", Integer.toString(report.faults().size())));
    return report;
  }

  /// The fleet that somebody keeps, or everybody's for the national desk, as such a table.
  @Transactional(readOnly = true)
  public String export(Actor actor) {
    return FleetTable.write(
        desk.vehicles().stream()
            .filter(v -> !v.record().retired() && rights.mayKeep(actor, v.owner()))
            .toList(),
        desk.crews().stream()
            .filter(c -> !c.record().retired() && rights.mayKeep(actor, c.owner()))
            .toList(),
        directory.snapshot());
  }

  private FleetReport go(Actor actor, byte[] file, boolean write) {
    var read = FleetTable.read(file, directory.snapshot(), home);
    if (!read.fault().isEmpty()) {
      return new FleetReport(false, 0, 0, 0, 0, List.of(), read.fault());
    }
    var tally = new Tally(actor, write);
    for (var row : read.rows()) {
      tally.take(row);
    }
    return new FleetReport(
        write, read.rows().size(), tally.added, tally.changed, tally.same, tally.faults, "");
  }

  /// Goes through the lines of one table.
  private final class Tally {
    private final Actor actor;
    private final boolean write;
    private final Map<String, Vehicle> vehicles = new HashMap<>();
    private final Map<String, Crew> crews = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<FleetReport.Fault> faults = new ArrayList<>();
    private int added;
    private int changed;
    private int same;

    Tally(Actor actor, boolean write) {
      this.actor = actor;
      this.write = write;
      desk.vehicles().forEach(v -> vehicles.put(key(v.code()), v));
      desk.crews().forEach(c -> crews.put(key(c.code()), c));
    }

    private static String key(String code) {
      return code.toLowerCase(Locale.ROOT);
    }

    void take(FleetRow row) {
      var vehicle = row.vehicle();
      var crew = row.crew();
      if (row.fault() != null) {
        faults.add(row.fault());
      } else if (vehicle != null) {
        if (isFirst(row, "vehicle", vehicle.code())) {
          take(row, vehicle);
        }
      } else if (crew != null && isFirst(row, "crew", crew.code())) {
        take(row, crew);
      }
    }

    private boolean isFirst(FleetRow row, String record, String code) {
      var before = seen.putIfAbsent(record + " " + key(code), row.line());
      if (before != null) {
        faults.add(
            new FleetReport.Fault(
                row.line(), "code", code, "code-twice", "stands in line " + before + " already"));
      }
      return before == null;
    }

    private void take(FleetRow row, VehicleDraft draft) {
      var known = vehicles.get(key(draft.code()));
      var owner = known == null ? draft.owner() : known.owner();
      if (!mayKeep(row, draft.owner(), owner)) {
        return;
      }
      if (known != null && isSame(known, draft)) {
        same++;
        return;
      }
      var refused =
          FleetRules.code(draft.code())
              .or(() -> FleetRules.named(draft.name(), "name"))
              .or(() -> FleetRules.named(draft.home().name(), "home"))
              .or(() -> FleetRules.sourced(draft.source()))
              .or(() -> FleetRules.built(draft.build()));
      if (refused.isPresent()) {
        refuse(row, draft.code(), refused.get());
        return;
      }
      count(known != null);
      if (write) {
        done(
            known == null
                ? desk.add(actor, draft)
                : desk.change(actor, known.id(), known.record().edition(), draft));
      }
    }

    private void take(FleetRow row, CrewDraft draft) {
      var known = crews.get(key(draft.code()));
      var owner = known == null ? draft.owner() : known.owner();
      if (!mayKeep(row, draft.owner(), owner)) {
        return;
      }
      if (known != null && isSame(known, draft)) {
        same++;
        return;
      }
      var refused =
          FleetRules.code(draft.code())
              .or(() -> FleetRules.named(draft.name(), "name"))
              .or(() -> FleetRules.named(draft.home().name(), "home"))
              .or(() -> FleetRules.sourced(draft.source()));
      if (refused.isPresent()) {
        refuse(row, draft.code(), refused.get());
        return;
      }
      count(known != null);
      if (write) {
        done(
            known == null
                ? desk.add(actor, draft)
                : desk.change(actor, known.id(), known.record().edition(), draft));
      }
    }

    private boolean mayKeep(FleetRow row, OrganisationId wanted, OrganisationId present) {
      if (rights.mayKeep(actor, wanted) && rights.mayKeep(actor, present)) {
        return true;
      }
      faults.add(
          new FleetReport.Fault(
              row.line(), "owner", "", "not-allowed", "you keep the fleet of your own service"));
      return false;
    }

    private void refuse(FleetRow row, String code, FleetOutcome.Refused refused) {
      faults.add(new FleetReport.Fault(row.line(), "code", code, refused.code(), refused.advice()));
    }

    private void count(boolean known) {
      if (known) {
        changed++;
      } else {
        added++;
      }
    }

    private void done(FleetOutcome outcome) {
      if (outcome instanceof FleetOutcome.Refused(var code, var advice)) {
        throw new IllegalStateException("a line that was good is refused: " + code + ", " + advice);
      }
    }
  }

  private static boolean isSame(Vehicle known, VehicleDraft draft) {
    return known.name().equals(draft.name())
        && known.code().equals(draft.code())
        && known.owner().equals(draft.owner())
        && known.build().equals(draft.build())
        && isSame(known.home(), draft.home())
        && known.use().equals(draft.use())
        && known.record().source().equals(draft.source());
  }

  private static boolean isSame(Crew known, CrewDraft draft) {
    return known.name().equals(draft.name())
        && known.code().equals(draft.code())
        && known.owner().equals(draft.owner())
        && known.kind() == draft.kind()
        && isSame(known.home(), draft.home())
        && known.record().source().equals(draft.source());
  }

  /// A home to about a metre, as finely as the table is written.
  private static boolean isSame(Home a, Home b) {
    return a.name().equals(b.name()) && a.at().distanceMetres(b.at()) < 1.5;
  }
}
