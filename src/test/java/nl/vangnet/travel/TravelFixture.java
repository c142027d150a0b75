package nl.vangnet.travel;

import java.time.Clock;
import javax.sql.DataSource;
import nl.vangnet.policy.PolicyFixture;
import tools.jackson.databind.json.JsonMapper;

/// The room `travel` on a test database, without Spring and without a routing engine.
public final class TravelFixture {
  private TravelFixture() {}

  /// Journeys by the rules of this database.
  public static TravelTimes travelTimes(DataSource dataSource, Clock clock) {
    return new TravelTimes(
        PolicyFixture.transportRules(dataSource, clock),
        new RoutingEngine("", 1, new JsonMapper(), clock));
  }
}
