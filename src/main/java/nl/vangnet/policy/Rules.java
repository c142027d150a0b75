package nl.vangnet.policy;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/// The rules in force: read here and nowhere else.
@Service
public class Rules {
  Rules() {}

  /// The scale levels of intensive care: beds and percent per level (CAP-29, CAP-30, CAP-31,
  /// CAP-33).
  public List<ScaleLevel> icuLevels(Instant at) {
    return List.of();
  }

  /// The kind of region set that the picture uses by default ("acute-care-network").
  public String regionSetKind(Instant at) {
    return "acute-care-network";
  }

  /// All versions of all rules, by key, newest first.
  public List<Rule> list() {
    return List.of();
  }

  /// The longest life of a correction in hours.
  public int longestCorrectionHours(Instant at) {
    return 72;
  }
}
