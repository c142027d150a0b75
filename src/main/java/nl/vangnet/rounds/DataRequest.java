package nl.vangnet.rounds;

import java.time.Instant;
import java.util.List;

/// One version of a recurring data request (uitvraag): what is asked of whom, and when (CAP-14).
public record DataRequest(
    String code,
    int version,
    String nameNl,
    String nameEn,
    List<Asked> asked,
    Recipients recipients,
    Schedule schedule,
    boolean active,
    String author,
    Instant createdAt) {
  public DataRequest {
    asked = List.copyOf(asked);
  }
}
