package nl.vangnet.matching;

import java.util.Map;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;

/// The state of the world beside the picture of beds. `holds` counts per line the beds that are
/// promised but not yet occupied; `takenToday` per site the patients it was asked to take today;
/// `answers` what sites said in the last 14 days; `capabilities` what was said of a site that can
/// or cannot do something (what is not there is unknown); `fairWeights` the agreed shares per
/// region code, empty when staffed beds decide.
public record World(
    Map<LineId, Integer> holds,
    Map<SiteId, Integer> takenToday,
    Map<SiteId, Answers> answers,
    Ledger ledger,
    Map<SiteId, Map<String, Boolean>> capabilities,
    Map<String, Double> fairWeights) {
  /// Nothing held, nothing asked, nothing known.
  public static final World EMPTY =
      new World(Map.of(), Map.of(), Map.of(), Ledger.EMPTY, Map.of(), Map.of());

  /// A world in which nobody said what they can do and staffed beds decide the fair share.
  public World(
      Map<LineId, Integer> holds,
      Map<SiteId, Integer> takenToday,
      Map<SiteId, Answers> answers,
      Ledger ledger) {
    this(holds, takenToday, answers, ledger, Map.of(), Map.of());
  }

  public World {
    holds = Map.copyOf(holds);
    takenToday = Map.copyOf(takenToday);
    answers = Map.copyOf(answers);
    capabilities = Map.copyOf(capabilities);
    fairWeights = Map.copyOf(fairWeights);
  }
}
