package nl.vangnet.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// The register of a whole country on one page: it says how many there are, shows what a telephone
/// can hold, and gives the rest at one tap (TRA-03, TRA-06).
@AppTest
class FleetListsIT {
  @LocalServerPort private int port;
  @Autowired private ApplicationContext app;
  @Autowired private FleetDesk fleet;
  @Autowired private FleetKeeper keeper;
  @Autowired private Directory directory;

  @Test
  void aLongListSaysHowManyThereAreAndShowsTheRestWhenAsked() {
    var owner = directory.snapshot().findOrganisation(CountryCode.NL, "RAV09").orElseThrow().id();
    var near = directory.snapshot().findSite(CountryCode.NL, "UMCU").orElseThrow();
    var home = new Home("Post lijst", Objects.requireNonNull(near.coordinates()));
    for (var i = 1; i <= 43; i++) {
      fleet.add(
          FleetFixture.NATIONAL,
          new CrewDraft("LIJST-" + i, "Lijstploeg " + i, CrewKind.AMBULANCE, owner, home, "toets"));
    }
    World.until(() ->
        keeper.fleet().crews().stream().filter(c -> c.code().startsWith("LIJST-")).count() == 43);
    var web = new Web(port).signIn(new World(app).account(FleetFixture.NATIONAL));
    var first = web.get("/vervoer/ploegen?q=lijstploeg").text();
    assertThat(first).contains("43 gevonden").contains("Toon alle 43");
    assertThat(first.split("/vervoer/ploegen/LIJST-", -1)).hasSize(1 + 40);
    var all = web.get("/vervoer/ploegen?q=lijstploeg&alle=ja").text();
    assertThat(all).contains("43 gevonden").doesNotContain("Toon alle");
    assertThat(all.split("/vervoer/ploegen/LIJST-", -1)).hasSize(1 + 43);
  }
}
