package nl.vangnet;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import nl.vangnet.access.Bell;
import nl.vangnet.directory.Directory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/// What all rooms stand on: the one clock, the database and its migrations.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Platform {
  /// The one clock. It is as fine as the database keeps moments, so that a moment in memory and the
  /// same moment read back are equal.
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
  }

  @Bean
  FlywayMigrationStrategy migrations() {
    return flyway -> Migrations.run(flyway.getConfiguration().getDataSource());
  }

  /// Lets the directory hear of changes made on other nodes; it may not use the bell itself.
  @Bean
  DirectoryEar directoryEar(Bell bell, Directory directory) {
    bell.listen("directory", payload -> directory.refresh());
    return new DirectoryEar();
  }

  /// Marks that the directory listens.
  record DirectoryEar() {}

  /// The embedded database, when no other was named.
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "vangnet.database", havingValue = "embedded")
  static class Embedded {
    @Bean(destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(
        @Value("${vangnet.data-dir}") Path dataDir, @Value("${vangnet.db-port}") int port) {
      return EmbeddedDatabase.start(dataDir.toAbsolutePath().resolve("postgres"), port);
    }

    @Bean(destroyMethod = "close")
    DataSource dataSource(
        EmbeddedDatabase database,
        @Value("${spring.datasource.hikari.maximum-pool-size}") int size) {
      var pool = new HikariDataSource();
      pool.setPoolName("vangnet");
      pool.setJdbcUrl(database.url());
      pool.setMaximumPoolSize(size);
      pool.addDataSourceProperty("reWriteBatchedInserts", "true");
      return pool;
    }
  }
}
