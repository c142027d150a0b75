package nl.vangnet.exchange;

import java.time.Instant;
import java.util.List;
import nl.vangnet.capacity.CensusEvent;
import nl.vangnet.capacity.LineId;
import nl.vangnet.directory.SiteId;
import org.jspecify.annotations.Nullable;

/// What a message means to the census.
sealed interface Translation {
  /// Movements, or a bed status; `note` is a cause to tally beside the outcome, "" for none.
  record Moves(
      List<CensusEvent> events, @Nullable BedStatus status, @Nullable Instant at, String note)
      implements Translation {
    public Moves {
      events = List.copyOf(events);
    }
  }

  /// Nothing for the count of beds; `reason` is a stable code.
  record NotRelevant(String reason) implements Translation {}

  /// Not understood. `events` hold what can be applied all the same: a patient who moved to an
  /// unknown location has left the old one.
  record Failed(Fault fault, List<CensusEvent> events, @Nullable Location location)
      implements Translation {
    public Failed {
      events = List.copyOf(events);
    }

    Failed(Fault fault) {
      this(fault, List.of(), null);
    }
  }

  /// A bed that was closed or opened (A20).
  record BedStatus(SiteId site, LineId line, String locationCode, boolean closed, Instant at) {}
}
