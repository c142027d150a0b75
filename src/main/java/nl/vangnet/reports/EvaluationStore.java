package nl.vangnet.reports;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The notes on how days went, by SQL: inserts and reads.
@Repository
class EvaluationStore {
  private static final TypeReference<List<Evaluation.Action>> ACTIONS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json = JsonMapper.shared();

  EvaluationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// All versions of a day, by region, newest first.
  List<Evaluation> list(LocalDate day) {
    return jdbc.sql(
            """
            select day, region, version, well, not_well, actions, author_name, written_at
              from reports.evaluation where day = :day order by region, version desc
            """)
        .param("day", Date.valueOf(day))
        .query((row, number) ->
            new Evaluation(
                row.getDate("day").toLocalDate(),
                row.getString("region"),
                row.getInt("version"),
                new Evaluation.Body(
                    row.getString("well"),
                    row.getString("not_well"),
                    json.readValue(row.getString("actions"), ACTIONS)),
                new Snapshot.Signed(
                    Objects.requireNonNull(row.getObject("written_at", OffsetDateTime.class))
                        .toInstant(),
                    row.getString("author_name"))))
        .list();
  }

  void insert(
      LocalDate day, String region, Evaluation.Body body, String by, Snapshot.Signed written) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('reports.evaluation.' || :day || :region))")
        .param("day", day.toString())
        .param("region", region)
        .query((row, number) -> number)
        .list();
    jdbc.sql(
            """
            insert into reports.evaluation
              (day, region, version, well, not_well, actions, author, author_name, written_at)
            select :day, :region, coalesce(max(version), 0) + 1, :well, :notWell,
                cast(:actions as jsonb), :by, :name, :at
              from reports.evaluation where day = :day and region = :region
            """)
        .param("day", Date.valueOf(day))
        .param("region", region)
        .param("well", body.well())
        .param("notWell", body.notWell())
        .param("actions", json.writeValueAsString(body.actions()))
        .param("by", by)
        .param("name", written.by())
        .param("at", Timestamp.from(written.at()))
        .update();
  }
}
