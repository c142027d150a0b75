package nl.vangnet.rounds;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.ContactPoint;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.Holder;
import nl.vangnet.directory.Site;
import nl.vangnet.testing.Day;
import nl.vangnet.testing.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/// A day of rounds in the whole product, with a real database and a real mail server; each test has
/// a day of its own, later than all before it.
@TestPropertySource(properties = "test.room=rounds")
abstract class RoundsDay extends Day {
  static final String IC = "IC/icu/covid";
  static LocalDate last = LocalDate.of(2026, 3, 2);

  @Autowired RoundKeeper keeper;
  @Autowired RoundBoard board;
  @Autowired RoundStore store;
  @Autowired FilingDesk desk;
  @Autowired SignOffDesk signs;
  @Autowired OptionDesk options;
  @Autowired RequestBook requests;
  @Autowired JdbcTemplate jdbc;

  World world;
  Site site;
  LocalDate day;

  @BeforeEach
  void aNewDay() {
    world = new World(app);
    last = last.plusDays(9);
    day = last;
    time("05:50");
    site = world.hospital("BR");
  }

  void time(String clockTime) {
    clock.local(day + "T" + clockTime);
  }

  Board open() {
    time("06:00");
    keeper.tick();
    return round();
  }

  Board round() {
    return board.latest().stream()
        .filter(b -> b.round().request().equals("dagelijks"))
        .findFirst()
        .orElseThrow();
  }

  void figures(int staffed, int occupied) {
    var now = clock.instant().minus(Duration.ofMinutes(3));
    world.record(
        List.of(
            World.figure(site, IC, Variable.PHYSICAL, 24, now),
            World.figure(site, IC, Variable.STAFFED, staffed, now),
            World.figure(site, IC, Variable.OCCUPIED, occupied, now),
            World.figure(site, IC, Variable.OFFERED, 0, now)));
  }

  static Submission confirm() {
    return new Submission(
        Map.of(), List.of(), Map.of(), Map.of(), true, null, 71, Filing.Door.FORM);
  }

  Submission typed(Map<Variable, String> values) {
    var form = desk.form(World.of(site), round().round().id(), site.id());
    var typed = new HashMap<String, Submission.Typed>();
    for (var line : form.lines()) {
      values.forEach((variable, value) -> {
        var field = line.field(variable);
        if (field != null) {
          typed.put(
              field.key(),
              value.startsWith("?")
                  ? new Submission.Typed("", value.substring(1), "")
                  : new Submission.Typed(value, "", ""));
        }
      });
    }
    return new Submission(typed, List.of(), Map.of(), Map.of(), true, null, 71, Filing.Door.FORM);
  }

  FilingOutcome file(Submission submission) {
    return desk.file(World.of(site), round().round().id(), site.id(), submission);
  }

  static List<String> codes(FilingOutcome outcome) {
    return switch (outcome) {
      case FilingOutcome.Filed filed -> List.of("filed " + filed.filing().edition());
      case FilingOutcome.Refused(var faults) ->
          faults.stream().map(FilingFault::code).distinct().toList();
    };
  }

  FilingState state() {
    return round().state(site.id(), clock.instant());
  }

  @Nullable Integer used(Variable variable) {
    var picture = requireNonNull(app.getBean(LivePicture.class).read(site.id()));
    return picture.lines().getFirst().figure(variable).used();
  }

  void address(Site of, String email) {
    app.getBean(DirectoryDesk.class)
        .addContact(new Holder.OfSite(of.id()), ContactPoint.Kind.EMAIL, "Capaciteit", email);
  }

  static Submission.Typed typed(String value) {
    return new Submission.Typed(value, "", "");
  }
}
