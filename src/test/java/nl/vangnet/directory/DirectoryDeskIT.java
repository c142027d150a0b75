package nl.vangnet.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import nl.vangnet.directory.DirectoryFault.Kind;
import nl.vangnet.directory.DirectoryOutcome.Refused;
import nl.vangnet.directory.DirectoryOutcome.Saved;
import nl.vangnet.directory.DirectoryOutcome.Stale;
import nl.vangnet.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DirectoryDeskIT {
  static final LocalDate DAY = LocalDate.of(2020, 4, 12);
  static final CountryCode TEXAS = new CountryCode("US-TX");
  static final String FILE =
      """
      country,organisation_code,organisation_name,provider_type,site_code,site_name,lat,lon,unit_code,region:trauma-region
      US-TX,O1,Northwest,,N1,Northwest main,35.2,-101.9,ICU,A=Amarillo
      US-TX,O1,Northwest,,N1,Northwest main,,,W2,A
      US-TX,O2,Houston Methodist,,H1,Methodist,29.7,-95.4,,Q=Houston
      US-TX,O3,Dallas,,D1,,232.7,-96.8,,E=Dallas
      """;

  DataSource dataSource;
  Directory directory;
  DirectoryDesk desk;

  @BeforeEach
  void open() {
    dataSource = TestDatabase.fresh();
    directory = Directory.on(dataSource, DirectoryIT.CLOCK);
    desk = new DirectoryDesk(directory);
    directory.snapshot();
  }

  @Test
  void allOrNothingTakesNothingFromAFileWithOneFault() {
    var version = directory.snapshot().version();
    var report = desk.importRows(file(FILE), ImportMode.ALL_OR_NOTHING, DAY, "a test");
    assertThat(report.outcome()).isEqualTo(ImportReport.Outcome.REFUSED);
    assertThat(report.faults())
        .singleElement()
        .isEqualTo(new DirectoryFault(5, "lat", "232.7", Kind.OUTSIDE_THE_EARTH));
    assertThat(report.goodRows()).isEqualTo(3);
    assertThat(directory.snapshot().version()).isEqualTo(version);
    assertThat(directory.snapshot().countries()).containsExactly(CountryCode.NL);
  }

  @Test
  void goodRowsOnlyTakesTheOthersAndASecondTimeChangesNothing() {
    assertThat(desk.previewImport(file(FILE), DAY).counts())
        .isEqualTo(new ImportReport.Counts(2, 0, 2, 0, 2, 1, 2));
    var report = desk.importRows(file(FILE), ImportMode.GOOD_ROWS_ONLY, DAY, "a test");
    assertThat(report.outcome()).isEqualTo(ImportReport.Outcome.WRITTEN);
    assertThat(report.counts()).isEqualTo(new ImportReport.Counts(2, 0, 2, 0, 2, 1, 2));
    var now = directory.snapshot();
    assertThat(now.countries()).containsExactly(CountryCode.NL, TEXAS);
    var n1 = now.findSite(TEXAS, "N1").orElseThrow();
    assertThat(n1.coordinates()).isEqualTo(new Coordinates(35.2, -101.9));
    assertThat(now.units(n1.id())).extracting(Unit::code).containsExactly("ICU", "W2");
    var set = now.findRegionSet(TEXAS, "trauma-region", DAY).orElseThrow();
    assertThat(now.findRegionSet(TEXAS, "trauma-region", DAY.minusDays(1))).isEmpty();
    assertThat(now.findRegionOf(n1.id(), set)).map(Region::name).contains("Amarillo");
    assertThat(now.regions(set)).hasSize(2);

    var again = desk.importRows(file(FILE), ImportMode.GOOD_ROWS_ONLY, DAY, "a test");
    assertThat(again.counts()).isEqualTo(new ImportReport.Counts(0, 2, 0, 2, 0, 0, 0));
    assertThat(directory.snapshot().findSite(TEXAS, "N1")).contains(n1);
    assertThat(desk.findSheet(n1.id()).orElseThrow().edition()).isEqualTo(1);
    assertThat(desk.findSheet(n1.id()).orElseThrow().regions()).hasSize(1);
  }

  @Test
  void aSiteThatMovesKeepsItsPast() { // ESC-13
    var now = directory.snapshot();
    var site = now.findSite(CountryCode.NL, "ZMC").orElseThrow();
    var set =
        now.findRegionSet(CountryCode.NL, "acute-care-network", LocalDate.of(2022, 1, 1))
            .orElseThrow();
    var to =
        now.regions(set).stream().filter(r -> r.code().equals("NH-A")).findFirst().orElseThrow();
    var moved = desk.moveToRegion(site.id(), to.id(), LocalDate.of(2022, 2, 3));
    assertThat(moved)
        .isInstanceOfSatisfying(
            Saved.class,
            saved -> {
              assertThat(saved.before()).containsEntry("acute-care-network", "NH-V");
              assertThat(saved.after()).containsEntry("acute-care-network", "NH-A");
            });
    assertThat(directory.snapshot().findRegionOf(site.id(), set)).contains(to);
    assertThat(desk.findSheet(site.id()).orElseThrow().regions())
        .filteredOn(m -> m.set().equals(set))
        .extracting(m -> m.region().code() + " " + m.from() + " " + m.to())
        .containsExactly("NH-A 2022-02-03 null", "NH-V 2008-01-01 2022-02-03");
    // a move that lies ahead does not count yet
    var back =
        directory.snapshot().regions(set).stream()
            .filter(r -> r.code().equals("NH-V"))
            .findFirst()
            .orElseThrow();
    desk.moveToRegion(site.id(), back.id(), LocalDate.of(2022, 9, 1));
    assertThat(directory.snapshot().findRegionOf(site.id(), set)).contains(to);
  }

  @Test
  void identifiersAreCheckedDatedAndNotShared() { // IDX-04
    var now = directory.snapshot();
    var umcg = now.findOrganisation(CountryCode.NL, "UMCG").orElseThrow();
    var isala = now.findOrganisation(CountryCode.NL, "ISALA").orElseThrow();
    var holder = new Holder.OfOrganisation(umcg.id());
    var from = LocalDate.of(2020, 1, 1);
    assertThat(kinds(desk.addIdentifier(holder, IdentifierKind.AGB, "15012345", from)))
        .isEqualTo("BAD_IDENTIFIER");
    assertThat(desk.addIdentifier(holder, IdentifierKind.AGB, "06012345", from))
        .isInstanceOf(Saved.class);
    assertThat(
            kinds(
                desk.addIdentifier(
                    new Holder.OfOrganisation(isala.id()), IdentifierKind.AGB, "06012345", from)))
        .isEqualTo("IDENTIFIER_TAKEN");
    desk.addIdentifier(holder, IdentifierKind.AGB, "06019999", LocalDate.of(2022, 1, 1));
    assertThat(directory.snapshot().findOrganisation(umcg.id()).orElseThrow().agb())
        .isEqualTo("06019999");
    assertThat(desk.findSheet(umcg.id()).orElseThrow().identifiers())
        .extracting(i -> i.value() + " " + i.from() + " " + i.to())
        .containsExactly("06019999 2022-01-01 null", "06012345 2020-01-01 2022-01-01");
  }

  @Test
  void whoSavesAnOldEditionIsToldAndNothingIsLost() {
    var site = directory.snapshot().findSite(CountryCode.NL, "UMCG").orElseThrow();
    var draft =
        new SiteDraft(
            site.organisation(),
            site.code(),
            "UMC Groningen",
            site.city(),
            site.type(),
            site.siteClass(),
            site.emergencyDepartment(),
            site.coordinates());
    var saved = desk.changeSite(site.id(), 1, draft);
    assertThat(saved)
        .isEqualTo(
            new Saved(
                site.id().value(),
                java.util.Map.of("name", site.name()),
                java.util.Map.of("name", "UMC Groningen")));
    assertThat(desk.changeSite(site.id(), 1, draft)).isEqualTo(new Stale(2));
    assertThat(directory.snapshot().findSite(site.id()).orElseThrow().name())
        .isEqualTo("UMC Groningen");
  }

  @Test
  void aChangeFallsWithTheTransactionOfTheCaller() {
    var transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    assertThatThrownBy(() ->
            transaction.executeWithoutResult(status -> {
              desk.addOrganisation(
                  new OrganisationDraft(
                      CountryCode.NL, "HAP-X", "HAP", ProviderType.OUT_OF_HOURS_GP));
              throw new IllegalStateException("the audit failed");
            }))
        .hasMessage("the audit failed");
    directory.refresh();
    assertThat(directory.snapshot().findOrganisation(CountryCode.NL, "HAP-X")).isEmpty();
  }

  @Test
  void twoImportsAtOnceFollowEachOther() throws Exception {
    var other = new DirectoryDesk(Directory.on(dataSource, DirectoryIT.CLOCK));
    var one =
        CompletableFuture.supplyAsync(
            () -> desk.importRows(file(FILE), ImportMode.GOOD_ROWS_ONLY, DAY, "one"));
    var two =
        CompletableFuture.supplyAsync(
            () -> other.importRows(file(FILE), ImportMode.GOOD_ROWS_ONLY, DAY, "two"));
    assertThat(
            one.get(20, TimeUnit.SECONDS).counts().newSites()
                + two.get(20, TimeUnit.SECONDS).counts().newSites())
        .isEqualTo(2);
  }

  private static String kinds(DirectoryOutcome outcome) {
    return ((Refused) outcome).faults().getFirst().kind().name();
  }

  private static CsvReading file(String text) {
    return DirectoryCsv.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
