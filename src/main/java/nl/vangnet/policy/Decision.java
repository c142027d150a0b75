package nl.vangnet.policy;

import java.time.Instant;

/// A decision about one rule: the value, from when, by whom and on what ground.
public record Decision(
    String key, String value, Instant validFrom, String decidedBy, String source) {
  public Decision {
    key = key.strip();
    value = value.strip().replaceAll("\\s+", " ");
    decidedBy = decidedBy.strip();
    source = source.strip();
  }
}
