package nl.vangnet.exchange;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// The SQL of the hot path: recognising duplicates, the log, the tally and the kept messages.
@Repository
class IntakeStore {
  private static final int LOCK_SPACE = 7312;
  private static final int MAX_TEXT = 200;

  /// What the log knew of a message before.
  enum Known {
    /// Never seen.
    NEW,
    /// The control id came before with another content.
    REUSED,
    /// Seen before.
    SAME,
    /// Seen before, and not understood then.
    RETRY
  }

  /// A line of the tally.
  record Count(long source, Instant hour, Outcome outcome, String cause)
      implements Comparable<Count> {
    static Count of(long source, Instant at, Outcome outcome, String cause) {
      return new Count(source, at.truncatedTo(ChronoUnit.HOURS), outcome, cause);
    }

    @Override
    public int compareTo(Count other) {
      var order = Long.compare(source, other.source);
      order = order != 0 ? order : hour.compareTo(other.hour);
      order = order != 0 ? order : outcome.compareTo(other.outcome);
      return order != 0 ? order : cause.compareTo(other.cause);
    }
  }

  private final JdbcTemplate jdbc;
  private final Clock clock;

  IntakeStore(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// Makes other nodes wait until this transaction ends, for these lanes (sorted), and keeps the
  /// planner on the indexes until then: a group asks for a few hundred rows of tables that grow by
  /// the minute, and a plan made while they were small would read them whole.
  void lock(Collection<Integer> lanes) {
    var sorted = lanes.stream().distinct().sorted().toArray(Integer[]::new);
    jdbc.query(
        """
        SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
          set_config('enable_mergejoin', 'off', true), set_config('enable_bitmapscan', 'off', true),
          (SELECT count(*) FROM (SELECT pg_advisory_xact_lock(?, lane) FROM unnest(?::int[]) AS lane) l)
        """,
        statement -> {
          statement.setInt(1, LOCK_SPACE);
          statement.setObject(2, sorted);
        },
        row -> {});
  }

  /// Enters messages into the log and says for each what was known of it.
  Known[] enter(List<Receipt> receipts) {
    var size = receipts.size();
    var known = new Known[size];
    java.util.Arrays.fill(known, Known.NEW);
    if (size == 0) {
      return known;
    }
    var source = new Long[size];
    var control = new Long[size];
    var content = new Long[size];
    var received = new Long[size];
    var occurred = new @Nullable Long[size];
    var latency = new Integer[size];
    var outcome = new Integer[size];
    var type = new String[size];
    var version = new String[size];
    var cause = new @Nullable String[size];
    var place = new @Nullable String[size];
    var now = clock.instant();
    for (var i = 0; i < size; i++) {
      var receipt = receipts.get(i);
      var message = receipt.message();
      var verdict = receipt.verdict();
      source[i] = receipt.source();
      control[i] = message.controlHash();
      content[i] = message.contentHash();
      received[i] = micros(message.receivedAt());
      occurred[i] = verdict.occurredAt() == null ? null : micros(verdict.occurredAt());
      latency[i] =
          (int) Math.clamp(Duration.between(message.receivedAt(), now).toMillis(), 0, 1 << 30);
      outcome[i] = verdict.outcome().ordinal();
      type[i] = message.type();
      version[i] = message.version();
      cause[i] = verdict.cause().isEmpty() ? null : verdict.cause();
      place[i] = verdict.fault() == null ? null : verdict.fault().where();
    }
    jdbc.query(
        """
        WITH incoming AS (
          SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
              ?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[])
            WITH ORDINALITY AS t(source, control_hash, content_hash, received, occurred,
              latency_ms, outcome, type, version, cause, place, n)),
        written AS (
          INSERT INTO exchange.message (source, control_hash, content_hash, received_at,
              occurred_at, latency_ms, outcome, type, version, cause, place)
          SELECT source, control_hash, content_hash,
              timestamptz 'epoch' + received * interval '1 microsecond',
              timestamptz 'epoch' + occurred * interval '1 microsecond',
              latency_ms, outcome, type, version, cause, place
          FROM incoming
          ON CONFLICT (source, control_hash, content_hash) DO NOTHING)
        SELECT i.n, bool_or(m.content_hash = i.content_hash) AS same,
          bool_or(m.content_hash = i.content_hash AND m.outcome = 3) AS retry
        FROM incoming i
        JOIN exchange.message m ON m.source = i.source AND m.control_hash = i.control_hash
        GROUP BY i.n
        """,
        statement -> {
          statement.setObject(1, source);
          statement.setObject(2, control);
          statement.setObject(3, content);
          statement.setObject(4, received);
          statement.setObject(5, occurred);
          statement.setObject(6, latency);
          statement.setObject(7, outcome);
          statement.setObject(8, type);
          statement.setObject(9, version);
          statement.setObject(10, cause);
          statement.setObject(11, place);
        },
        row -> {
          var index = row.getInt("n") - 1;
          known[index] =
              row.getBoolean("retry")
                  ? Known.RETRY
                  : row.getBoolean("same") ? Known.SAME : Known.REUSED;
        });
    return known;
  }

  /// Writes the new outcome of a message that was not understood before.
  void correctLog(Receipt receipt) {
    var fault = receipt.verdict().fault();
    jdbc.update(
        """
        UPDATE exchange.message SET outcome = ?, cause = ?, place = ?
        WHERE source = ? AND control_hash = ? AND content_hash = ?
        """,
        receipt.verdict().outcome().ordinal(),
        receipt.verdict().cause().isEmpty() ? null : receipt.verdict().cause(),
        fault == null ? null : fault.where(),
        receipt.source(),
        receipt.message().controlHash(),
        receipt.message().contentHash());
  }

  /// Adds to the tally; the counts come sorted, so that two workers never wait for each other in a
  /// circle.
  void tally(Map<Count, Integer> counts, Instant at) {
    if (counts.isEmpty()) {
      return;
    }
    var size = counts.size();
    var source = new Long[size];
    var hour = new Long[size];
    var outcome = new Integer[size];
    var cause = new @Nullable String[size];
    var messages = new Integer[size];
    var i = 0;
    for (var entry : new java.util.TreeMap<>(counts).entrySet()) {
      source[i] = entry.getKey().source();
      hour[i] = micros(entry.getKey().hour());
      outcome[i] = entry.getKey().outcome().ordinal();
      cause[i] = entry.getKey().cause();
      messages[i] = entry.getValue();
      i++;
    }
    jdbc.update(
        """
        INSERT INTO exchange.tally AS t (source, hour, outcome, cause, messages, last_at)
        SELECT source, timestamptz 'epoch' + hour * interval '1 microsecond', outcome, cause,
          messages, ?
        FROM unnest(?::bigint[], ?::bigint[], ?::int[], ?::text[], ?::int[])
          AS n(source, hour, outcome, cause, messages)
        ON CONFLICT (source, hour, outcome, cause) DO UPDATE
        SET messages = t.messages + excluded.messages, last_at = excluded.last_at
        """,
        statement -> {
          statement.setTimestamp(1, Timestamp.from(at));
          statement.setObject(2, source);
          statement.setObject(3, hour);
          statement.setObject(4, outcome);
          statement.setObject(5, cause);
          statement.setObject(6, messages);
        });
  }

  /// Keeps messages that were not accepted; one that was kept before is counted once more.
  void keep(List<Receipt> receipts) {
    var rows = new ArrayList<Object[]>();
    for (var receipt : receipts) {
      var fault = receipt.verdict().fault();
      if (fault == null || receipt.seal() == null || receipt.replayed() != null) {
        continue;
      }
      var at = receipt.verdict().location();
      var events = receipt.verdict().events();
      rows.add(
          new Object[] {
            receipt.source(),
            receipt.message().controlHash(),
            receipt.message().contentHash(),
            Timestamp.from(receipt.message().receivedAt()),
            fault.outcome().ordinal(),
            receipt.message().type(),
            receipt.message().version(),
            fault.cause(),
            fault.code(),
            fault.where(),
            fault.advice(),
            receipt.message().sender(),
            events.isEmpty() ? null : events.getFirst().site().value(),
            at == null ? null : limited(at.pointOfCare()),
            at == null ? null : limited(at.room()),
            at == null ? null : limited(at.bed()),
            at == null ? null : limited(at.service()),
            receipt.seal().get()
          });
    }
    if (rows.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        """
        INSERT INTO exchange.kept AS k (source, control_hash, content_hash, received_at, outcome,
          type, version, cause, code, place, advice, sender, site, point_of_care, room, bed,
          service, sealed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (source, control_hash, content_hash) DO UPDATE
        SET receipts = k.receipts + 1, outcome = excluded.outcome, cause = excluded.cause,
          code = excluded.code, place = excluded.place, advice = excluded.advice,
          replayed_at = NULL
        """,
        rows);
  }

  /// Marks kept messages as understood after all (the sender sent them again).
  void release(List<Receipt> receipts) {
    jdbc.batchUpdate(
        """
        UPDATE exchange.kept SET replayed_at = ?
        WHERE source = ? AND control_hash = ? AND content_hash = ? AND replayed_at IS NULL
        """,
        receipts.stream()
            .map(r ->
                new Object[] {
                  Timestamp.from(clock.instant()),
                  r.source(),
                  r.message().controlHash(),
                  r.message().contentHash()
                })
            .toList());
  }

  /// Writes what became of a replayed message: done, or its new fault.
  void replayed(long keptId, @Nullable Fault fault) {
    if (fault == null) {
      jdbc.update(
          "UPDATE exchange.kept SET replayed_at = ? WHERE id = ?",
          Timestamp.from(clock.instant()),
          keptId);
    } else {
      jdbc.update(
          """
          UPDATE exchange.kept SET outcome = ?, cause = ?, code = ?, place = ?, advice = ?
          WHERE id = ?
          """,
          fault.outcome().ordinal(),
          fault.cause(),
          fault.code(),
          fault.where(),
          fault.advice(),
          keptId);
    }
  }

  /// Forgets log rows and tallies older than these moments, a part at a time; the number of rows.
  int purge(Instant messagesBefore, Instant keptBefore) {
    var kept =
        jdbc.update("DELETE FROM exchange.kept WHERE received_at < ?", Timestamp.from(keptBefore));
    return kept
        + jdbc.update(
            """
            DELETE FROM exchange.message
            WHERE ctid = ANY (ARRAY(
              SELECT ctid FROM exchange.message WHERE received_at < ? LIMIT 20000))
            """,
            Timestamp.from(messagesBefore));
  }

  private static String limited(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
  }
}
