package nl.vangnet.matching;

import java.time.*;
import java.util.*;
import nl.vangnet.capacity.*;
import nl.vangnet.directory.SiteId;
import nl.vangnet.transport.*;
import org.jspecify.annotations.Nullable;

public record Question(
    String caseNumber,
    SiteId from,
    @Nullable String region,
    String category,
    String cohort,
    boolean isolation,
    boolean ventilated,
    Set<String> capabilities,
    Stage stage,
    Set<SiteId> wished,
    Set<SiteId> ruledOut,
    @Nullable SiteId home,
    boolean returnPlacement,
    TransportNeed transport,
    Instant readyAt,
    @Nullable Instant dueAt) {
  public enum Stage {
    OWN_REGION,
    NATIONAL,
    ABROAD
  }
}
