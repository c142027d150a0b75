package nl.vangnet.directory;

import java.util.List;
import java.util.Map;

/// How a change of one record ended.
public sealed interface DirectoryOutcome {
  /// Done. `before` and `after` hold the values that changed, for the audit trail; equal and empty
  /// when nothing did.
  record Saved(long id, Map<String, String> before, Map<String, String> after)
      implements DirectoryOutcome {
    public Saved {
      before = Map.copyOf(before);
      after = Map.copyOf(after);
    }

    /// Both sides in one map for the audit trail: `name.before`, `name.after`.
    public Map<String, String> facts() {
      var facts = new java.util.TreeMap<String, String>();
      before.forEach((key, value) -> facts.put(key + ".before", value));
      after.forEach((key, value) -> facts.put(key + ".after", value));
      return facts;
    }
  }

  /// Not done, because of these values.
  record Refused(List<DirectoryFault> faults) implements DirectoryOutcome {
    public Refused {
      faults = List.copyOf(faults);
    }
  }

  /// Not done: somebody saved in between, and the record is at `edition` now.
  record Stale(int edition) implements DirectoryOutcome {}
}
