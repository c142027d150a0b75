package nl.vangnet.travel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nl.vangnet.directory.Coordinates;
import nl.vangnet.policy.TransportRules;
import org.springframework.stereotype.Service;

/// Journeys between points: the great circle with road factor and speed bands of policy, or what a
/// routing engine says where one is configured and answers in time.
@Service
public class TravelTimes {
  /// What has to stand where routed times are shown.
  public static final String ATTRIBUTION = "© OpenStreetMap contributors";

  private final TransportRules rules;
  private final RoutingEngine engine;

  TravelTimes(TransportRules rules, RoutingEngine engine) {
    this.rules = rules;
    this.engine = engine;
  }

  /// Whether journeys by road may come from a routing engine, so that its attribution is due.
  public boolean isRouted() {
    return engine.isConfigured();
  }

  /// One journey, with the rules that hold at a moment.
  public Journey between(Coordinates from, Coordinates to, Mode mode, Instant at) {
    return fromOne(from, List.of(to), mode, at).getFirst();
  }

  /// The journeys from one point to many, in their order.
  public List<Journey> fromOne(Coordinates from, List<Coordinates> to, Mode mode, Instant at) {
    var estimates = estimates(at);
    var journeys = new ArrayList<Journey>(to.size());
    for (var place : to) {
      journeys.add(estimates.between(from, place, mode));
    }
    if (mode == Mode.ROAD && engine.isConfigured()) {
      engine.journeys(from, to).forEach(journeys::set);
    }
    return journeys;
  }

  /// The estimates by the rules of one moment, for who needs thousands of them in one question.
  public Estimates estimates(Instant at) {
    var bands = SpeedBands.of(rules.road(at));
    return bands::journey;
  }

  /// Estimated journeys by the rules of one moment: pure and fast.
  public interface Estimates {
    /// One journey.
    Journey between(Coordinates from, Coordinates to, Mode mode);
  }
}
