package nl.vangnet;

import java.util.HashMap;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Decides before anything starts: without `spring.datasource.url` the embedded database and,
/// unless told otherwise, demo mode; with it that server and, unless asked, no demo.
public class DatabaseChoice implements EnvironmentPostProcessor {
  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    var url = environment.getProperty("spring.datasource.url", "");
    var embedded = url.isBlank();
    var chosen = new HashMap<String, Object>();
    chosen.put("vangnet.database", embedded ? "embedded" : "external");
    if (environment.getProperty("vangnet.demo", "").isBlank()) {
      chosen.put("vangnet.demo", Boolean.toString(embedded));
    }
    var demo =
        chosen.getOrDefault("vangnet.demo", environment.getProperty("vangnet.demo", "")).toString();
    if (!Boolean.parseBoolean(demo)
        && environment.getProperty("logging.structured.format.console", "").isBlank()) {
      chosen.put("logging.structured.format.console", "ecs");
    }
    environment.getPropertySources().addFirst(new MapPropertySource("databaseChoice", chosen));
  }
}
