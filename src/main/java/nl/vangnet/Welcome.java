package nl.vangnet;

import nl.vangnet.exchange.MllpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Says where the product can be reached once it answers.
@Component
class Welcome {
  private static final Logger log = LoggerFactory.getLogger(Welcome.class);

  private final Environment environment;
  private final ObjectProvider<MllpServer> mllp;
  private final ObjectProvider<EmbeddedDatabase> database;

  Welcome(
      Environment environment,
      ObjectProvider<MllpServer> mllp,
      ObjectProvider<EmbeddedDatabase> database) {
    this.environment = environment;
    this.mllp = mllp;
    this.database = database;
  }

  @EventListener
  void ready(ApplicationReadyEvent event) {
    var port =
        event.getApplicationContext() instanceof WebServerApplicationContext web
                && web.getWebServer() != null
            ? web.getWebServer().getPort()
            : -1;
    log.info("Vangnet is open at http://localhost:{}", port);
    mllp.ifAvailable(server -> log.info("HL7 v2 over MLLP on port {}", server.port()));
    database.ifAvailable(
        own -> log.info("a second node on this database: SPRING_DATASOURCE_URL={}", own.url()));
    log.info(
        "demo mode is {}",
        environment.getProperty("vangnet.demo", Boolean.class, false) ? "on" : "off");
  }
}
