package nl.vangnet.access;

import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import nl.vangnet.directory.DirectorySnapshot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/// The room `access` on a test database, without Spring: what the tests of all rooms need of it.
public final class AccessFixture {
  static final PasswordEncoder ENCODER = PasswordEncoderFactories.createDelegatingPasswordEncoder();

  private AccessFixture() {}

  /// The audit trail on this database.
  public static AuditTrail auditTrail(DataSource dataSource, Clock clock) {
    return new AuditTrail(new AuditStore(JdbcClient.create(dataSource)), clock);
  }

  /// A bell on this database; rings, but is not started.
  public static Bell bell(DataSource dataSource) {
    return new Bell(dataSource, new BellStore(JdbcClient.create(dataSource)));
  }

  /// The guard of this directory.
  public static Guard guard(Supplier<DirectorySnapshot> directory) {
    return new Guard(directory);
  }

  /// The source systems on this database, in demo mode or not.
  public static SourceSystems sources(
      DataSource dataSource, Supplier<DirectorySnapshot> directory, boolean demo, Clock clock) {
    return new SourceSystems(
        new SourceStore(JdbcClient.create(dataSource), new DemoMode(demo)),
        auditTrail(dataSource, clock),
        directory,
        new DemoMode(demo),
        bell(dataSource),
        clock);
  }

  /// The people on this database.
  public static People people(DataSource dataSource, Clock clock) {
    return new People(
        new PeopleStore(JdbcClient.create(dataSource), new DemoMode(false)),
        auditTrail(dataSource, clock),
        ENCODER,
        bell(dataSource),
        clock);
  }
}
