package nl.vangnet.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import nl.vangnet.directory.OrganisationId;
import nl.vangnet.directory.RegionId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// People by SQL.
@Repository
class PeopleStore {
  private static final String COLUMNS =
      """
      select id, login, name, password_hash, role, organisation_id, region_id, language, email,
             oidc_subject, active, demo, failures, blocked_until, stamp
        from access.person
      """;

  private final JdbcClient jdbc;
  private final DemoMode demo;

  PeopleStore(JdbcClient jdbc, DemoMode demo) {
    this.jdbc = jdbc;
    this.demo = demo;
  }

  /// A person with what only the sign-in may see.
  record Account(Person person, @Nullable String hash, int stamp) {}

  List<Account> list() {
    return jdbc.sql(COLUMNS + " order by lower(login)").query(this::account).list();
  }

  Optional<Account> find(long id) {
    return jdbc.sql(COLUMNS + " where id = :id").param("id", id).query(this::account).optional();
  }

  Optional<Account> findByLogin(String login) {
    return jdbc.sql(COLUMNS + " where lower(login) = lower(:login)")
        .param("login", login)
        .query(this::account)
        .optional();
  }

  Optional<Account> findBySubject(String subject) {
    return jdbc.sql(COLUMNS + " where oidc_subject = :subject")
        .param("subject", subject)
        .query(this::account)
        .optional();
  }

  Optional<Account> findByEmail(String email) {
    return jdbc.sql(COLUMNS + " where lower(email) = lower(:email)")
        .param("email", email)
        .query(this::account)
        .optional();
  }

  boolean isLoginTaken(String login, long except) {
    return jdbc.sql(
            """
            select exists (
              select 1 from access.person where lower(login) = lower(:login) and id <> :except)
            """)
        .param("login", login)
        .param("except", except)
        .query(Boolean.class)
        .single();
  }

  boolean isIdentityTaken(@Nullable String email, @Nullable String subject, long except) {
    return jdbc.sql(
            """
            select exists (
              select 1 from access.person
               where (lower(email) = lower(:email) or oidc_subject = :subject) and id <> :except)
            """)
        .param("email", email, Types.VARCHAR)
        .param("subject", subject, Types.VARCHAR)
        .param("except", except)
        .query(Boolean.class)
        .single();
  }

  /// Whether an active administrator other than `except` exists; locks them against each other.
  boolean hasAdministrator(long except) {
    return !jdbc.sql(
            """
            select id from access.person
             where role = 'ADMIN' and active and id <> :except and (:demo or not demo)
               for update
            """)
        .param("except", except)
        .param("demo", demo.isOn())
        .query(Long.class)
        .list()
        .isEmpty();
  }

  /// Adds a person unless the login name exists; answers whether it did.
  boolean insert(
      PersonDetails details, @Nullable String hash, boolean demo, Instant at, String author) {
    return statement(
                """
                insert into access.person
                  (login, name, password_hash, role, organisation_id, region_id, language, email,
                   oidc_subject, demo, created_at, created_by)
                values
                  (:login, :name, :hash, :role, :organisation, :region, :language, :email,
                   :subject, :demo, :at, :author)
                on conflict (lower(login)) do nothing
                """,
                details)
            .param("hash", hash, Types.VARCHAR)
            .param("demo", demo)
            .param("at", Timestamp.from(at))
            .param("author", author)
            .update()
        == 1;
  }

  void change(long id, PersonDetails details) {
    statement(
            """
            update access.person
               set login = :login, name = :name, role = :role, organisation_id = :organisation,
                   region_id = :region, language = :language, email = :email,
                   oidc_subject = :subject
             where id = :id
            """,
            details)
        .param("id", id)
        .update();
  }

  void setActive(long id, boolean active) {
    jdbc.sql("update access.person set active = :active, stamp = stamp + 1 where id = :id")
        .param("active", active)
        .param("id", id)
        .update();
  }

  void setPassword(long id, String hash) {
    jdbc.sql(
            """
            update access.person
               set password_hash = :hash, stamp = stamp + 1, failures = 0, blocked_until = null
             where id = :id
            """)
        .param("hash", hash)
        .param("id", id)
        .update();
  }

  void bindSubject(long id, String subject) {
    jdbc.sql("update access.person set oidc_subject = :subject where id = :id")
        .param("subject", subject)
        .param("id", id)
        .update();
  }

  /// Counts one more failure and answers how many there are in a row.
  int addFailure(long id) {
    return jdbc.sql(
            "update access.person set failures = failures + 1 where id = :id returning failures")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  void block(long id, Instant until) {
    jdbc.sql("update access.person set blocked_until = :until where id = :id")
        .param("until", Timestamp.from(until))
        .param("id", id)
        .update();
  }

  void unblock(long id) {
    jdbc.sql(
            """
            update access.person set failures = 0, blocked_until = null
             where id = :id and (failures > 0 or blocked_until is not null)
            """)
        .param("id", id)
        .update();
  }

  private JdbcClient.StatementSpec statement(String sql, PersonDetails details) {
    var scope = details.scope();
    return jdbc.sql(sql)
        .param("login", details.login())
        .param("name", details.name())
        .param("role", details.role().name())
        .param(
            "organisation",
            scope instanceof Scope.InOrganisation(var id) ? id.value() : null,
            Types.BIGINT)
        .param("region", scope instanceof Scope.InRegion(var id) ? id.value() : null, Types.BIGINT)
        .param("language", details.language())
        .param("email", details.email(), Types.VARCHAR)
        .param("subject", details.subject(), Types.VARCHAR);
  }

  private Account account(ResultSet row, int number) throws SQLException {
    var hash = row.getString("password_hash");
    var blocked = row.getObject("blocked_until", OffsetDateTime.class);
    var person =
        new Person(
            row.getLong("id"),
            row.getString("login"),
            row.getString("name"),
            Role.valueOf(row.getString("role")),
            scope(row),
            row.getString("language"),
            row.getBoolean("active") && (demo.isOn() || !row.getBoolean("demo")),
            row.getBoolean("demo"),
            new Person.SignInMeans(
                hash != null,
                row.getString("email"),
                row.getString("oidc_subject"),
                row.getInt("failures"),
                blocked == null ? null : blocked.toInstant()));
    return new Account(person, hash, row.getInt("stamp"));
  }

  private static Scope scope(ResultSet row) throws SQLException {
    var organisation = row.getObject("organisation_id", Long.class);
    if (organisation != null) {
      return new Scope.InOrganisation(new OrganisationId(organisation));
    }
    var region = row.getObject("region_id", Long.class);
    return region != null ? new Scope.InRegion(new RegionId(region)) : new Scope.Everywhere();
  }
}
