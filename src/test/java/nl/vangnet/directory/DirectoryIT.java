package nl.vangnet.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import nl.vangnet.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DirectoryIT {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2022-03-04T05:06:07Z"), ZoneOffset.UTC);

  DataSource dataSource;
  Directory directory;

  @BeforeEach
  void open() {
    dataSource = TestDatabase.fresh();
    directory = Directory.on(dataSource, CLOCK);
  }

  @Test
  void beginsWithTheDutchTable() {
    var now = directory.snapshot();
    assertThat(now.sites(CountryCode.NL)).hasSize(89);
    assertThat(now.countries()).containsExactly(CountryCode.NL);
    assertThat(now.organisations(CountryCode.NL)).hasSize(95);
    assertThat(now.organisations(CountryCode.NL))
        .filteredOn(o -> o.type() == ProviderType.AMBULANCE_SERVICE)
        .hasSize(25);
    var networks =
        now.findRegionSet(CountryCode.NL, "acute-care-network", LocalDate.of(2020, 3, 23))
            .orElseThrow();
    assertThat(now.regions(networks)).hasSize(11);
    assertThat(now.regions(networks).stream().mapToInt(r -> now.sites(r).size()).sum())
        .isEqualTo(89);
    var etz = now.findSite(CountryCode.NL, "etz-eli").orElseThrow();
    assertThat(now.findRegionOf(etz.id(), networks)).map(Region::code).contains("BR");
  }

  @Test
  void noordHollandAndFlevolandCountAsTwoOrOneByDate() { // ESC-13
    var now = directory.snapshot();
    var before = now.findRegionSet(CountryCode.NL, "roaz", LocalDate.of(2023, 1, 31)).orElseThrow();
    var after = now.findRegionSet(CountryCode.NL, "roaz", LocalDate.of(2023, 2, 1)).orElseThrow();
    assertThat(now.regions(before)).extracting(Region::code).contains("NH-A", "NH-V").hasSize(11);
    assertThat(now.regions(after))
        .extracting(Region::code)
        .contains("NHF")
        .doesNotContain("NH-A", "NH-V")
        .hasSize(10);
    var rodeKruis = now.findSite(CountryCode.NL, "RKZ").orElseThrow();
    var amc = now.findSite(CountryCode.NL, "AMC").orElseThrow();
    assertThat(now.findRegionOf(rodeKruis.id(), before))
        .isNotEqualTo(now.findRegionOf(amc.id(), before));
    assertThat(now.findRegionOf(rodeKruis.id(), after))
        .isEqualTo(now.findRegionOf(amc.id(), after));
    assertThat(after.source()).contains("exact day").contains("not found");
  }

  @Test
  void twoNodesThatStartAtOncePlantOneTable() throws Exception {
    var fresh = TestDatabase.fresh();
    var one = CompletableFuture.supplyAsync(() -> Directory.on(fresh, CLOCK).snapshot());
    var two = CompletableFuture.supplyAsync(() -> Directory.on(fresh, CLOCK).snapshot());
    assertThat(one.get(30, TimeUnit.SECONDS).version()).isEqualTo(1);
    assertThat(two.get(30, TimeUnit.SECONDS).version()).isEqualTo(1);
    assertThat(Directory.on(fresh, CLOCK).snapshot().sites(CountryCode.NL)).hasSize(89);
  }

  @Test
  void aUnitIsOpenedOnceAndSeenAfterCommit() {
    var site = directory.snapshot().findSite(CountryCode.NL, "UMCG").orElseThrow().id();
    var before = directory.snapshot().version();
    var transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    transaction.executeWithoutResult(status -> {
      var unit = directory.openUnit(site, "IC-2", "Intensive care 2");
      assertThat(directory.snapshot().findUnit(unit.id())).isEmpty();
      assertThat(directory.openUnit(site, "ic-2", "another name")).isEqualTo(unit);
    });
    assertThat(directory.snapshot().findUnit(site, "IC-2"))
        .map(Unit::name)
        .contains("Intensive care 2");
    assertThat(directory.snapshot().version()).isEqualTo(before + 1);
    assertThat(directory.openUnit(site, "IC-2", "x").name()).isEqualTo("Intensive care 2");
    assertThat(directory.snapshot().version()).isEqualTo(before + 1);
  }

  @Test
  void whoeverOpensAUnitSeesItThoughOthersReadAtTheSameMoment() throws Exception {
    var site = directory.snapshot().findSite(CountryCode.NL, "UMCG").orElseThrow().id();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var seen = new ArrayList<Future<Boolean>>();
      for (var i = 0; i < 24; i++) {
        var code = "W" + i;
        seen.add(
            threads.submit(() -> {
              directory.openUnit(site, code, "Zaal " + code);
              return directory.snapshot().findUnit(site, code).isPresent();
            }));
        threads.submit(directory::refresh);
      }
      for (var one : seen) {
        assertThat(one.get(20, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void aRolledBackUnitLeavesNoTrace() {
    var site = directory.snapshot().findSite(CountryCode.NL, "UMCG").orElseThrow().id();
    var transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    transaction.executeWithoutResult(status -> {
      directory.openUnit(site, "K7", "Kliniek 7");
      status.setRollbackOnly();
    });
    assertThat(directory.snapshot().units(site)).isEmpty();
    directory.refresh();
    assertThat(directory.snapshot().units(site)).isEmpty();
  }

  @Test
  void twoTransactionsThatOpenTheSameUnitGetOne() throws Exception {
    var other = Directory.on(dataSource, CLOCK);
    var site = directory.snapshot().findSite(CountryCode.NL, "ISALA-ZWO").orElseThrow().id();
    other.snapshot();
    var transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    var firstOpened = new CountDownLatch(1);
    var mayCommit = new CountDownLatch(1);
    var one =
        CompletableFuture.supplyAsync(() ->
            transaction.execute(status -> {
              var unit = directory.openUnit(site, "B3", "Verpleegafdeling B3");
              firstOpened.countDown();
              await(mayCommit);
              return unit;
            }));
    await(firstOpened);
    var two =
        CompletableFuture.supplyAsync(
            () -> transaction.execute(status -> other.openUnit(site, "b3", "B3")));
    Thread.sleep(200);
    assertThat(two).isNotDone();
    mayCommit.countDown();
    assertThat(two.get(10, TimeUnit.SECONDS)).isEqualTo(one.get(10, TimeUnit.SECONDS));
    other.refresh();
    assertThat(other.snapshot().units(site)).hasSize(1);
    assertThat(other.snapshot().version()).isEqualTo(directory.snapshot().version());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
