package nl.vangnet.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/// The whole application on a fresh database, with random ports and demo off; one start is shared
/// by all classes that carry it. Tests in it make their own sites and sources.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "vangnet.demo=false",
      "vangnet.mllp.port=0",
      "vangnet.admin.user=" + AppTest.ADMIN,
      "vangnet.admin.password=" + AppTest.PASSWORD,
      "vangnet.pseudonym-key=a-test-key-for-pseudonyms-0123456789",
      "vangnet.intake-key=a-test-key-for-kept-messages-012345",
      "spring.datasource.hikari.maximum-pool-size=12"
    })
@ContextConfiguration(initializers = AppTest.FreshDatabase.class)
public @interface AppTest {
  /// The first administrator's login.
  String ADMIN = "beheer-test";

  /// The first administrator's password.
  String PASSWORD = "een-lang-testwachtwoord";

  /// Points the application at a database of its own.
  class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "fresh database",
                  Map.of(
                      "spring.datasource.url", TestDatabase.freshUrl(),
                      "spring.datasource.username", "postgres",
                      "vangnet.database", "external")));
    }
  }
}
