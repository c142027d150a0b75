package nl.vangnet.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a hospital sends, not before `releaseAt`; `order` keeps the hospital's own order.
sealed interface Outgoing {
  /// The number of the hospital in the country.
  int hospital();

  /// The moment from which it may leave.
  Instant releaseAt();

  /// Grows with everything that the country sends.
  long order();

  /// An HL7 v2 message. `kind` is its trigger, or a fault: "unreadable", "duplicate".
  record Message(int hospital, Instant releaseAt, long order, String kind, String text)
      implements Outgoing {}

  /// Figures for the JSON API.
  record Figures(int hospital, Instant releaseAt, long order, List<Observation> observations)
      implements Outgoing {
    public Figures {
      observations = List.copyOf(observations);
    }
  }

  /// Location codes that the data steward of the hospital maps through the API.
  record Mappings(int hospital, Instant releaseAt, long order, List<Mapping> mappings)
      implements Outgoing {
    public Mappings {
      mappings = List.copyOf(mappings);
    }
  }

  /// One figure.
  record Observation(
      LineKey line, String variable, int value, Instant observedAt, @Nullable String note) {}

  /// One location code with the line that it means; `service` null for any.
  record Mapping(String pointOfCare, @Nullable String service, LineKey line) {}
}
