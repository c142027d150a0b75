package nl.vangnet.exchange;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import nl.vangnet.capacity.CensusEvent;
import org.jspecify.annotations.Nullable;

/// One message as it goes to its worker: what it is, what it means, and the future of its answer.
/// `source` 0 stands for an unknown sender; `lane` keeps the order per organisation; `seal` makes
/// the encrypted message when it is to be kept; `replayed` is the kept message that this one
/// replays.
record Receipt(
    long source,
    long lane,
    Message message,
    Verdict verdict,
    @Nullable Supplier<byte[]> seal,
    @Nullable Replayed replayed,
    CompletableFuture<Acknowledgement> answer)
    implements IntakeWorkers.Work {

  /// The message without its content. `logged` is false when it has no control id or sender.
  record Message(
      long controlHash,
      long contentHash,
      boolean logged,
      String type,
      String version,
      String sender,
      Instant receivedAt) {}

  /// What became of it before the database was asked. `cause` is "" for plain acceptance.
  record Verdict(
      Outcome outcome,
      String cause,
      @Nullable Fault fault,
      List<CensusEvent> events,
      Translation.@Nullable BedStatus status,
      @Nullable Location location,
      @Nullable Instant occurredAt) {
    Verdict {
      events = List.copyOf(events);
    }

    static Verdict failed(Fault fault) {
      return new Verdict(fault.outcome(), fault.cause(), fault, List.of(), null, null, null);
    }

    static Verdict of(Translation translation) {
      return switch (translation) {
        case Translation.Moves(var events, var status, var at, var note) ->
            new Verdict(Outcome.ACCEPTED, note, null, events, status, null, at);
        case Translation.NotRelevant(var reason) ->
            new Verdict(Outcome.NOT_RELEVANT, reason, null, List.of(), null, null, null);
        case Translation.Failed(var fault, var events, var location) ->
            new Verdict(
                fault.outcome(),
                fault.cause(),
                fault,
                events,
                null,
                location,
                events.isEmpty() ? null : events.getFirst().occurredAt());
      };
    }

    Verdict with(Outcome changed, String why) {
      return new Verdict(changed, why, null, List.of(), null, null, occurredAt);
    }

    Verdict noting(String why) {
      return new Verdict(outcome, why, fault, events, status, location, occurredAt);
    }
  }

  /// The kept message behind a replay, with the outcome that it had.
  record Replayed(long keptId, long source, Outcome outcome, String cause) {}

  Receipt with(Verdict changed) {
    return new Receipt(source, lane, message, changed, seal, replayed, answer);
  }

  Receipt with(Replayed claim) {
    return new Receipt(source, lane, message, verdict, seal, claim, answer);
  }
}
