package nl.vangnet.transfer.web;

import static nl.vangnet.transfer.PastCases.DESK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.capacity.LivePicture;
import nl.vangnet.capacity.Variable;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.DirectoryDesk;
import nl.vangnet.directory.DirectoryOutcome;
import nl.vangnet.directory.OrganisationDraft;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.ProviderType;
import nl.vangnet.directory.Site;
import nl.vangnet.directory.SiteClass;
import nl.vangnet.directory.SiteDraft;
import nl.vangnet.testing.AppTest;
import nl.vangnet.testing.Web;
import nl.vangnet.testing.World;
import nl.vangnet.transfer.FiguresDesk;
import nl.vangnet.transfer.ForeignPool;
import nl.vangnet.transfer.Offer;
import nl.vangnet.transfer.PastCases;
import nl.vangnet.transfer.TransferFigures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The pool of places abroad: partners in a country of their own, what they offer and never said,
/// and who went there and came from there (SPR-21, CHN-03).
@AppTest
class ForeignIT {
  private static final CountryCode LUXEMBURG = new CountryCode("LU");
  private static final CountryCode PRACTICE = new CountryCode("ZZ");

  @LocalServerPort private int port;
  @Autowired private ApplicationContext app;
  @Autowired private ForeignPool pool;
  @Autowired private FiguresDesk figures;
  @Autowired private Directory directory;
  @Autowired private DirectoryDesk desk;
  @Autowired private LivePicture pictures;
  @Autowired private JdbcClient jdbc;
  @Autowired private Clock clock;

  private World world;
  private Site here;
  private Site partner;
  private Site silent;

  @BeforeEach
  void twoPartnersAbroad() {
    world = new World(app);
    here = world.hospital("LI");
    var known = directory.snapshot().findSite(LUXEMBURG, "LUX-1");
    partner = known.orElseGet(() -> site(LUXEMBURG, "LUX-1", "Klinik am Fluss"));
    silent =
        directory
            .snapshot()
            .findSite(LUXEMBURG, "LUX-2")
            .orElseGet(() -> site(LUXEMBURG, "LUX-2", "Klinik am Berg"));
    if (known.isEmpty()) {
      var past = new PastCases(jdbc);
      var begin = Instant.parse("2022-03-07T10:00:00Z");
      var yes = Offer.State.ACCEPTED;
      for (var i = 0; i < 3; i++) {
        past.submit(here.id(), "LI", begin)
            .takenUp(3)
            .ask(partner.id(), 6, "", DESK, 7, yes, Offer.Via.TELEPHONE, 31)
            .ride(40, 60, 150);
      }
      past.submit(partner.id(), "", begin)
          .takenUp(3)
          .ask(here.id(), 6, "", DESK, 7, yes, Offer.Via.SCREEN, 31)
          .ride(40, 60, 150);
      for (var i = 0; i < 2; i++) {
        past.submitReturn(partner.id(), "", begin)
            .takenUp(3)
            .ask(here.id(), 6, "", DESK, 7, yes, Offer.Via.SCREEN, 31)
            .ride(40, 60, 150);
      }
    }
  }

  private Site site(CountryCode country, String code, String name) {
    var organisation =
        new OrganisationId(
            ((DirectoryOutcome.Saved)
                    desk.addOrganisation(
                        new OrganisationDraft(country, code, name, ProviderType.ABROAD)))
                .id());
    desk.addSite(
        new SiteDraft(
            organisation, code, name, "Stadt", ProviderType.ABROAD, SiteClass.OTHER, false, null));
    World.until(() -> {
      directory.refresh();
      return directory.snapshot().findSite(country, code).isPresent();
    });
    return directory.snapshot().findSite(country, code).orElseThrow();
  }

  private ForeignPool.Partner of(Site site) {
    return pool.partners(World.NATIONAL).stream()
        .filter(p -> p.site().id().equals(site.id()))
        .findFirst()
        .orElseThrow();
  }

  private void offers(@Nullable Integer beds, Instant at) {
    world.record(List.of(World.figure(partner, "IC/icu/covid", Variable.OFFERED, beds, at)));
    world.settle(partner);
  }

  @Test
  void whatAPartnerOffersIsShownWithItsAgeAndWhatItNeverSaidIsUnknown() {
    offers(7, clock.instant());
    assertThat(of(partner).counted()).isEqualTo(7);
    assertThat(of(partner).lines())
        .filteredOn(l -> l.category().equals("icu"))
        .singleElement()
        .satisfies(l -> {
          assertThat(l.free()).as("nobody said how many are staffed").isNull();
          assertThat(l.since()).isBetween(clock.instant().minusSeconds(120), clock.instant());
        });
    assertThat(of(silent).lines()).isEmpty();
    assertThat(of(silent).counted()).isNull();

    var page = new Web(port).signIn(world.account(World.NATIONAL)).get("/buitenland");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.words())
        .contains("Klinik am Fluss Stadt, Luxemburg")
        .contains("Klinik am Berg Stadt, Luxemburg — onbekend onbekend nog nooit")
        .doesNotContain("Testziekenhuis");
    assertThat(page.text()).contains("/invoer/locatie/LUX-1?country=LU");

    offers(null, clock.instant().plusMillis(5));
    assertThat(of(partner).counted()).as("unknown is no zero").isNull();
  }

  @Test
  void whatIsTooOldDoesNotCountAndIsStillSaid() {
    var late =
        directory
            .snapshot()
            .findSite(LUXEMBURG, "LUX-3")
            .orElseGet(() -> site(LUXEMBURG, "LUX-3", "Klinik im Tal"));
    var then = clock.instant().minus(Duration.ofDays(3));
    world.record(List.of(World.figure(late, "IC/icu/covid", Variable.OFFERED, 5, then)));
    world.settle(late);
    var line =
        of(late).lines().stream().filter(l -> l.category().equals("icu")).findFirst().orElseThrow();
    assertThat(line.offered()).isEqualTo(5);
    assertThat(line.counted()).isNull();
    var page = new Web(port).signIn(world.account(World.NATIONAL)).get("/buitenland");
    assertThat(page.words())
        .containsPattern("Klinik im Tal Stadt, Luxemburg \\S+.{0,40} laatst 5 ");
  }

  @Test
  void theBalanceCountsWhoWasTakenAndNotWhoWentBack() {
    assertThat(figures.reciprocity(World.NATIONAL))
        .contains(new TransferFigures.Reciprocity(LUXEMBURG, 3, 1, 2));
    var national = new Web(port).signIn(world.account(World.NATIONAL)).get("/buitenland");
    assertThat(national.words()).contains("Luxemburg 3 1 -2 2".replace("-2", "−2"));
  }

  @Test
  void casesAcrossTheBorderAreForThoseWhomTheyConcern() {
    assertThat(pool.moves(World.NATIONAL))
        .filteredOn(m -> m.other().equals(partner.id()))
        .hasSize(6)
        .filteredOn(ForeignPool.Move::out)
        .hasSize(3);
    var stranger =
        new Actor(
            "person:9811",
            "Huis",
            Role.HOSPITAL,
            new Scope.InOrganisation(world.hospital("BR").organisation()));
    assertThat(pool.moves(stranger)).filteredOn(m -> m.other().equals(partner.id())).isEmpty();
    var page = new Web(port).signIn(world.account(stranger)).get("/buitenland");
    assertThat(page.words()).contains("Geen zaken over de grens die u aangaan");
    assertThat(page.text()).doesNotContain("/invoer/locatie/LUX-1");
  }

  @Test
  void thePracticeCountryIsAbroadToNobody() {
    var practice =
        directory
            .snapshot()
            .findSite(PRACTICE, "OEFEN-1")
            .orElseGet(() -> site(PRACTICE, "OEFEN-1", "Oefenhuis"));
    world.record(
        List.of(World.figure(practice, "IC/icu/covid", Variable.STAFFED, 9, clock.instant())));
    world.settle(practice);
    assertThat(pictures.current().site(practice.id())).isNotNull();
    assertThat(pool.partners(World.NATIONAL))
        .noneMatch(p -> p.site().id().equals(practice.id()))
        .anyMatch(p -> p.site().id().equals(partner.id()));
  }

  @Test
  void whoDoesNotSeeTransfersDoesNotSeeThem() {
    var steward = new Web(port).signIn(world.account(World.STEWARD));
    assertThat(steward.get("/buitenland").status()).isEqualTo(403);
    assertThat(new Web(port).get("/buitenland").status()).isEqualTo(302);
  }
}
