package nl.vangnet.publication;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The texts of the public site by SQL: inserts and reads.
@Repository
class BlockStore {
  private final JdbcClient jdbc;

  BlockStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The last version of every text, by kind and rank.
  List<Block> list() {
    return jdbc.sql(
            """
            select * from (
              select distinct on (slot) * from publication.block order by slot, version desc) b
             order by kind desc, rank, slot
            """)
        .query(BlockStore::block)
        .list();
  }

  /// All versions of a text, newest first.
  List<Block> versions(String slot) {
    return jdbc.sql("select * from publication.block where slot = :slot order by version desc")
        .param("slot", slot)
        .query(BlockStore::block)
        .list();
  }

  void insert(Block block, String by) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('publication.block.' || :slot))")
        .param("slot", block.slot())
        .query((row, number) -> number)
        .list();
    jdbc.sql(
            """
            insert into publication.block
              (slot, version, kind, rank, shown, title_nl, body_nl, title_en, body_en, owner,
               review_on, author, author_name, written_at)
            select :slot, coalesce(max(version), 0) + 1, :kind, :rank, :shown, :titleNl, :bodyNl,
                :titleEn, :bodyEn, :owner, :reviewOn, :by, :name, :at
              from publication.block where slot = :slot
            """)
        .param("slot", block.slot())
        .param("kind", block.kind().name().toLowerCase(Locale.ROOT))
        .param("rank", block.place().rank())
        .param("shown", block.place().shown())
        .param("titleNl", block.dutch().title())
        .param("bodyNl", block.dutch().body())
        .param("titleEn", block.english().title())
        .param("bodyEn", block.english().body())
        .param("owner", block.care().owner())
        .param("reviewOn", Date.valueOf(block.care().reviewOn()))
        .param("by", by)
        .param("name", block.care().author())
        .param("at", Timestamp.from(block.care().writtenAt()))
        .update();
  }

  private static Block block(ResultSet row, int number) throws SQLException {
    return new Block(
        row.getString("slot"),
        row.getInt("version"),
        Block.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        new Block.Place(row.getInt("rank"), row.getBoolean("shown")),
        new Block.Text(row.getString("title_nl"), row.getString("body_nl")),
        new Block.Text(row.getString("title_en"), row.getString("body_en")),
        new Block.Care(
            row.getString("owner"),
            row.getDate("review_on").toLocalDate(),
            row.getString("author_name"),
            Objects.requireNonNull(row.getObject("written_at", OffsetDateTime.class)).toInstant()));
  }
}
