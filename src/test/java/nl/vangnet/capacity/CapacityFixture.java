package nl.vangnet.capacity;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import nl.vangnet.access.AccessFixture;
import nl.vangnet.access.Actor;
import nl.vangnet.access.Bell;
import nl.vangnet.access.Role;
import nl.vangnet.access.Scope;
import nl.vangnet.access.SourceSystem;
import nl.vangnet.access.SourceSystems;
import nl.vangnet.directory.CountryCode;
import nl.vangnet.directory.Directory;
import nl.vangnet.directory.Site;
import nl.vangnet.policy.PolicyFixture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The room `capacity` as one node on a test database, without Spring.
final class CapacityFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2021-02-03T10:00:00Z");

  final HikariDataSource dataSource = new HikariDataSource();
  final MovableClock clock;
  final Directory directory;
  final SourceSystems sources;
  final Bell ringing;
  final BedsBell bell;
  final Definitions definitions;
  final LineBook lines;
  final CensusStore censusStore;
  final ObservationStore observations;
  final Census census;
  final CapacityBook book;
  final LineEnds ends;
  final PictureSources read;
  final ChaseList chases;
  final SourceChoice choice;
  final PictureKeeper keeper;
  final LivePicture picture;
  final History history;
  final List<PictureChanged> told = new ArrayList<>();
  private final TransactionTemplate transactions;

  CapacityFixture(DataSource database, MovableClock clock) {
    dataSource.setDataSource(database);
    dataSource.setMaximumPoolSize(6);
    this.clock = clock;
    var client = JdbcClient.create(dataSource);
    var template = new JdbcTemplate(dataSource);
    transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    directory = Directory.on(dataSource, clock);
    sources = AccessFixture.sources(dataSource, directory::snapshot, true, clock);
    var audit = AccessFixture.auditTrail(dataSource, clock);
    var guard = AccessFixture.guard(directory::snapshot);
    ringing = AccessFixture.bell(dataSource);
    bell = new BedsBell(ringing);
    definitions = new Definitions(new DefinitionStore(client), bell, audit, clock);
    lines = new LineBook(new LineStore(client), bell);
    observations = new ObservationStore(template);
    censusStore = new CensusStore(template);
    var precedenceStore = new PrecedenceStore(client);
    var precedences = new Precedences(precedenceStore, ringing);
    census =
        new Census(
            censusStore,
            observations,
            definitions,
            lines,
            precedences,
            sources,
            guard,
            bell,
            clock);
    var endStore = new LineEndStore(client);
    choice =
        new SourceChoice(
            precedenceStore,
            precedences,
            observations,
            lines,
            endStore,
            census,
            sources,
            directory,
            audit,
            bell,
            clock);
    var corrections = new CorrectionStore(client);
    book =
        new CapacityBook(
            directory,
            lines,
            observations,
            corrections,
            precedences,
            definitions,
            census,
            sources,
            guard,
            audit,
            PolicyFixture.rules(dataSource, clock),
            bell,
            clock);
    ends =
        new LineEnds(
            endStore, lines, censusStore, observations, directory, guard, audit, bell, clock);
    read =
        new PictureSources(
            lines,
            observations,
            corrections,
            endStore,
            censusStore,
            census,
            definitions,
            precedences,
            sources);
    chases = new ChaseList(new ChaseStore(client), transactions);
    keeper =
        new PictureKeeper(
            read,
            bell,
            chases,
            choice,
            event -> {
              if (event instanceof PictureChanged changed) {
                synchronized (told) {
                  told.add(changed);
                }
              }
            },
            clock,
            new SimpleMeterRegistry());
    picture = new LivePicture(keeper, read, clock);
    history = new History(observations, read, lines);
    directory.snapshot();
  }

  /// Starts the bell and the keeper of the picture.
  CapacityFixture started() {
    ringing.start();
    keeper.start();
    return this;
  }

  @Override
  public void close() {
    keeper.stop();
    ringing.stop();
    dataSource.close();
  }

  <T> T in(Supplier<T> work) {
    return java.util.Objects.requireNonNull(transactions.execute(t -> work.get()));
  }

  void run(Runnable work) {
    transactions.executeWithoutResult(t -> work.run());
  }

  Site site(String code) {
    return directory.snapshot().findSite(CountryCode.NL, code).orElseThrow();
  }

  Line line(Site site, String unit, String category, String cohort) {
    directory.openUnit(site.id(), unit, unit);
    var found = directory.snapshot().findUnit(site.id(), unit).orElseThrow();
    return in(() -> book.open(found, category, cohort));
  }

  SourceSystem source(String code, Site site) {
    return sources.openDemoSource(
        code, code, CountryCode.NL, site.organisation(), code.toUpperCase(), "FAC");
  }

  static Actor national() {
    return new Actor("person:1", "LCPS", Role.NATIONAL, new Scope.Everywhere());
  }

  static Actor hospital(Site site) {
    return new Actor(
        "person:2", "Bed desk", Role.HOSPITAL, new Scope.InOrganisation(site.organisation()));
  }

  Reported figure(
      Site site, String unit, String category, Variable variable, @Nullable Integer value) {
    return new Reported(
        site.id(),
        unit,
        category,
        "covid",
        variable,
        value,
        value == null ? "not counted today" : null,
        clock.instant(),
        null);
  }

  List<ObservationOutcome> record(Reported... figures) {
    return in(() -> book.record(national(), Method.MANUAL, List.of(figures)));
  }

  LineId lineOf(List<ObservationOutcome> outcomes) {
    return switch (outcomes.getFirst()) {
      case ObservationOutcome.Recorded(var line) -> line;
      case ObservationOutcome.AlreadyKnown(var line) -> line;
      case ObservationOutcome.Refused refused -> throw new AssertionError(refused);
    };
  }

  /// Waits until the condition holds, twenty seconds at most: a node looks at its ages every ten.
  static void await(BooleanSupplier condition) {
    var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("what was waited for did not come");
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
