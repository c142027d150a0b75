package nl.vangnet.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import nl.vangnet.access.NotAllowed;
import nl.vangnet.capacity.CapacityBook;
import nl.vangnet.capacity.Method;
import nl.vangnet.capacity.Reported;
import nl.vangnet.capacity.Variable;
import nl.vangnet.testing.AppTest;
import nl.vangnet.web.NotFound;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// The monitor of another party beside ours.
@AppTest
class MonitorsIT { // CHN-12
  @Autowired ApplicationContext app;
  @Autowired Monitors monitors;
  @Autowired CapacityBook book;

  private static Monitors.NewMonitor monitor(String name) {
    return new Monitors.NewMonitor(
        name,
        "GGD Fryslân",
        "Telt patiënten, niet bedden, om 07:00 uur.",
        "Afspraak van 3 maart met de GHOR.",
        "");
  }

  @Test
  void theirFiguresStandBesideOursAndNeverInThem() {
    var feeding = new Feeding(app);
    var site = feeding.site();
    var day = LocalDate.of(2026, 3, 4);
    book.record(
        Feeding.NATIONAL,
        Method.MANUAL,
        List.of(
            new Reported(
                site.id(),
                "A",
                "elv",
                "all",
                Variable.OCCUPIED,
                31,
                null,
                day.atTime(9, 0).atZone(FeedPlaces.ZONE).toInstant(),
                null)));
    var before = feeding.picture(site);
    var id =
        ((Monitors.Outcome.Done)
                monitors.register(Feeding.STEWARD, monitor("Monitor " + site.code())))
            .id();
    var csv =
        "Datum;Gebied;Maat;Waarde\n04-03-2026;"
            + site.code()
            + ";bezette ELV-bedden;34,5\n2026-03-05;"
            + site.code()
            + ";bezette ELV-bedden;\n2026-03-05;Ameland;bezette ELV-bedden;2\n2026-03-06;;x;1\n"
            + "2026-03-06;Ameland;bezette ELV-bedden;1.234\n";
    var imported =
        monitors.take(Feeding.STEWARD, id, "ggd.csv", csv.getBytes(StandardCharsets.UTF_8));
    assertThat(imported.figures()).isEqualTo(3);
    assertThat(imported.faults())
        .extracting(f -> f.address() + " " + f.code())
        .containsExactly("B5 text-missing", "D6 ambiguous-number");
    assertThat(
            monitors.compare(
                Feeding.STEWARD,
                id,
                new Comparison(
                    "bezette ELV-bedden", "elv", "", "occupied", "Zij tellen patiënten.")))
        .isEqualTo(new Monitors.Outcome.Done(id));
    var sides = monitors.sides(id, "bezette ELV-bedden");
    assertThat(sides)
        .extracting(s ->
            "%s %s %s %s %s %s"
                .formatted(
                    s.day(),
                    s.area().equals(site.code()),
                    s.theirs(),
                    s.areaKnown(),
                    s.ours(),
                    s.difference()))
        .containsExactlyInAnyOrder(
            "2026-03-05 false 2 false null null",
            "2026-03-05 true null true 31 null",
            "2026-03-04 true 34.5 true 31 3.5");
    assertThat(feeding.picture(site)).isEqualTo(before);
    // A later import of the same day counts; the earlier stays in the record.
    monitors.take(
        Feeding.STEWARD,
        id,
        "ggd.csv",
        ("date,area,indicator,value\n2026-03-04," + site.code() + ",bezette ELV-bedden,29\n")
            .getBytes(StandardCharsets.UTF_8));
    assertThat(monitors.sides(id, "bezette ELV-bedden"))
        .anyMatch(s -> s.difference() != null && s.difference().intValueExact() == -2);
    assertThat(monitors.get(id).figures()).isEqualTo(4);
  }

  @Test
  void onlyWhoMayImportsAndEveryGapIsNamed() {
    assertThatThrownBy(() -> monitors.register(Feeding.OVERSIGHT, monitor("x")))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> monitors.take(Feeding.OVERSIGHT, 1, "x", new byte[3]))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> monitors.get(987_654)).isInstanceOf(NotFound.class);
    assertThat(monitors.register(Feeding.STEWARD, new Monitors.NewMonitor("n", "o", "", "b", "")))
        .isEqualTo(new Monitors.Outcome.Refused("definitions-missing"));
    assertThat(
            monitors.register(Feeding.STEWARD, new Monitors.NewMonitor("n", "o", "d", "b", "ZZ")))
        .isEqualTo(new Monitors.Outcome.Refused("unknown-region"));
    var name = "Dubbel " + Feeding.code();
    assertThat(monitors.register(Feeding.STEWARD, monitor(name)))
        .isInstanceOf(Monitors.Outcome.Done.class);
    assertThat(monitors.register(Feeding.STEWARD, monitor(name)))
        .isEqualTo(new Monitors.Outcome.Refused("name-taken"));
  }
}
