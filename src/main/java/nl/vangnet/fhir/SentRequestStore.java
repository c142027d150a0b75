package nl.vangnet.fhir;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.vangnet.access.Actor;
import nl.vangnet.transfer.CaseNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of requests for a place that came by FHIR: the sender's own number, and the address of
/// the handover.
@Repository
class SentRequestStore {
  private final JdbcClient jdbc;

  SentRequestStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Takes a number for a request that is about to be made; false when it was taken before. Who
  /// takes the same number at the same moment waits for the end of the first transaction.
  boolean claim(String sender, OwnNumber own, Instant now) {
    return jdbc.sql(
                """
                insert into fhir.sent_request (sender, identifier_system, identifier_value, sent_at)
                values (:sender, :system, :value, :now)
                on conflict do nothing
                """)
            .param("sender", sender)
            .param("system", own.system())
            .param("value", own.value())
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  void settle(String sender, OwnNumber own, CaseNumber number) {
    jdbc.sql(
            """
            update fhir.sent_request set case_number = :number
            where sender = :sender and identifier_system = :system and identifier_value = :value
            """)
        .param("number", number.value())
        .param("sender", sender)
        .param("system", own.system())
        .param("value", own.value())
        .update();
  }

  /// The cases that a sender's own number stands for; `system` "" looks in all systems.
  List<CaseNumber> find(String sender, String system, String value) {
    return jdbc.sql(
            """
            select case_number from fhir.sent_request
            where sender = :sender and identifier_value = :value and case_number is not null
              and (:system = '' or identifier_system = :system)
            order by sent_at
            """)
        .param("sender", sender)
        .param("system", system)
        .param("value", value)
        .query((row, i) -> new CaseNumber(row.getString(1)))
        .list();
  }

  /// The own numbers that a sender gave a case.
  List<OwnNumber> numbers(String sender, CaseNumber number) {
    return jdbc.sql(
            """
            select identifier_system, identifier_value from fhir.sent_request
            where sender = :sender and case_number = :number
            order by sent_at
            """)
        .param("sender", sender)
        .param("number", number.value())
        .query((row, i) -> new OwnNumber(row.getString(1), row.getString(2)))
        .list();
  }

  void keep(CaseNumber number, Handover handover, Actor by, Instant now) {
    jdbc.sql(
            """
            insert into fhir.handover (case_number, fhir_base, authorization_base, actor, given_at)
            values (:number, :base, :authorization, :actor, :now)
            """)
        .param("number", number.value())
        .param("base", handover.fhirBase())
        .param("authorization", handover.authorizationBase())
        .param("actor", by.id())
        .param("now", Timestamp.from(now))
        .update();
  }

  Optional<Handover> handover(CaseNumber number) {
    return Optional.ofNullable(handovers(List.of(number)).get(number.value()));
  }

  /// The addresses that came with these cases, by case number.
  Map<String, Handover> handovers(Collection<CaseNumber> numbers) {
    var found = new HashMap<String, Handover>();
    jdbc.sql(
            """
            select case_number, fhir_base, authorization_base from fhir.handover
            where case_number = any (:numbers::text[])
            """)
        .param("numbers", numbers.stream().map(CaseNumber::value).toArray(String[]::new))
        .query(row -> {
          found.put(row.getString(1), new Handover(row.getString(2), row.getString(3)));
        });
    return found;
  }
}
