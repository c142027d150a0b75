package nl.vangnet.policy;

import java.time.Clock;
import javax.sql.DataSource;
import nl.vangnet.access.AccessFixture;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The room `policy` on a test database, without Spring: what the tests of all rooms need of it.
public final class PolicyFixture {
  private PolicyFixture() {}

  /// The rules on this database.
  public static Rules rules(DataSource dataSource, Clock clock) {
    return new Rules(
        new RuleStore(JdbcClient.create(dataSource)),
        AccessFixture.auditTrail(dataSource, clock),
        AccessFixture.bell(dataSource),
        clock);
  }

  /// The rules about transport on this database.
  public static TransportRules transportRules(DataSource dataSource, Clock clock) {
    return new TransportRules(rules(dataSource, clock));
  }
}
