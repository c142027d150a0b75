package nl.vangnet.transfer;

import java.time.Instant;

/// One step of a case, as it is recorded: from which state to which, why, by whom and when.
/// `reason` is a code, empty where none is asked.
public record Step(
    int seq,
    State from,
    State to,
    String reason,
    String note,
    String actor,
    String actorName,
    Instant at) {}
