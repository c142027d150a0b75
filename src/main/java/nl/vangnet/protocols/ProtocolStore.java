package nl.vangnet.protocols;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nl.vangnet.access.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of protocols: editions are added and never changed.
@Repository
class ProtocolStore {
  private final JdbcClient jdbc;

  ProtocolStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long nextId() {
    return jdbc.sql("select nextval('protocols.running')").query(Long.class).single();
  }

  /// Adds an edition; false when somebody was faster.
  boolean add(long id, int version, Protocol.Content content, String ended, Actor by, Instant now) {
    return jdbc.sql(
                """
                insert into protocols.edition (protocol_id, version, title, kinds, audience, body, link,
                  owner, review_on, ended, author, author_name, at)
                values (:id, :version, :title, :kinds::text[], :audience::text[], :body, :link, :owner,
                  :review, :ended, :author, :name, :now) on conflict do nothing
                """)
            .param("id", id)
            .param("version", version)
            .param("title", content.title())
            .param(
                "kinds", content.kinds().stream().map(Kind::name).sorted().toArray(String[]::new))
            .param(
                "audience",
                content.audience().stream().map(Audience::name).sorted().toArray(String[]::new))
            .param("body", content.body())
            .param("link", content.link())
            .param("owner", content.owner())
            .param("review", content.review())
            .param("ended", ended)
            .param("author", by.id())
            .param("name", by.name())
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  /// The last edition of every protocol.
  List<Protocol> list() {
    return jdbc.sql(
            """
            select distinct on (protocol_id) * from protocols.edition
            order by protocol_id, version desc
            """)
        .query((row, i) -> read(row))
        .list();
  }

  Optional<Protocol> find(long id) {
    return editions(id).stream().findFirst();
  }

  /// Every edition of a protocol, the last first.
  List<Protocol> editions(long id) {
    return jdbc.sql("select * from protocols.edition where protocol_id = :id order by version desc")
        .param("id", id)
        .query((row, i) -> read(row))
        .list();
  }

  void receive(long id, int version, Actor by, Instant now) {
    jdbc.sql(
            """
            insert into protocols.receipt (protocol_id, version, author, author_name, at)
            values (:id, :version, :author, :name, :now) on conflict do nothing
            """)
        .param("id", id)
        .param("version", version)
        .param("author", by.id())
        .param("name", by.name())
        .param("now", Timestamp.from(now))
        .update();
  }

  /// Who took note of an edition, the last first.
  List<ProtocolLibrary.Receipt> receipts(long id, int version) {
    return jdbc.sql(
            """
            select author, author_name, at from protocols.receipt
            where protocol_id = :id and version = :version order by at desc, author
            """)
        .param("id", id)
        .param("version", version)
        .query((row, i) ->
            new ProtocolLibrary.Receipt(
                row.getString(1),
                row.getString(2),
                Objects.requireNonNull(row.getTimestamp(3)).toInstant()))
        .list();
  }

  private static Protocol read(ResultSet row) throws SQLException {
    var kinds = EnumSet.noneOf(Kind.class);
    for (var name : words(row, "kinds")) {
      kinds.add(Kind.valueOf(name));
    }
    var audience = EnumSet.noneOf(Audience.class);
    for (var name : words(row, "audience")) {
      audience.add(Audience.valueOf(name));
    }
    return new Protocol(
        row.getLong("protocol_id"),
        row.getInt("version"),
        new Protocol.Content(
            row.getString("title"),
            kinds,
            audience,
            row.getString("body"),
            row.getString("link"),
            row.getString("owner"),
            Objects.requireNonNull(row.getObject("review_on", LocalDate.class))),
        row.getString("ended"),
        row.getString("author_name"),
        Objects.requireNonNull(row.getTimestamp("at")).toInstant());
  }

  private static String[] words(ResultSet row, String column) throws SQLException {
    return (String[]) row.getArray(column).getArray();
  }
}
