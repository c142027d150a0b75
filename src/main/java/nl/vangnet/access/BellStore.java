package nl.vangnet.access;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Rings by SQL.
@Repository
class BellStore {
  static final String PREFIX = "vangnet_";

  private final JdbcClient jdbc;

  BellStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void ring(String channel, String payload) {
    jdbc.sql("select pg_notify(:channel, :payload)")
        .param("channel", PREFIX + channel)
        .param("payload", payload)
        .query((row, i) -> i)
        .list();
  }
}
