package nl.vangnet.capacity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of definitions.
@Repository
class DefinitionStore {
  private final JdbcClient jdbc;

  DefinitionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Category> categories() {
    return jdbc.sql(
            """
            select code, version, name_nl, name_en, meaning_nl, meaning_en, needs, variables,
              fresh_minutes, stale_minutes, standing_fresh_minutes, standing_stale_minutes, rank,
              valid_from, source
            from capacity.category order by code, version desc
            """)
        .query(DefinitionStore::category)
        .list();
  }

  List<Cohort> cohorts() {
    return jdbc.sql(
            """
            select code, version, name_nl, name_en, meaning_nl, meaning_en, rank, valid_from, source
            from capacity.cohort order by code, version desc
            """)
        .query(DefinitionStore::cohort)
        .list();
  }

  Category add(Category category, String author, Instant now) {
    return jdbc.sql(
            """
            insert into capacity.category (code, version, name_nl, name_en, meaning_nl, meaning_en,
              needs, variables, fresh_minutes, stale_minutes, standing_fresh_minutes,
              standing_stale_minutes, rank, valid_from, source, created_by, created_at)
            select :code, coalesce(max(version), 0) + 1, :nameNl, :nameEn, :meaningNl, :meaningEn,
              :needs::text[], :variables::text[], :fresh, :stale, :standingFresh, :standingStale, :rank,
              :validFrom, :source, :author, :now
            from capacity.category where code = :code
            returning code, version, name_nl, name_en, meaning_nl, meaning_en, needs, variables,
              fresh_minutes, stale_minutes, standing_fresh_minutes, standing_stale_minutes, rank,
              valid_from, source
            """)
        .param("code", category.code())
        .param("nameNl", category.nameNl())
        .param("nameEn", category.nameEn())
        .param("meaningNl", category.meaningNl())
        .param("meaningEn", category.meaningEn())
        .param("needs", literal(category.needs()))
        .param("variables", literal(category.variables()))
        .param("fresh", category.counted().freshFor().toMinutes())
        .param("stale", category.counted().staleAfter().toMinutes())
        .param("standingFresh", category.standing().freshFor().toMinutes())
        .param("standingStale", category.standing().staleAfter().toMinutes())
        .param("rank", category.rank())
        .param("validFrom", Timestamp.from(category.validFrom()))
        .param("source", category.source())
        .param("author", author)
        .param("now", Timestamp.from(now))
        .query(DefinitionStore::category)
        .single();
  }

  Cohort add(Cohort cohort, String author, Instant now) {
    return jdbc.sql(
            """
            insert into capacity.cohort (code, version, name_nl, name_en, meaning_nl, meaning_en, rank,
              valid_from, source, created_by, created_at)
            select :code, coalesce(max(version), 0) + 1, :nameNl, :nameEn, :meaningNl, :meaningEn, :rank,
              :validFrom, :source, :author, :now
            from capacity.cohort where code = :code
            returning code, version, name_nl, name_en, meaning_nl, meaning_en, rank, valid_from, source
            """)
        .param("code", cohort.code())
        .param("nameNl", cohort.nameNl())
        .param("nameEn", cohort.nameEn())
        .param("meaningNl", cohort.meaningNl())
        .param("meaningEn", cohort.meaningEn())
        .param("rank", cohort.rank())
        .param("validFrom", Timestamp.from(cohort.validFrom()))
        .param("source", cohort.source())
        .param("author", author)
        .param("now", Timestamp.from(now))
        .query(DefinitionStore::cohort)
        .single();
  }

  private static String literal(java.util.Collection<Variable> variables) {
    return "{" + String.join(",", variables.stream().map(Variable::code).toList()) + "}";
  }

  private static Category category(ResultSet row, int number) throws SQLException {
    return new Category(
        row.getString(1),
        row.getInt(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        Set.copyOf(variables(row.getArray(7))),
        variables(row.getArray(8)),
        new Limits(Duration.ofMinutes(row.getInt(9)), Duration.ofMinutes(row.getInt(10))),
        new Limits(Duration.ofMinutes(row.getInt(11)), Duration.ofMinutes(row.getInt(12))),
        row.getInt(13),
        row.getTimestamp(14).toInstant(),
        row.getString(15));
  }

  private static Cohort cohort(ResultSet row, int number) throws SQLException {
    return new Cohort(
        row.getString(1),
        row.getInt(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getInt(7),
        row.getTimestamp(8).toInstant(),
        row.getString(9));
  }

  private static List<Variable> variables(Array codes) throws SQLException {
    return Arrays.stream((String[]) codes.getArray())
        .map(Variable::find)
        .map(java.util.Optional::orElseThrow)
        .toList();
  }
}
