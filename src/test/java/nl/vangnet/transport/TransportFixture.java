package nl.vangnet.transport;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import nl.vangnet.access.AccessFixture;
import nl.vangnet.fleet.FleetFixture;
import nl.vangnet.policy.PolicyFixture;
import nl.vangnet.travel.TravelFixture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The rooms `fleet` and `transport` on a test database, without Spring.
public final class TransportFixture {
  public final FleetFixture fleet;
  public final TransportDesk desk;
  public final LegDesk legs;
  public final CaseDesk cases;
  public final List<LegChanged> heard = new CopyOnWriteArrayList<>();
  final LegStore store;
  final LegKeeper keeper;
  final LegRights rights;
  private final TransactionTemplate transaction;

  /// The rooms on this database.
  public TransportFixture(DataSource database, Clock clock) {
    fleet = new FleetFixture(database, clock);
    var rules = PolicyFixture.transportRules(database, clock);
    var transactions = new JdbcTransactionManager(database);
    transaction = new TransactionTemplate(transactions);
    store = new LegStore(JdbcClient.create(database));
    var caseStore = new CaseStore(JdbcClient.create(database));
    keeper = new LegKeeper(store, AccessFixture.bell(database), clock);
    rights =
        new LegRights(
            fleet.rights,
            fleet.keeper,
            AccessFixture.guard(fleet.directory::snapshot),
            fleet.directory);
    var searches =
        new Searches(
            fleet.keeper,
            fleet.rights,
            keeper,
            fleet.directory,
            TravelFixture.travelTimes(database, clock),
            rules,
            clock);
    var writer =
        new LegWriter(
            store,
            keeper,
            fleet.keeper,
            AccessFixture.auditTrail(database, clock),
            event -> {
              if (event instanceof LegChanged changed) {
                heard.add(changed);
              }
            },
            clock);
    desk =
        new TransportDesk(searches, store, keeper, writer, rights, fleet.keeper, fleet.directory);
    legs =
        new LegDesk(
            searches,
            store,
            caseStore,
            keeper,
            writer,
            rights,
            fleet.keeper,
            new Attempts(transactions));
    cases =
        new CaseDesk(caseStore, store, rights, writer, AccessFixture.auditTrail(database, clock));
  }

  /// Does something in one transaction and reads the book again, as the bell makes a node do.
  public <T> T in(Supplier<T> work) {
    var answer = java.util.Objects.requireNonNull(transaction.execute(status -> work.get()));
    keeper.reload();
    return answer;
  }
}
